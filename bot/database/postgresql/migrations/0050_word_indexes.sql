-- The indexes of words (bot/database/full_text/tsvector.py). On SQLite they are virtual tables of FTS5.
CREATE TABLE story_words (
    id BIGINT PRIMARY KEY,  -- the story's
    words TSVECTOR NOT NULL
);

CREATE TABLE quote_words (
    id BIGINT PRIMARY KEY,  -- the quote's
    words TSVECTOR NOT NULL
);

-- A row for each block of a text: its id is the text's, times 2^27, plus the offset at which the block ends.
CREATE TABLE block_words (
    id BIGINT PRIMARY KEY,
    size BIGINT NOT NULL,  -- in words
    words TSVECTOR NOT NULL
);

CREATE TABLE former_block_words (
    id BIGINT PRIMARY KEY,
    size BIGINT NOT NULL,
    words TSVECTOR NOT NULL
);

-- How many rows and words the indexes have that give scores: their sum over all slots.
CREATE TABLE word_totals (
    indexed TEXT COLLATE "C" NOT NULL,
    slot BIGINT NOT NULL,
    entries BIGINT NOT NULL,
    size BIGINT NOT NULL,
    PRIMARY KEY (indexed, slot)
);

CREATE INDEX story_words_by_word ON story_words USING gin (words);

CREATE INDEX quote_words_by_word ON quote_words USING gin (words);

CREATE INDEX block_words_by_word ON block_words USING gin (words);

CREATE INDEX former_block_words_by_word ON former_block_words USING gin (words);
