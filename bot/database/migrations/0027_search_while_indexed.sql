-- The language of a text is told anew, and with it which texts have compounds: the index is built anew after the
-- start, a text at a time. Until its turn has come, a text is found in the former index. It is emptied at the start
-- that finds every text in the new one (bot/search/index.py). A later step that builds anew drops the former index,
-- and then does as this one.
ALTER TABLE block_words RENAME TO former_block_words;
CREATE VIRTUAL TABLE block_words USING fts5 (words, content = '', tokenize = 'ascii');
INSERT INTO block_words (block_words, rank) VALUES ('automerge', 0);
INSERT INTO block_words (block_words, rank) VALUES ('crisismerge', 1000);
INSERT INTO unindexed_texts (text_id) SELECT id FROM texts WHERE true
    ON CONFLICT DO UPDATE SET indexed_to = 0;

-- Quotes are found in more languages, and more of them have their speakers: all texts are searched anew.
INSERT OR IGNORE INTO unquoted_texts (text_id)
    SELECT text_id FROM revisions JOIN chapters ON chapters.id = chapter_id
    AND chapters.revision = revisions.revision;
