-- Search inside the stories, and how far each reader lets it go.

-- A row for each block of a text: its id is the text's, times 2^27, plus the offset at which the block ends.
-- It holds the block's folded words with spaces between them (bot/text/words.py), which cannot be read back.
CREATE VIRTUAL TABLE block_words USING fts5 (words, content = '', tokenize = 'ascii');

-- Its parts are merged a little with each write (bot/storage/word_index.py): left to itself, FTS5 merges much at
-- a time, and holds up whoever turns a page.
INSERT INTO block_words (block_words, rank) VALUES ('automerge', 0);
INSERT INTO block_words (block_words, rank) VALUES ('crisismerge', 1000);

-- Texts from before there was an index: how far each is in it. They are taken in after the start, in batches.
CREATE TABLE unindexed_texts (
    text_id INTEGER PRIMARY KEY REFERENCES texts (id) ON DELETE CASCADE,
    indexed_to INTEGER NOT NULL DEFAULT 0
);
INSERT INTO unindexed_texts (text_id) SELECT id FROM texts;

CREATE INDEX revisions_by_text ON revisions (text_id);
CREATE INDEX readings_by_story ON readings (reader_id, story_id);

ALTER TABLE readers ADD COLUMN spoilers TEXT NOT NULL DEFAULT 'text'
    CHECK (spoilers IN ('off', 'text', 'titles'));
