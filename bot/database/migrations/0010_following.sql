-- Subscriptions of every kind, at local times; quiet hours; entries of feeds that are no chapters.

ALTER TABLE readers ADD COLUMN time_zone TEXT NOT NULL DEFAULT '';  -- an IANA name; empty: not said
ALTER TABLE readers ADD COLUMN quiet_from INTEGER;  -- minutes of the local day; null: no quiet hours
ALTER TABLE readers ADD COLUMN quiet_until INTEGER;

CREATE TABLE kept_deliveries AS SELECT * FROM deliveries;
DROP TABLE deliveries;
CREATE TABLE kept_subscriptions AS SELECT * FROM subscriptions;
DROP TABLE subscriptions;
CREATE TABLE subscriptions (
    id INTEGER PRIMARY KEY,
    reader_id INTEGER NOT NULL,         -- who asked
    story_id INTEGER REFERENCES stories (id) ON DELETE CASCADE,  -- null: a digest, or quotes of the day
    guild_id INTEGER,                   -- the channel's
    channel_id INTEGER,                 -- null: to the reader, by direct message
    role_id INTEGER,                    -- pinged in the channel
    subject TEXT NOT NULL DEFAULT 'chapters' CHECK (subject IN ('chapters', 'serial', 'digest', 'quotes')),
    manner TEXT NOT NULL DEFAULT 'at once',     -- which there are depends on the subject: models.Manner
    digest_id INTEGER REFERENCES subscriptions (id),    -- the one in which its chapters are told, if any
    threads INTEGER NOT NULL DEFAULT 0, -- 1: a thread for each chapter
    weekday INTEGER,                    -- of what comes weekly; 0: Monday
    minute INTEGER,                     -- of the local day, of what comes daily or weekly
    next_at INTEGER,                    -- when that is next
    chapter_id INTEGER,                 -- where the last instalment of a serial ended
    revision INTEGER,
    "offset" INTEGER,
    told INTEGER NOT NULL,              -- the last announcement that went to it, or from before it was made
    telling INTEGER NOT NULL DEFAULT 0, -- the last announcement that the digest on its way tells of it
    snoozed_until INTEGER NOT NULL DEFAULT 0,
    suspended TEXT NOT NULL DEFAULT '', -- why the last message did not arrive; empty: it did
    knows_why INTEGER NOT NULL DEFAULT 1,   -- 0: the reader has not been told of that yet
    stopped_at INTEGER
);
INSERT INTO subscriptions (
    id, reader_id, story_id, guild_id, channel_id, role_id, told, snoozed_until, suspended, knows_why, stopped_at
) SELECT
    id, reader_id, story_id, guild_id, channel_id, role_id, told, snoozed_until, suspended, knows_why, stopped_at
FROM kept_subscriptions;
DROP TABLE kept_subscriptions;
CREATE UNIQUE INDEX subscriptions_of_readers ON subscriptions (
    reader_id, subject, coalesce(story_id, 0)
) WHERE channel_id IS NULL AND subject <> 'digest';
CREATE UNIQUE INDEX digests_of_readers ON subscriptions (reader_id, manner) WHERE subject = 'digest';
CREATE UNIQUE INDEX subscriptions_of_channels ON subscriptions (channel_id, subject, coalesce(story_id, 0))
    WHERE channel_id IS NOT NULL;
CREATE INDEX subscriptions_by_story ON subscriptions (story_id);
CREATE INDEX subscriptions_by_digest ON subscriptions (digest_id) WHERE digest_id IS NOT NULL;
CREATE INDEX subscriptions_by_time ON subscriptions (next_at) WHERE next_at IS NOT NULL;

-- Notices. A subscription has one at most that is not settled; what it says is decided when it is claimed.
CREATE TABLE deliveries (
    id INTEGER PRIMARY KEY,
    subscription_id INTEGER NOT NULL REFERENCES subscriptions (id) ON DELETE CASCADE,
    nonce INTEGER NOT NULL DEFAULT (random() & 9223372036854775807),    -- what Discord and its message know it by
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'claimed', 'sent', 'given up')),
    due_at INTEGER,                     -- when to claim it; once claimed, when that expires; null: settled
    attempts INTEGER NOT NULL DEFAULT 0,
    first_tried_at INTEGER,
    upto INTEGER,                       -- the last announcement that the attempt told
    chapter_id INTEGER,                 -- where the instalment ends, or the quote stands, that the attempt told
    revision INTEGER,
    "offset" INTEGER,
    part INTEGER NOT NULL DEFAULT 1,    -- of a day's instalment that takes several messages
    message_id INTEGER
);
INSERT INTO deliveries (
    id, subscription_id, nonce, state, due_at, attempts, first_tried_at, upto, message_id
) SELECT id, subscription_id, nonce, state, due_at, attempts, first_tried_at, upto, message_id
FROM kept_deliveries;
DROP TABLE kept_deliveries;
CREATE UNIQUE INDEX deliveries_open ON deliveries (subscription_id) WHERE due_at IS NOT NULL;
CREATE INDEX deliveries_by_time ON deliveries (due_at) WHERE due_at IS NOT NULL;

-- A line for each new chapter, or entry of a feed that is none, in the order in which they appeared.
CREATE TABLE kept_announcements AS SELECT * FROM announcements;
DROP TABLE announcements;
CREATE TABLE announcements (
    id INTEGER PRIMARY KEY,
    story_id INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    chapter_id INTEGER REFERENCES chapters (id) ON DELETE CASCADE,  -- null: it can be read elsewhere only
    title TEXT NOT NULL DEFAULT '',     -- of what can be read elsewhere
    link TEXT NOT NULL DEFAULT '',
    announced_at INTEGER NOT NULL
);
INSERT INTO announcements (id, story_id, chapter_id, announced_at)
    SELECT id, story_id, chapter_id, announced_at FROM kept_announcements;
DROP TABLE kept_announcements;
CREATE INDEX announcements_by_story ON announcements (story_id, id);

ALTER TABLE saved_quotes ADD COLUMN given_at INTEGER NOT NULL DEFAULT 0;    -- as the quote of a day, the last time
