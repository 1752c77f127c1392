-- What Discord refuses for a reason that nobody foresaw: one delivery's own fault, or everybody's.
ALTER TABLE deliveries ADD COLUMN refusal TEXT NOT NULL DEFAULT '';     -- the reason, of the last attempt; empty: none
ALTER TABLE deliveries ADD COLUMN refusals INTEGER NOT NULL DEFAULT 0;  -- how often in a row, for that reason
ALTER TABLE deliveries ADD COLUMN others_arrived INTEGER NOT NULL DEFAULT 0;  -- 1: others have got through since
CREATE INDEX deliveries_refused ON deliveries (refusal) WHERE refusal <> '' AND due_at IS NOT NULL;
ALTER TABLE subscriptions ADD COLUMN refusal TEXT NOT NULL DEFAULT '';  -- the reason, where it was suspended for one

-- The pause of all sending, one row at most.
CREATE TABLE pauses (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    reason TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER NOT NULL,              -- when it is tried again
    tries INTEGER NOT NULL DEFAULT 0     -- how often that was in vain
) STRICT;

-- Channels' subscriptions that were suspended, and whose owner is yet to be told by direct message.
CREATE TABLE suspension_notes (
    subscription_id INTEGER PRIMARY KEY REFERENCES subscriptions (id) ON DELETE CASCADE,
    mark INTEGER NOT NULL,               -- by which the message is found after a crash
    first_tried_at INTEGER
) STRICT;
