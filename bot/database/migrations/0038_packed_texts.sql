-- Former texts are packed: the history restores them, nobody else needs them at hand.

-- A packed text has an empty one in `texts`, and nothing in the indexes of words and of quotes.
CREATE TABLE packed_texts (
    text_id INTEGER PRIMARY KEY REFERENCES texts (id) ON DELETE CASCADE,
    base_id INTEGER REFERENCES texts (id),  -- the text that it is packed as a difference to; null: by itself
    packed BLOB NOT NULL,               -- bot/text/deltas.py
    characters INTEGER NOT NULL,
    digest BLOB NOT NULL                -- SHA-256 of the text in UTF-8
);
CREATE INDEX packed_texts_by_base ON packed_texts (base_id) WHERE base_id IS NOT NULL;

-- Former texts that are not packed yet. They are packed after the start, one after the other.
CREATE TABLE unpacked_texts (
    text_id INTEGER PRIMARY KEY REFERENCES texts (id) ON DELETE CASCADE
);
INSERT INTO unpacked_texts (text_id)
    SELECT text_id FROM revisions JOIN chapters ON chapters.id = chapter_id
    WHERE revisions.revision < chapters.revision;
CREATE TRIGGER text_followed AFTER UPDATE OF revision ON chapters WHEN new.revision > old.revision
BEGIN
    INSERT OR IGNORE INTO unpacked_texts (text_id)
        SELECT text_id FROM revisions WHERE chapter_id = old.id AND revision = old.revision;
END;

-- What was given of a text's quotes is forgotten with them.
CREATE INDEX served_by_quote ON served_quotes (quote_id);
