-- Search knows readings in brackets, compounds, and letters of more languages, and blocks end at the sentences of
-- every script: the index is built anew after the start, a text at a time (bot/search/index.py).
INSERT INTO block_words (block_words) VALUES ('delete-all');
INSERT INTO unindexed_texts (text_id) SELECT id FROM texts WHERE true
    ON CONFLICT DO UPDATE SET indexed_to = 0;

-- Stories are alike by the same words.
INSERT INTO unlikened_stories (story_id) SELECT id FROM stories WHERE removed_at IS NULL
    ON CONFLICT DO UPDATE SET changes = changes + 1;
