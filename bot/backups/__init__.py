"""Copies of the library, made every night and before its schema changes, and by hand."""
