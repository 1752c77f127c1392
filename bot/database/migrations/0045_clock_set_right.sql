-- Where the clock was ahead for a while, what was put off by it is found by its time.
CREATE INDEX subscriptions_snoozed ON subscriptions (snoozed_until) WHERE snoozed_until > 0;

-- When a planned chapter, or one to be opened, was refused last: it waits an hour from then, and keeps its own time.
ALTER TABLE releases ADD COLUMN refused_at INTEGER;
ALTER TABLE early_access ADD COLUMN refused_at INTEGER;
