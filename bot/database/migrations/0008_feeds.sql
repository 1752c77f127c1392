-- Feeds that new chapters come from, one a story at most, and the entries that were seen in them.

CREATE TABLE feeds (
    story_id INTEGER PRIMARY KEY REFERENCES stories (id) ON DELETE CASCADE,
    address TEXT NOT NULL,
    tied_by INTEGER NOT NULL,           -- the librarian, who is told if it fails
    tied_at INTEGER NOT NULL,
    since INTEGER,                      -- the date of the oldest entry then: what is older is not new
    etag TEXT NOT NULL,
    modified TEXT NOT NULL,             -- Last-Modified, as the server wrote it
    interval INTEGER NOT NULL,          -- seconds from one look to the next
    next_at INTEGER,                    -- null: it is gone for good
    tried_at INTEGER NOT NULL,
    read_at INTEGER NOT NULL,           -- the last time that it could be read
    failures INTEGER NOT NULL,          -- since then
    error TEXT NOT NULL,
    told_at INTEGER                     -- when the librarian was told of the failures; null: not yet
);
CREATE INDEX feeds_by_time ON feeds (next_at);

CREATE TABLE feed_entries (
    story_id INTEGER NOT NULL REFERENCES feeds (story_id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    title TEXT NOT NULL,
    digest TEXT NOT NULL,               -- of its text, or of its summary where that is all there is
    chapter_key TEXT NOT NULL,          -- the source key of the chapter that it became; empty: none
    PRIMARY KEY (story_id, key)
) WITHOUT ROWID;
