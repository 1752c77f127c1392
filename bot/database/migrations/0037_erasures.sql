-- Which erasures this file has seen (bot/privacy/erasures.py). A file beside the database lists all of them: what
-- a restored backup has not seen is erased from it again.
CREATE TABLE erasures (
    mark TEXT PRIMARY KEY               -- a salt and a hash, which tell of somebody only whether it was them
) WITHOUT ROWID;
