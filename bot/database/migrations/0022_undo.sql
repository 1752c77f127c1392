-- Changes that can be taken back as a whole, what they did to details, and notices that are corrected in place.

-- How a story was before a change, and by what it is known whether it is still as the change left it. Only the
-- last changes of a story have a row here: bot/editing/queries/states.py.
CREATE TABLE former_states (
    change_id INTEGER PRIMARY KEY REFERENCES changes (id) ON DELETE CASCADE,
    story_id INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    before BLOB NOT NULL,               -- JSON, compressed: details, file, chapters
    before_digest TEXT NOT NULL,
    after_digest TEXT NOT NULL,
    cover BLOB                          -- the former one where the change replaced it; empty: there was none
);
CREATE INDEX former_states_by_story ON former_states (story_id, change_id);

-- The values of details, as JSON, before a change and after it.
CREATE TABLE changed_details (
    change_id INTEGER NOT NULL REFERENCES changes (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    PRIMARY KEY (change_id, name)
) WITHOUT ROWID;

-- Planned chapters that a file brought before their time: they are planned again if that is taken back.
CREATE TABLE taken_releases (
    id INTEGER PRIMARY KEY,
    story_id INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    notes TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    made_by INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    taken_at INTEGER NOT NULL
);
CREATE INDEX taken_releases_by_story ON taken_releases (story_id, taken_at);

ALTER TABLE changes ADD COLUMN undoes INTEGER;  -- the change that this one took back
CREATE INDEX changes_by_undone ON changes (undoes) WHERE undoes IS NOT NULL;

-- 1: the chapter was taken back. The announcement stays for those it was told to; if the chapter comes back, the
-- others have it in a new one.
ALTER TABLE announcements ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0;
CREATE INDEX announcements_by_chapter ON announcements (chapter_id);

-- What a notice tells: the announcements after `told_from` up to `upto`. Of a digest, story by story.
ALTER TABLE deliveries ADD COLUMN told_from INTEGER;
CREATE TABLE digest_tellings (
    delivery_id INTEGER NOT NULL REFERENCES deliveries (id) ON DELETE CASCADE,
    subscription_id INTEGER NOT NULL REFERENCES subscriptions (id) ON DELETE CASCADE,
    told_from INTEGER NOT NULL,
    upto INTEGER NOT NULL,
    PRIMARY KEY (delivery_id, subscription_id)
) WITHOUT ROWID;
CREATE INDEX digest_tellings_by_subscription ON digest_tellings (subscription_id);
CREATE INDEX deliveries_by_subscription ON deliveries (subscription_id);

-- The notices that told of what was withdrawn later.
CREATE TABLE withdrawn_tellings (
    announcement_id INTEGER NOT NULL REFERENCES announcements (id) ON DELETE CASCADE,
    delivery_id INTEGER NOT NULL REFERENCES deliveries (id) ON DELETE CASCADE,
    subscription_id INTEGER NOT NULL REFERENCES subscriptions (id) ON DELETE CASCADE,
    back INTEGER NOT NULL DEFAULT 0,    -- 1: its chapter is there again
    PRIMARY KEY (announcement_id, delivery_id, subscription_id)
) WITHOUT ROWID;
CREATE INDEX withdrawn_tellings_by_delivery ON withdrawn_tellings (delivery_id);
CREATE INDEX withdrawn_tellings_by_subscription ON withdrawn_tellings (subscription_id);

-- Messages that do not say any more what is so. A row goes once its message was edited, unless it is wanted again.
CREATE TABLE corrections (
    delivery_id INTEGER PRIMARY KEY REFERENCES deliveries (id) ON DELETE CASCADE,
    wanted INTEGER NOT NULL DEFAULT 1   -- how often
);
