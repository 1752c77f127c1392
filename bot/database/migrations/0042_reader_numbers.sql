-- The numbers of a story's readers as they are told: counted once a week, coarse (bot/statistics/disclosure.py).
CREATE TABLE reader_numbers (
    story_id INTEGER PRIMARY KEY REFERENCES stories (id) ON DELETE CASCADE,
    week INTEGER NOT NULL,              -- in which they were counted: weeks since 1970, from Monday on
    readers INTEGER,                    -- null here and below: too few to be told
    finished INTEGER,
    subscribers INTEGER,
    stops TEXT NOT NULL,                -- JSON: [[first chapter, last chapter, readers], …]
    lines TEXT NOT NULL                 -- JSON: [[chapter's id, Markdown, readers], …]
);
CREATE INDEX reader_numbers_by_week ON reader_numbers (week);
