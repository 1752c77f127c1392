-- Lines worth repeating: found in each text, and which of them somebody was given.

CREATE TABLE speakers (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,          -- as the story has it
    folded TEXT NOT NULL                -- without case and accents, as names are compared
);
CREATE INDEX speakers_by_name ON speakers (folded);

-- Its id is the text's, times 2^27, plus the offset at which the quote ends: what a reader may be shown of a text
-- is a range of ids.
CREATE TABLE quotes (
    id INTEGER PRIMARY KEY,
    number INTEGER NOT NULL,            -- in its text from 1: how many there are up to here
    spans TEXT NOT NULL,                -- JSON: [[start, end], …] in the text
    text TEXT NOT NULL,                 -- plain
    speaker_id INTEGER REFERENCES speakers (id),
    early INTEGER NOT NULL,             -- 1: the story gives the speaker's name only further on
    kind TEXT NOT NULL CHECK (kind IN ('speech', 'narration'))
);
CREATE INDEX quotes_by_speaker ON quotes (speaker_id, early) WHERE speaker_id IS NOT NULL;
CREATE VIRTUAL TABLE quote_words USING fts5 (
    text, content = 'quotes', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2'
);
-- Merged a little with each write, as the index of words is.
INSERT INTO quote_words (quote_words, rank) VALUES ('automerge', 0);
INSERT INTO quote_words (quote_words, rank) VALUES ('crisismerge', 1000);

-- What a reader, or a channel, was given; turns count up from 1 for each.
CREATE TABLE served_quotes (
    whom INTEGER NOT NULL,              -- the Discord user's or channel's id
    quote_id INTEGER NOT NULL,
    turn INTEGER NOT NULL,
    PRIMARY KEY (whom, quote_id)
) WITHOUT ROWID;
CREATE INDEX served_by_turn ON served_quotes (whom, turn);

-- Texts in which quotes are to be looked for in the background: those from before there were any, and those of
-- stories whose characters have been corrected, since that may tell who speaks.
CREATE TABLE unquoted_texts (
    text_id INTEGER PRIMARY KEY REFERENCES texts (id) ON DELETE CASCADE
);
INSERT INTO unquoted_texts (text_id)
    SELECT text_id FROM revisions JOIN chapters ON chapters.id = chapter_id
    AND chapters.revision = revisions.revision;
CREATE TRIGGER characters_corrected AFTER UPDATE OF characters ON stories WHEN new.characters <> old.characters
BEGIN
    INSERT OR IGNORE INTO unquoted_texts (text_id)
        SELECT text_id FROM revisions JOIN chapters ON chapters.id = chapter_id
        AND chapters.revision = revisions.revision WHERE story_id = new.id;
END;

ALTER TABLE chapters ADD COLUMN quotes_before INTEGER NOT NULL DEFAULT 0;   -- of the body
ALTER TABLE stories ADD COLUMN quotable INTEGER NOT NULL DEFAULT 1;         -- 0: its author does not want it
ALTER TABLE stories ADD COLUMN quotes INTEGER NOT NULL DEFAULT 0;           -- of the body
ALTER TABLE stories ADD COLUMN opening_quotes INTEGER NOT NULL DEFAULT 0;   -- open to those who have not begun it

-- A story is chosen in proportion to its quotes without a look at the stories themselves.
CREATE INDEX stories_by_quotes ON stories (quotes, opening_quotes, id, guild_id, rating, removed_at, quotable)
    WHERE quotable AND quotes > 0;
