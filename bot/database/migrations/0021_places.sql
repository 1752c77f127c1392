-- What a reader has passed is kept chapter by chapter, and every place keeps the last text that had it.

-- Each change of a story's chapters is an edition. Readings that have followed an older one are brought up to
-- date when they are asked for (bot/reading/passed.py).
ALTER TABLE stories ADD COLUMN edition INTEGER NOT NULL DEFAULT 0;
-- The edition in which a chapter last came to where it stands, or was given another text.
ALTER TABLE chapters ADD COLUMN arrived INTEGER NOT NULL DEFAULT 0;
-- What was first written in this revision, as JSON: [[start, end], …]; the rest was there before.
ALTER TABLE revisions ADD COLUMN written TEXT NOT NULL DEFAULT '[]';

-- Stretches of a chapter's revision. Those of a former revision are what an edit took away: they come back with
-- their words.
CREATE TABLE passed (
    reader_id INTEGER NOT NULL,
    chapter_id INTEGER NOT NULL REFERENCES chapters (id) ON DELETE CASCADE,
    again INTEGER NOT NULL,             -- 0: in any reading of the story; 1: in the open one, which is not the first
    revision INTEGER NOT NULL,
    start_offset INTEGER NOT NULL,
    end_offset INTEGER NOT NULL,
    PRIMARY KEY (reader_id, chapter_id, again, revision, start_offset)
) WITHOUT ROWID;

ALTER TABLE readings ADD COLUMN again INTEGER NOT NULL DEFAULT 0;   -- 1: not the first reading of the story
ALTER TABLE readings ADD COLUMN words REAL NOT NULL DEFAULT 0;      -- of the body, passed in this reading
ALTER TABLE readings ADD COLUMN edition INTEGER NOT NULL DEFAULT 0; -- that its places and `passed` follow
ALTER TABLE readings ADD COLUMN seen INTEGER NOT NULL DEFAULT 0;    -- the edition at its last press
ALTER TABLE readings ADD COLUMN told_gone INTEGER NOT NULL DEFAULT 0;   -- 1: they know that their words are gone

UPDATE readings SET again = EXISTS (
    SELECT 1 FROM readings AS first
    WHERE first.reader_id = readings.reader_id AND first.story_id = readings.story_id AND first.id < readings.id
);
UPDATE readings SET words = coalesce((
    SELECT CASE far.kind
        WHEN 'body' THEN far.words_before + far.words * 1.0 * min(furthest_offset, far.characters)
            / max(1, far.characters)
        WHEN 'back' THEN stories.words
    END
    FROM chapters AS far JOIN stories ON stories.id = far.story_id WHERE far.id = furthest_chapter_id
), 0);

INSERT INTO passed (reader_id, chapter_id, again, revision, start_offset, end_offset)
    SELECT reader_id, chapters.id, again, chapters.revision, 0,
        CASE WHEN chapters.position = far >> 27 THEN min(far & 134217727, chapters.characters)
        ELSE chapters.characters END
    FROM (
        SELECT reader_id, readings.story_id, 0 AS again, max(far.position << 27 | furthest_offset) AS far
        FROM readings JOIN chapters AS far ON far.id = furthest_chapter_id
        GROUP BY reader_id, readings.story_id
        UNION ALL
        SELECT reader_id, readings.story_id, 1, far.position << 27 | furthest_offset
        FROM readings JOIN chapters AS far ON far.id = furthest_chapter_id
        WHERE again AND closed_at IS NULL
    ) AS reached
    JOIN chapters ON chapters.story_id = reached.story_id
    WHERE chapters.number IS NOT NULL AND chapters.position BETWEEN 0 AND far >> 27;

-- What was passed before a mark, as JSON: [[again, chapter, revision, start, end], …].
ALTER TABLE marks ADD COLUMN was_passed TEXT NOT NULL DEFAULT '[]';
UPDATE marks SET was_passed = (
    SELECT json_group_array(json_array(
        (SELECT again FROM readings WHERE readings.id = reading_id), each.id, iif(each.id = far.id, was_furthest_revision, each.revision), 0,
        iif(each.id = far.id, was_furthest_offset, each.characters)
    ))
    FROM chapters AS far JOIN chapters AS each ON each.story_id = far.story_id
    WHERE far.id = was_furthest_chapter_id AND each.number IS NOT NULL
        AND each.position BETWEEN 0 AND far.position
) WHERE was_chapter_id IS NOT NULL;
ALTER TABLE marks DROP COLUMN was_furthest_chapter_id;
ALTER TABLE marks DROP COLUMN was_furthest_revision;
ALTER TABLE marks DROP COLUMN was_furthest_offset;

ALTER TABLE readings DROP COLUMN furthest_chapter_id;
ALTER TABLE readings DROP COLUMN furthest_revision;
ALTER TABLE readings DROP COLUMN furthest_offset;
ALTER TABLE readings DROP COLUMN words_gone;
