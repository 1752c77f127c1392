-- Librarians at work: details of every kind, drafts, what was changed and by whom, chapters to come, and
-- what has to be taken down with a story.

ALTER TABLE stories ADD COLUMN content_warnings TEXT NOT NULL DEFAULT '[]';  -- JSON arrays
ALTER TABLE stories ADD COLUMN fandoms TEXT NOT NULL DEFAULT '[]';
ALTER TABLE stories ADD COLUMN characters TEXT NOT NULL DEFAULT '[]';
ALTER TABLE stories ADD COLUMN relationships TEXT NOT NULL DEFAULT '[]';

-- The details as the file gave them last, as JSON: where they differ from the story's, a librarian has
-- corrected them, and a newer file that says the same as before leaves the correction alone.
ALTER TABLE stories ADD COLUMN file_details TEXT NOT NULL DEFAULT '{}';

-- A file that made a story which was taken down puts that one back, with every reader's place.
DROP INDEX stories_by_file_name;
CREATE INDEX stories_by_file_name ON stories (file_name);

-- A text is written before the version that it is part of, in steps short enough for readers to turn pages
-- between them; until then it waits. One that waits for days was left by an import that did not end.
CREATE TABLE texts (
    id INTEGER PRIMARY KEY,
    text TEXT NOT NULL                  -- Discord Markdown, literal specials escaped
);
CREATE TABLE waiting_texts (
    text_id INTEGER PRIMARY KEY REFERENCES texts (id) ON DELETE CASCADE,
    written_at INTEGER NOT NULL
);
INSERT INTO texts (id, text) SELECT rowid, text FROM chapter_texts;
CREATE TABLE revisions (
    chapter_id INTEGER NOT NULL REFERENCES chapters (id) ON DELETE CASCADE,
    revision INTEGER NOT NULL,
    text_id INTEGER NOT NULL REFERENCES texts (id),
    added_at INTEGER NOT NULL,
    PRIMARY KEY (chapter_id, revision)
) WITHOUT ROWID;
INSERT INTO revisions (chapter_id, revision, text_id, added_at)
    SELECT chapter_id, revision, rowid, added_at FROM chapter_texts;
DROP TABLE chapter_texts;

CREATE TABLE server_settings (
    guild_id INTEGER PRIMARY KEY,
    librarian_role_id INTEGER,          -- null: only those who manage the server
    time_zone TEXT NOT NULL             -- an IANA name
);

-- What was uploaded on Discord and is not kept yet.
CREATE TABLE drafts (
    id INTEGER PRIMARY KEY,
    made_by INTEGER NOT NULL,
    guild_id INTEGER,                   -- null: for the whole installation
    file_name TEXT NOT NULL,
    digest TEXT NOT NULL,
    details TEXT NOT NULL,              -- JSON, with the corrections made so far
    facts TEXT NOT NULL,                -- JSON: what its card says beside the details
    made_at INTEGER NOT NULL,
    story_id INTEGER REFERENCES stories (id) ON DELETE CASCADE  -- once it is kept
);

-- Its manuscript, in parts short enough for readers to turn pages while it is written.
CREATE TABLE draft_parts (
    draft_id INTEGER NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    part BLOB NOT NULL,                 -- lines of JSON, compressed
    PRIMARY KEY (draft_id, number)
);

CREATE TABLE changes (
    id INTEGER PRIMARY KEY,
    story_id INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    made_at INTEGER NOT NULL,
    made_by INTEGER,                    -- null: whoever runs the bot, with a file
    kind TEXT NOT NULL,
    note TEXT NOT NULL                  -- a file's name, the names of details, or empty
);
CREATE INDEX changes_by_story ON changes (story_id, id);

-- What a change did to each chapter, and how the chapter was before.
CREATE TABLE changed_chapters (
    change_id INTEGER NOT NULL REFERENCES changes (id) ON DELETE CASCADE,
    chapter_id INTEGER NOT NULL REFERENCES chapters (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,                 -- what it was called, or is if it was new
    position INTEGER,                   -- before; null if it was new
    revision INTEGER,
    PRIMARY KEY (change_id, chapter_id)
) WITHOUT ROWID;

-- Chapters that are to appear later.
CREATE TABLE releases (
    id INTEGER PRIMARY KEY,
    story_id INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    made_by INTEGER NOT NULL,
    made_at INTEGER NOT NULL
);
CREATE INDEX releases_by_time ON releases (due_at);

-- Messages that everybody sees and that show a story's text: taken down with it.
CREATE TABLE public_posts (
    message_id INTEGER PRIMARY KEY,
    channel_id INTEGER NOT NULL,
    story_id INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    posted_at INTEGER NOT NULL
);
CREATE INDEX public_posts_by_story ON public_posts (story_id);

-- The files of the watched folder as they were last read: what has not changed since is not brought in again
-- over what a librarian has done meanwhile, and a bad one is reported once.
CREATE TABLE folder_files (
    name TEXT PRIMARY KEY,              -- its path in the folder
    digest TEXT NOT NULL,               -- SHA-256 of its contents
    bad INTEGER NOT NULL,
    read_at INTEGER NOT NULL
);
