-- What readers have read, day by day of their own calendars.

CREATE TABLE reading_days (
    reader_id INTEGER NOT NULL,
    day TEXT NOT NULL,                  -- the local date, such as 2026-05-31
    story_id INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    words INTEGER NOT NULL,             -- of the body, reached for the first time in a reading
    seconds INTEGER NOT NULL,           -- an estimate: services/diary.py
    finished INTEGER NOT NULL,          -- readings that came to the story's end
    PRIMARY KEY (reader_id, day, story_id)
) WITHOUT ROWID;

-- A story's numbers for those who look after it.
CREATE INDEX readings_of_stories ON readings (story_id, reader_id);
CREATE INDEX saved_quotes_by_story ON saved_quotes (story_id, chapter_id, start_offset, end_offset)
    WHERE removed_at IS NULL;
