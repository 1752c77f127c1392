-- What the readings of all tell of each story; nothing in it has fewer than five readers behind it.

CREATE TABLE tastes (
    story_id INTEGER PRIMARY KEY REFERENCES stories (id) ON DELETE CASCADE,
    readers INTEGER NOT NULL,           -- who finished it or went far
    neighbours BLOB NOT NULL            -- 16 bytes each: story (8), weight (4), readers of both (4), little-endian
);
CREATE INDEX tastes_by_readers ON tastes (readers);

-- The last time that it was worked out.
CREATE TABLE trainings (
    digest TEXT NOT NULL,               -- of the readings, to tell whether they have changed
    made_at INTEGER NOT NULL
);
