-- What readers think of the stories that they have read: for themselves alone.

CREATE TABLE opinions (
    reader_id INTEGER NOT NULL,
    story_id INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    stars INTEGER CHECK (stars BETWEEN 1 AND 5),  -- null: they gave none
    note TEXT NOT NULL DEFAULT '',      -- plain, as it was typed
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (reader_id, story_id)
) WITHOUT ROWID;

-- What had been passed in a closed reading of a story that was read again, as JSON like marks.was_passed, so that
-- beginning anew can be undone; null: nothing of its own.
ALTER TABLE readings ADD COLUMN passed_when_closed TEXT;
