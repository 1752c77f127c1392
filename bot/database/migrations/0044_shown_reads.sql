-- Whether any page of a read was shown to its reader alone: the first such page asks what they read on.
ALTER TABLE readings ADD COLUMN shown INTEGER NOT NULL DEFAULT 1;
