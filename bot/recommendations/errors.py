"""The errors of suggestions."""

from __future__ import annotations

from dataclasses import dataclass

from bot.errors import BadEntryError


@dataclass(eq=False)
class TooMuchToAvoidError(BadEntryError):
    """There are more than `most` tags to avoid, or one of more than `longest` characters."""

    most: int
    longest: int
