-- Whether a story is known to be complete, or to go on.
ALTER TABLE stories ADD COLUMN completion TEXT NOT NULL DEFAULT ''
    CHECK (completion IN ('', 'ongoing', 'complete'));  -- empty: not said
