-- Stories, their chapters and texts, and where each reader is. Times are UTC, in seconds since 1970.

CREATE TABLE stories (
    id INTEGER PRIMARY KEY,
    guild_id INTEGER,                   -- null: the whole installation's
    title TEXT NOT NULL,
    sort_title TEXT NOT NULL,           -- folded, without a leading article
    authors TEXT NOT NULL,              -- JSON array
    language TEXT NOT NULL,
    summary TEXT NOT NULL,
    notes TEXT NOT NULL,
    disclaimer TEXT NOT NULL,
    rating INTEGER,                     -- 0 General … 3 Explicit; null: not given
    tags TEXT NOT NULL,                 -- JSON array
    source TEXT NOT NULL,
    licence TEXT NOT NULL,
    chapters INTEGER NOT NULL,          -- of the body
    words INTEGER NOT NULL,             -- of the body
    digest TEXT NOT NULL,               -- SHA-256 of the file it came from
    added_at INTEGER NOT NULL,
    removed_at INTEGER
);
CREATE INDEX stories_by_title ON stories (sort_title, id);
CREATE UNIQUE INDEX stories_by_file ON stories (digest, coalesce(guild_id, 0)) WHERE removed_at IS NULL;

CREATE VIRTUAL TABLE story_words USING fts5 (
    title, authors, tags, tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3'
);

CREATE TABLE covers (
    story_id INTEGER PRIMARY KEY REFERENCES stories (id) ON DELETE CASCADE,
    image BLOB NOT NULL
);

CREATE TABLE chapters (
    id INTEGER PRIMARY KEY,
    story_id INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,          -- in reading order from 0, front and back matter included
    number INTEGER,                     -- in the body from 1
    title TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('front', 'body', 'back')),
    source_key TEXT NOT NULL,           -- what the source calls it, from one import to the next
    revision INTEGER NOT NULL,          -- the current one of chapter_texts
    characters INTEGER NOT NULL,
    words INTEGER NOT NULL,
    words_before INTEGER NOT NULL,      -- of the body
    UNIQUE (story_id, position)
);

CREATE TABLE chapter_texts (
    chapter_id INTEGER NOT NULL REFERENCES chapters (id) ON DELETE CASCADE,
    revision INTEGER NOT NULL,
    text TEXT NOT NULL,                 -- Discord Markdown, literal specials escaped
    added_at INTEGER NOT NULL,
    PRIMARY KEY (chapter_id, revision)
);

CREATE TABLE readers (
    id INTEGER PRIMARY KEY,             -- the Discord user's
    length TEXT NOT NULL CHECK (length IN ('short', 'medium', 'long'))
);

-- Restricted ratings that a reader has opened in an age-restricted channel: served to them directly too.
CREATE TABLE opened_ratings (
    reader_id INTEGER NOT NULL,
    rating INTEGER NOT NULL,
    opened_at INTEGER NOT NULL,
    PRIMARY KEY (reader_id, rating)
);

-- What Discord last said about who is in which server.
CREATE TABLE memberships (
    reader_id INTEGER NOT NULL,
    guild_id INTEGER NOT NULL,
    member INTEGER NOT NULL,
    asked_at INTEGER NOT NULL,
    PRIMARY KEY (reader_id, guild_id)
);

-- One read of a story by one reader; the open one (closed_at is null) is where they are.
CREATE TABLE readings (
    id INTEGER PRIMARY KEY,
    reader_id INTEGER NOT NULL,
    story_id INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    chapter_id INTEGER NOT NULL REFERENCES chapters (id),
    revision INTEGER NOT NULL,
    "offset" INTEGER NOT NULL,
    furthest_chapter_id INTEGER NOT NULL REFERENCES chapters (id),
    furthest_revision INTEGER NOT NULL,
    furthest_offset INTEGER NOT NULL,
    undo_chapter_id INTEGER REFERENCES chapters (id),
    undo_revision INTEGER,
    undo_offset INTEGER,
    started_at INTEGER NOT NULL,
    read_at INTEGER NOT NULL,
    finished_at INTEGER,
    closed_at INTEGER
);
CREATE UNIQUE INDEX readings_open ON readings (reader_id, story_id) WHERE closed_at IS NULL;
CREATE INDEX readings_recent ON readings (reader_id, read_at DESC) WHERE closed_at IS NULL;

-- Offers that have been taken: a press that makes something makes it once.
CREATE TABLE taken_offers (
    offer INTEGER PRIMARY KEY,
    taken_at INTEGER NOT NULL
);
