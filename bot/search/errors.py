"""Errors of the search."""

from __future__ import annotations

from bot.errors import BadEntryError


class NothingToSearchForError(BadEntryError):
    """The typed text has no word to search for."""
