-- Which stories are alike: the heaviest terms of each. A term is a number (bot/text/similarity.py), not its words.

-- What each story is compared by.
CREATE TABLE likenesses (
    story_id INTEGER PRIMARY KEY REFERENCES stories (id) ON DELETE CASCADE,
    weighed_at INTEGER NOT NULL,        -- what likeness_totals.changes was
    weights BLOB NOT NULL,              -- of its heaviest terms: 4 bytes for each, 2 for its weight
    telling TEXT NOT NULL               -- JSON: {term: word}, of those that may be told to a stranger
);
CREATE INDEX likenesses_by_age ON likenesses (weighed_at);

-- What each story counts under in term_counts: apart, since only who looks at the story anew asks for it.
CREATE TABLE counted_stories (
    story_id INTEGER PRIMARY KEY REFERENCES stories (id) ON DELETE CASCADE,
    terms BLOB NOT NULL                 -- 4 bytes for each
);
CREATE TABLE term_counts (
    term INTEGER PRIMARY KEY,
    stories INTEGER NOT NULL            -- that have it
);
CREATE TABLE likeness_totals (
    stories INTEGER NOT NULL,
    changes INTEGER NOT NULL            -- stories that came, changed or went
);
INSERT INTO likeness_totals (stories, changes) VALUES (0, 0);

-- The stories of each term, the heaviest first, those of each server apart: what others have is never gone through.
CREATE TABLE term_stories (
    term INTEGER NOT NULL,
    guild_id INTEGER NOT NULL,          -- its story's; 0: the whole installation's
    weight INTEGER NOT NULL,
    story_id INTEGER NOT NULL,
    PRIMARY KEY (term, guild_id, weight DESC, story_id)
) WITHOUT ROWID;

-- Stories to be looked at in the background, since they are new, or were changed, taken down or put back.
CREATE TABLE unlikened_stories (
    story_id INTEGER PRIMARY KEY REFERENCES stories (id) ON DELETE CASCADE,
    changes INTEGER NOT NULL DEFAULT 1  -- whoever has looked at it knows by this whether it has changed again
);
INSERT INTO unlikened_stories (story_id) SELECT id FROM stories WHERE removed_at IS NULL;
CREATE TRIGGER story_added AFTER INSERT ON stories
BEGIN
    INSERT INTO unlikened_stories (story_id) VALUES (new.id);
END;
-- Whatever changes a story's texts or details writes its number of words too, the same or not.
CREATE TRIGGER story_changed AFTER UPDATE OF words, removed_at ON stories
BEGIN
    INSERT INTO unlikened_stories (story_id) VALUES (new.id) ON CONFLICT DO UPDATE SET changes = changes + 1;
END;
