"""Suggestions of what to read next, with reasons."""
