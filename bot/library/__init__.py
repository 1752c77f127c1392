"""The library: stories found and listed."""
