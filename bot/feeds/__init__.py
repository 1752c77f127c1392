"""Feeds tied to stories."""
