"""What to read next, and why."""
