-- Each story has a cover that is ready to be shown: its own, or one that is drawn for it.

CREATE TABLE ready_covers (
    story_id INTEGER PRIMARY KEY REFERENCES stories (id) ON DELETE CASCADE,
    drawn BLOB,                         -- null: it has one of its own, in covers
    thumbnail BLOB NOT NULL
);

-- The version of the drawing that made the story's cover ready (COVERING in bot/stories/queries/covers.py); 0: the
-- story or its cover has changed since.
ALTER TABLE stories ADD COLUMN covering INTEGER NOT NULL DEFAULT 0;
CREATE INDEX stories_by_covering ON stories (covering);
-- The colour that stands for the story, 24 bits of RGB; null: none is known yet.
ALTER TABLE stories ADD COLUMN accent INTEGER;
