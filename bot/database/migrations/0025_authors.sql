-- Authors who bring in and change their own stories, or hand them in.

ALTER TABLE stories ADD COLUMN owner_id INTEGER;                    -- null: nobody but the librarians
CREATE INDEX stories_by_owner ON stories (guild_id, owner_id) WHERE owner_id IS NOT NULL;

ALTER TABLE server_settings ADD COLUMN author_role_id INTEGER;      -- null: nobody; the server's own id: everybody
ALTER TABLE server_settings ADD COLUMN authors_hand_in INTEGER NOT NULL DEFAULT 0;

ALTER TABLE drafts ADD COLUMN handed_in_at INTEGER;                 -- null: in the hands of whoever made it
ALTER TABLE drafts ADD COLUMN answer TEXT NOT NULL DEFAULT '';      -- plain: why a librarian gave it back
