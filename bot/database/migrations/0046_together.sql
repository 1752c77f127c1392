-- Read-alongs: stories that people of a server read together by a plan.

CREATE TABLE read_alongs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id INTEGER NOT NULL,
    story_id INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    host_id INTEGER NOT NULL,
    channel_id INTEGER NOT NULL,
    pace TEXT NOT NULL,                 -- JSON, see bot/together/paces.py
    zone TEXT NOT NULL,                 -- IANA: its days are days there
    first_day TEXT NOT NULL,            -- ISO 8601
    minute INTEGER NOT NULL,            -- of the day, when parts open
    goes_on INTEGER NOT NULL,           -- whether chapters that come later join it
    state TEXT NOT NULL DEFAULT 'planned',
    edition INTEGER NOT NULL,           -- the story's, into which the ends of the parts are mapped
    made_at INTEGER NOT NULL,
    paused_at INTEGER,
    ended_at INTEGER
);
CREATE INDEX read_alongs_by_guild ON read_alongs (guild_id);
CREATE INDEX read_alongs_by_story ON read_alongs (story_id);

CREATE TABLE read_along_parts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    read_along_id INTEGER NOT NULL REFERENCES read_alongs (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,            -- from 1
    chapter_id INTEGER NOT NULL,        -- where it ends, in the last text that has the words before the end
    revision INTEGER NOT NULL,
    "offset" INTEGER NOT NULL,
    ends_chapter INTEGER NOT NULL,      -- whether it goes to the end of that chapter, whatever is written there
    opens_at INTEGER NOT NULL,
    opened_at INTEGER,                  -- null: not yet
    waits INTEGER NOT NULL DEFAULT 0,   -- whether its time has come before its chapters
    questions TEXT NOT NULL DEFAULT '', -- the host's, for the beginning of its thread
    poll TEXT NOT NULL DEFAULT '',      -- JSON: the host's question and its answers, for the end of the part
    thread_id INTEGER,
    event_id INTEGER,
    UNIQUE (read_along_id, number)
);
CREATE INDEX read_along_parts_to_open ON read_along_parts (opens_at) WHERE opened_at IS NULL;

CREATE TABLE read_along_members (
    read_along_id INTEGER NOT NULL REFERENCES read_alongs (id) ON DELETE CASCADE,
    reader_id INTEGER NOT NULL,
    reminder TEXT NOT NULL DEFAULT 'direct',
    tells_finishing INTEGER NOT NULL DEFAULT 0, -- whether the others may see which parts they have finished
    joined_at INTEGER NOT NULL,
    left_at INTEGER,
    PRIMARY KEY (read_along_id, reader_id)
) WITHOUT ROWID;
CREATE INDEX read_along_members_by_reader ON read_along_members (reader_id);

-- Who asked to be in the thread of a part that they have read, and so to be seen there.
CREATE TABLE read_along_talkers (
    part_id INTEGER NOT NULL REFERENCES read_along_parts (id) ON DELETE CASCADE,
    reader_id INTEGER NOT NULL,
    consented_at INTEGER NOT NULL,
    claimed_until INTEGER,
    added_at INTEGER,
    PRIMARY KEY (part_id, reader_id)
) WITHOUT ROWID;
CREATE INDEX read_along_talkers_by_reader ON read_along_talkers (reader_id);

-- What is sent to people by direct message, once each: that a part has begun, or that it has to wait.
CREATE TABLE read_along_messages (
    id INTEGER PRIMARY KEY,
    part_id INTEGER NOT NULL REFERENCES read_along_parts (id) ON DELETE CASCADE,
    reader_id INTEGER NOT NULL,
    subject TEXT NOT NULL,
    mark INTEGER NOT NULL,              -- what the message is found by
    due_at INTEGER,                     -- while it is claimed, when the claim expires; null: settled
    attempts INTEGER NOT NULL DEFAULT 0,
    first_tried_at INTEGER,
    message_id INTEGER,                 -- null with due_at: given up
    UNIQUE (part_id, reader_id, subject)
);
CREATE INDEX read_along_messages_due ON read_along_messages (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX read_along_messages_by_reader ON read_along_messages (reader_id);
