-- Stories whose texts change: a newer file is an update, and every place follows its words.

ALTER TABLE stories ADD COLUMN file_name TEXT NOT NULL DEFAULT '';     -- what the file was called, folded
CREATE INDEX stories_by_file_name ON stories (file_name) WHERE removed_at IS NULL;

-- Lists are filtered and counted without a look at the stories themselves.
DROP INDEX stories_by_title;
CREATE INDEX stories_by_title ON stories (sort_title, id, guild_id, rating, removed_at);

-- A chapter that a newer version no longer has keeps its row, for the buttons that name it, at a position
-- below 0; its reading order is over.

-- Where the text of a former revision stands in the version that followed it.
CREATE TABLE carries (
    chapter_id INTEGER NOT NULL REFERENCES chapters (id) ON DELETE CASCADE,
    revision INTEGER NOT NULL,
    stretches TEXT NOT NULL,            -- JSON: [[start, end, chapter, revision, offset], …] by start
    PRIMARY KEY (chapter_id, revision)
);

-- Set where a reader's place lost its very words: they are told at their next visit.
ALTER TABLE readings ADD COLUMN words_gone INTEGER NOT NULL DEFAULT 0;
