-- A serial is read by its instalments: on how many days it has brought any, and whether the next waits for its reader.
ALTER TABLE subscriptions ADD COLUMN instalments INTEGER NOT NULL DEFAULT 0;
ALTER TABLE subscriptions ADD COLUMN waits INTEGER NOT NULL DEFAULT 0;

-- Where the instalment of a delivery begins, and whether somebody asked for it now, quiet hours or not.
ALTER TABLE deliveries ADD COLUMN start_offset INTEGER;
ALTER TABLE deliveries ADD COLUMN asked INTEGER NOT NULL DEFAULT 0;

-- Deliveries are kept for a month: of an older serial only that month is known.
UPDATE subscriptions SET instalments = (
    SELECT count(*) FROM deliveries
    WHERE deliveries.subscription_id = subscriptions.id AND state = 'sent' AND part = 1
) WHERE subject = 'serial';

-- The stretches that a serial has brought and that its reader has not marked as read, in the order they came.
CREATE TABLE brought (
    id INTEGER PRIMARY KEY,
    subscription_id INTEGER NOT NULL REFERENCES subscriptions (id) ON DELETE CASCADE,
    chapter_id INTEGER NOT NULL REFERENCES chapters (id) ON DELETE CASCADE,
    revision INTEGER NOT NULL,
    start_offset INTEGER NOT NULL,
    end_offset INTEGER NOT NULL
);
CREATE INDEX brought_by_subscription ON brought (subscription_id, id);
