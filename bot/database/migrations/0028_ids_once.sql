-- The ids of planned chapters and of drafts live on, in the keys of chapters and in buttons, so none is given twice.
-- What was given before is not known any more; a million is beyond all of it.

CREATE TABLE new_releases (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    story_id INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    made_by INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    notes TEXT NOT NULL DEFAULT ''
);
INSERT INTO new_releases SELECT id, story_id, title, text, due_at, made_by, made_at, notes FROM releases;
DROP TABLE releases;
ALTER TABLE new_releases RENAME TO releases;
CREATE INDEX releases_by_time ON releases (due_at);

CREATE TABLE new_drafts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    made_by INTEGER NOT NULL,
    guild_id INTEGER,                   -- null: for the whole installation
    file_name TEXT NOT NULL,
    digest TEXT NOT NULL,
    details TEXT NOT NULL,              -- JSON, with the corrections made so far
    facts TEXT NOT NULL,                -- JSON: what its card says beside the details
    made_at INTEGER NOT NULL,
    story_id INTEGER REFERENCES stories (id) ON DELETE CASCADE,  -- once it is kept
    handed_in_at INTEGER,
    answer TEXT NOT NULL DEFAULT ''
);
INSERT INTO new_drafts SELECT id, made_by, guild_id, file_name, digest, details, facts, made_at, story_id,
    handed_in_at, answer FROM drafts;
CREATE TABLE parts AS SELECT draft_id, number, part FROM draft_parts;
DROP TABLE draft_parts;
DROP TABLE drafts;
ALTER TABLE new_drafts RENAME TO drafts;
CREATE TABLE draft_parts (
    draft_id INTEGER NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    part BLOB NOT NULL,                 -- lines of JSON, compressed
    PRIMARY KEY (draft_id, number)
);
INSERT INTO draft_parts SELECT draft_id, number, part FROM parts;
DROP TABLE parts;

DELETE FROM sqlite_sequence WHERE name IN ('releases', 'drafts');
INSERT INTO sqlite_sequence (name, seq) VALUES ('releases', 1000000), ('drafts', 1000000);
