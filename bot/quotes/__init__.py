"""Quotes: lines found in stories, given to readers and channels, and saved by readers."""
