-- What was suggested to readers lately, and what they do not want suggested.

CREATE TABLE suggested_stories (
    reader_id INTEGER NOT NULL,
    like_id INTEGER NOT NULL,           -- the story that it was to be like; 0: anything
    story_id INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    suggested_at INTEGER NOT NULL,      -- the last time
    PRIMARY KEY (reader_id, like_id, story_id)
) WITHOUT ROWID;

CREATE TABLE vetoes (
    reader_id INTEGER NOT NULL,
    story_id INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    PRIMARY KEY (reader_id, story_id)
) WITHOUT ROWID;

CREATE TABLE avoided_tags (
    reader_id INTEGER NOT NULL,
    tag TEXT NOT NULL,                  -- as they wrote it
    PRIMARY KEY (reader_id, tag)
) WITHOUT ROWID;
