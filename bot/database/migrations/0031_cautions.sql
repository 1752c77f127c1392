-- What readers asked to be warned of: the names as they wrote them, and folded for comparing.
CREATE TABLE reader_warnings (
    reader_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    phrase TEXT NOT NULL,
    PRIMARY KEY (reader_id, phrase)
) WITHOUT ROWID;

-- Where they chose to read all the same: chapters, or with 0 the story itself.
CREATE TABLE accepted_warnings (
    reader_id INTEGER NOT NULL,
    story_id INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    chapter_id INTEGER NOT NULL,
    PRIMARY KEY (reader_id, story_id, chapter_id)
) WITHOUT ROWID;

-- The folded warnings and tags of a story, and the warnings of a chapter's text. They are filled in as the words of all
-- stories are counted anew after the start.
ALTER TABLE stories ADD COLUMN cautions TEXT NOT NULL DEFAULT '';
ALTER TABLE revisions ADD COLUMN cautions TEXT NOT NULL DEFAULT '';

-- The chapter before which a serial has stopped, and the delivery that said so.
ALTER TABLE subscriptions ADD COLUMN warned_chapter_id INTEGER;
ALTER TABLE subscriptions ADD COLUMN warned_by INTEGER;
