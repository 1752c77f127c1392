-- Chapters that are open to some readers before they are open to all, and planned chapters in a rhythm.

-- A chapter that has a row here is open to those with one of the roles only; such chapters stand behind all
-- others of their story. The story's own counts leave them out.
CREATE TABLE early_access (
    chapter_id INTEGER PRIMARY KEY REFERENCES chapters (id) ON DELETE CASCADE,
    story_id INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    guild_id INTEGER NOT NULL,          -- whose roles they are
    roles TEXT NOT NULL,                -- JSON array of ids
    opens_at INTEGER                    -- to everybody; null: when a librarian says so
);
CREATE INDEX early_access_by_story ON early_access (story_id);
CREATE INDEX early_access_by_time ON early_access (opens_at) WHERE opens_at IS NOT NULL;

-- What subscriptions were told while it was early: they are not told again when it opens.
CREATE TABLE told_early (
    subscription_id INTEGER NOT NULL REFERENCES subscriptions (id) ON DELETE CASCADE,
    chapter_id INTEGER NOT NULL REFERENCES chapters (id) ON DELETE CASCADE,
    announcement_id INTEGER NOT NULL,   -- they were told once `told` has reached it
    PRIMARY KEY (subscription_id, chapter_id)
) WITHOUT ROWID;

-- 1: only early readers were told of it.
ALTER TABLE announcements ADD COLUMN early INTEGER NOT NULL DEFAULT 0;

-- The roles that Discord said somebody has, as JSON, and when it did; null: it was not asked.
ALTER TABLE memberships ADD COLUMN roles TEXT;

-- JSON: the days, the time and the zone in which a story's chapters appear, each on the next free day; empty:
-- they have no rhythm.
ALTER TABLE stories ADD COLUMN rhythm TEXT NOT NULL DEFAULT '';
