-- What is a server's goes some time after the bot was removed from it.
--
-- No id that a button, a quote or a subscription goes by is ever given again, whatever has been deleted. AUTOINCREMENT
-- changes nothing but where a table's next id is looked up, so it is written into the schema as it stands: building
-- tables of any size anew would take minutes (https://www.sqlite.org/lang_altertable.html, 8).

PRAGMA writable_schema = ON;
UPDATE sqlite_schema
    SET sql = replace(sql, 'id INTEGER PRIMARY KEY,', 'id INTEGER PRIMARY KEY AUTOINCREMENT,')
    WHERE type = 'table' AND name IN (
        'announcements', 'changes', 'deliveries', 'marks', 'readings', 'saved_quotes', 'subscriptions', 'texts'
    );
PRAGMA writable_schema = RESET;

-- What was given before is not known any more where rows are deleted: a million is beyond all of it.
INSERT INTO sqlite_sequence (name, seq)
    SELECT 'announcements', coalesce(max(id), 0) FROM announcements
    UNION ALL SELECT 'changes', coalesce(max(id), 0) FROM changes
    UNION ALL SELECT 'texts', coalesce(max(id), 0) FROM texts;
INSERT INTO sqlite_sequence (name, seq)
    SELECT name, id + iif(EXISTS (SELECT 1 FROM stories), 1000000, 0) FROM (
        SELECT 'deliveries' AS name, coalesce(max(id), 0) AS id FROM deliveries
        UNION ALL SELECT 'marks', coalesce(max(id), 0) FROM marks
        UNION ALL SELECT 'readings', coalesce(max(id), 0) FROM readings
        UNION ALL SELECT 'saved_quotes', coalesce(max(id), 0) FROM saved_quotes
        UNION ALL SELECT 'subscriptions', coalesce(max(id), 0) FROM subscriptions
    );

-- Servers that the bot is not in any more.
CREATE TABLE left_servers (
    guild_id INTEGER PRIMARY KEY,
    erase_at INTEGER NOT NULL           -- when their data goes, unless the bot is there again by then
);

-- Stories of which nothing is to be left but their numbers.
CREATE TABLE going_stories (
    story_id INTEGER PRIMARY KEY REFERENCES stories (id) ON DELETE CASCADE,
    posts_until INTEGER NOT NULL        -- how long its posts in channels are waited for: Discord deletes them
);
