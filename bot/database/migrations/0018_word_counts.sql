-- Words are counted as the Archive of Our Own counts them, and read at the pace of their language.

-- What most of the body is written in: Script in bot/text/pace.py.
ALTER TABLE stories ADD COLUMN script TEXT NOT NULL DEFAULT 'Latn';
-- The version of the counting that `words` is by (COUNTING in bot/stories/queries/stories.py).
ALTER TABLE stories ADD COLUMN counting INTEGER NOT NULL DEFAULT 1;
CREATE INDEX stories_by_counting ON stories (counting);

-- A story whose words are counted anew has not changed: its likeness to others stays.
DROP TRIGGER story_changed;
CREATE TRIGGER story_changed AFTER UPDATE OF words, removed_at ON stories WHEN new.counting = old.counting
BEGIN
    INSERT INTO unlikened_stories (story_id) VALUES (new.id) ON CONFLICT DO UPDATE SET changes = changes + 1;
END;
