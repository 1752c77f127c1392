-- Covers that librarians choose, covers too large to be shown, and which reader read a story's file.

-- The cover that a librarian replaced last, so that it can be put back; null: there was none. Newer files leave
-- the cover of a story alone that has a row here.
CREATE TABLE former_covers (
    story_id INTEGER PRIMARY KEY REFERENCES stories (id) ON DELETE CASCADE,
    image BLOB
);

-- Those that are to be made small: over 512 KB, as in bot/stories/queries/covers.py.
CREATE INDEX covers_too_large ON covers (story_id) WHERE length(image) > 524288;

-- The version of the reader that took the story's file in (READER in bot/imports/models.py).
ALTER TABLE stories ADD COLUMN reader INTEGER NOT NULL DEFAULT 1;
