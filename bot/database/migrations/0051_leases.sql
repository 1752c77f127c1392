-- What one process at a time does, of several that share a database.

CREATE TABLE leases (
    name TEXT PRIMARY KEY,   -- a worker; `shard 3 of 16`; `identify 0`, a bucket in which Discord takes one at a time
    holder TEXT NOT NULL,    -- a process; empty: nobody in particular
    until INTEGER NOT NULL
) WITHOUT ROWID;
