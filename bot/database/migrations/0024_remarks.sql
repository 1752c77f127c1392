-- What readers tell the authors of a passage, for them alone.

CREATE TABLE remarks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- buttons name it: none is given twice
    story_id INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    chapter_id INTEGER NOT NULL REFERENCES chapters (id),
    revision INTEGER NOT NULL,          -- the text that it was made on: its place is followed from there
    start_offset INTEGER NOT NULL,
    end_offset INTEGER NOT NULL,
    words TEXT NOT NULL,                -- the stored text of that place as it was then
    correction TEXT NOT NULL,           -- plain: how the words should read; empty: nothing is proposed
    note TEXT NOT NULL,                 -- plain, as it was typed
    reader_id INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    done_at INTEGER                     -- set by a librarian
);
CREATE INDEX remarks_by_story ON remarks (story_id, done_at, made_at);
CREATE INDEX remarks_by_reader ON remarks (reader_id, made_at);
CREATE UNIQUE INDEX remarks_once
    ON remarks (reader_id, chapter_id, revision, start_offset, end_offset, correction, note);

-- Readers whose remarks are not taken. guild_id 0: on the stories of the whole installation. author_id: on the
-- stories that this author owns; 0: on all of the server's.
CREATE TABLE remark_blocks (
    guild_id INTEGER NOT NULL,
    author_id INTEGER NOT NULL,
    reader_id INTEGER NOT NULL,
    remark_id INTEGER NOT NULL REFERENCES remarks (id) ON DELETE CASCADE,  -- the one that led to it
    PRIMARY KEY (guild_id, author_id, reader_id)
) WITHOUT ROWID;

ALTER TABLE stories ADD COLUMN takes_remarks INTEGER NOT NULL DEFAULT 1;
ALTER TABLE server_settings ADD COLUMN takes_remarks INTEGER NOT NULL DEFAULT 1;
