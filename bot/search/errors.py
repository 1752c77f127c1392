"""What cannot be searched for."""

from __future__ import annotations

from bot.errors import BadEntryError


class NothingToSearchForError(BadEntryError):
    """There is no word in what was typed."""
