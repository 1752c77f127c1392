-- Lines that readers keep.

CREATE TABLE saved_quotes (
    id INTEGER PRIMARY KEY,
    reader_id INTEGER NOT NULL,
    story_id INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    chapter_id INTEGER NOT NULL REFERENCES chapters (id),
    revision INTEGER NOT NULL,          -- the current one, or the last that had the words
    start_offset INTEGER NOT NULL,
    end_offset INTEGER NOT NULL,
    markdown TEXT NOT NULL,             -- the words as they were when they were saved
    speaker TEXT,
    saved_at INTEGER NOT NULL,
    removed_at INTEGER                  -- set by its reader; kept for a while, so that it can be undone
);
CREATE INDEX saved_quotes_by_reader ON saved_quotes (reader_id, saved_at);
CREATE INDEX saved_quotes_by_chapter ON saved_quotes (chapter_id, revision);
CREATE INDEX saved_quotes_removed ON saved_quotes (removed_at) WHERE removed_at IS NOT NULL;
