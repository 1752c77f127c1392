-- The shelf: what a reader wants to read, has put away, and has marked as read.

ALTER TABLE readings ADD COLUMN put_away_at INTEGER;    -- null: not put away

CREATE TABLE saved_stories (
    reader_id INTEGER NOT NULL,
    story_id INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    saved_at INTEGER NOT NULL,
    taken_off_at INTEGER,               -- by its reader, or when they began to read it; null: it is on the list
    PRIMARY KEY (reader_id, story_id)
) WITHOUT ROWID;

-- What readers marked as read, with the reading as it was before, so that it can be undone.
CREATE TABLE marks (
    id INTEGER PRIMARY KEY,
    reading_id INTEGER NOT NULL REFERENCES readings (id) ON DELETE CASCADE,
    marked_at INTEGER NOT NULL,
    chapter_id INTEGER NOT NULL,        -- where it put the reader
    revision INTEGER NOT NULL,
    "offset" INTEGER NOT NULL,
    was_chapter_id INTEGER,             -- null: the mark began the reading
    was_revision INTEGER,
    was_offset INTEGER,
    was_furthest_chapter_id INTEGER,
    was_furthest_revision INTEGER,
    was_furthest_offset INTEGER,
    was_read_at INTEGER,
    was_finished_at INTEGER
);
CREATE INDEX marks_by_reading ON marks (reading_id);
