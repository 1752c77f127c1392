-- Authors who bring in and change their own stories, or hand them in; series; and authors' own words with a
-- chapter.

ALTER TABLE stories ADD COLUMN owner_id INTEGER;                    -- null: nobody but the librarians
CREATE INDEX stories_by_owner ON stories (guild_id, owner_id) WHERE owner_id IS NOT NULL;

ALTER TABLE server_settings ADD COLUMN author_role_id INTEGER;      -- null: nobody; the server's own id: everybody
ALTER TABLE server_settings ADD COLUMN authors_hand_in INTEGER NOT NULL DEFAULT 0;

ALTER TABLE drafts ADD COLUMN handed_in_at INTEGER;                 -- null: in the hands of whoever made it
ALTER TABLE drafts ADD COLUMN answer TEXT NOT NULL DEFAULT '';      -- plain: why a librarian gave it back

ALTER TABLE stories ADD COLUMN series TEXT NOT NULL DEFAULT '[]';  -- a JSON array: "Part 2 of The Lamps"

-- The numbered ones, to find the next part by.
CREATE TABLE series_parts (
    name TEXT NOT NULL,                 -- folded
    author TEXT NOT NULL,               -- folded: one of the story's; empty where it has none
    number REAL NOT NULL,
    story_id INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    PRIMARY KEY (name, author, number, story_id)
) WITHOUT ROWID;
CREATE INDEX series_parts_by_story ON series_parts (story_id);
