-- Ratings that were given in words nobody knows, and what authors say beside their chapters.

-- The file's own words for its rating, where Fireside does not know them: `rating` is 2, Mature, until a
-- librarian says what is meant.
ALTER TABLE stories ADD COLUMN unclear_rating TEXT NOT NULL DEFAULT '';

-- JSON: summary, notes before and after the text, content warnings; empty where there is none. They go with
-- a chapter's revision, so that a former text comes back with them, and with a chapter that is planned.
ALTER TABLE revisions ADD COLUMN notes TEXT NOT NULL DEFAULT '';
ALTER TABLE releases ADD COLUMN notes TEXT NOT NULL DEFAULT '';
