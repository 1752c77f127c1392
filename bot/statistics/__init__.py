"""Statistics of reading: a reader's year, and a story's readers."""
