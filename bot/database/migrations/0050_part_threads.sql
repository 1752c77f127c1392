-- The threads of read-alongs' parts, and what is done in them.

ALTER TABLE read_along_parts ADD COLUMN thread_private INTEGER NOT NULL DEFAULT 1; -- 0: everybody can read it

-- What is done on Discord for a part, once: its thread, what is posted there, its event.
CREATE TABLE read_along_errands (
    part_id INTEGER NOT NULL REFERENCES read_along_parts (id) ON DELETE CASCADE,
    task TEXT NOT NULL,
    mark INTEGER NOT NULL,              -- what a message is found by
    due_at INTEGER,                     -- while it is claimed, when the claim expires; null: settled
    attempts INTEGER NOT NULL DEFAULT 0,
    first_tried_at INTEGER,
    obstacle TEXT NOT NULL DEFAULT '',  -- why it was not possible the last time
    PRIMARY KEY (part_id, task)
) WITHOUT ROWID;
CREATE INDEX read_along_errands_due ON read_along_errands (due_at) WHERE due_at IS NOT NULL;

CREATE TABLE read_along_meetings (
    part_id INTEGER PRIMARY KEY REFERENCES read_along_parts (id) ON DELETE CASCADE,
    starts_at INTEGER NOT NULL,
    place TEXT NOT NULL
);
CREATE INDEX read_along_talkers_to_add ON read_along_talkers (consented_at) WHERE added_at IS NULL;
