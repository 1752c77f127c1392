-- Messages that everybody in a channel sees: written down before they are sent, taken down with their story.
CREATE TABLE kept_posts AS SELECT * FROM public_posts;
DROP TABLE public_posts;
CREATE TABLE public_posts (
    id INTEGER PRIMARY KEY,
    mark TEXT UNIQUE,                   -- what its message is found by; null: posted before there were marks
    channel_id INTEGER NOT NULL,
    story_id INTEGER REFERENCES stories (id) ON DELETE CASCADE,     -- whose text it shows; null: none
    reader_id INTEGER,                  -- who wanted it, and in which server; null: a delivery, or older
    guild_id INTEGER,
    cleared_for INTEGER NOT NULL DEFAULT 1,     -- the highest rating that its channel is known to be open to
    offer INTEGER,                      -- the offer that it took, given back if it is never posted
    components TEXT,                    -- what is to be sent, as Discord takes it; null: sent, or not by us
    picture BLOB,
    picture_name TEXT NOT NULL DEFAULT '',
    picture_alt TEXT NOT NULL DEFAULT '',
    written_at INTEGER NOT NULL,
    due_at INTEGER,                     -- until when an attempt to send it may take; null: it has ended
    message_id INTEGER UNIQUE           -- null: not known to have arrived
);
INSERT INTO public_posts (message_id, channel_id, story_id, written_at)
    SELECT message_id, channel_id, story_id, posted_at FROM kept_posts;
DROP TABLE kept_posts;
CREATE INDEX public_posts_by_story ON public_posts (story_id, cleared_for);
CREATE INDEX public_posts_by_channel ON public_posts (channel_id);
CREATE INDEX public_posts_unsent ON public_posts (written_at) WHERE message_id IS NULL;
CREATE INDEX public_posts_by_time ON public_posts (due_at) WHERE due_at IS NOT NULL;
