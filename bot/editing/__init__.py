"""Editing: stories added and changed by librarians, with their history."""
