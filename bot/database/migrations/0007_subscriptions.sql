-- Who wants to be told of new chapters, what there is to tell, and what is on its way to whom.

CREATE TABLE subscriptions (
    id INTEGER PRIMARY KEY,
    reader_id INTEGER NOT NULL,         -- who asked
    story_id INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    guild_id INTEGER,                   -- the channel's
    channel_id INTEGER,                 -- null: to the reader, by direct message
    role_id INTEGER,                    -- pinged in the channel
    told INTEGER NOT NULL,              -- the last announcement that went to it, or from before it was made
    snoozed_until INTEGER NOT NULL DEFAULT 0,
    suspended TEXT NOT NULL DEFAULT '', -- why the last notice did not arrive; empty: it did
    knows_why INTEGER NOT NULL DEFAULT 1,   -- 0: the reader has not been told of that yet
    stopped_at INTEGER
);
CREATE UNIQUE INDEX subscriptions_of_readers ON subscriptions (reader_id, story_id) WHERE channel_id IS NULL;
CREATE UNIQUE INDEX subscriptions_of_channels ON subscriptions (channel_id, story_id)
    WHERE channel_id IS NOT NULL;
CREATE INDEX subscriptions_by_story ON subscriptions (story_id);

-- A line for each new chapter, in the order in which they appeared.
CREATE TABLE announcements (
    id INTEGER PRIMARY KEY,
    story_id INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    chapter_id INTEGER NOT NULL REFERENCES chapters (id) ON DELETE CASCADE,
    announced_at INTEGER NOT NULL
);
CREATE INDEX announcements_by_story ON announcements (story_id, id);

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
    message_id INTEGER
);
CREATE UNIQUE INDEX deliveries_open ON deliveries (subscription_id) WHERE due_at IS NOT NULL;
CREATE INDEX deliveries_by_time ON deliveries (due_at) WHERE due_at IS NOT NULL;

-- Channels of direct messages that have been opened.
CREATE TABLE direct_channels (
    reader_id INTEGER PRIMARY KEY,
    channel_id INTEGER NOT NULL
);
