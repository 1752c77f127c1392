"""What one process at a time does, of several that share a database: shards, single workers, turns."""
