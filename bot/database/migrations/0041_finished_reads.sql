-- Whether a read is finished follows from the read (bot/reading/queries/finished.py), not from the day it ended on.
ALTER TABLE reading_days DROP COLUMN finished;
