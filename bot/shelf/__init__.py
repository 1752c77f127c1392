"""The shelf: the stories that a reader reads, has read and wants to read."""
