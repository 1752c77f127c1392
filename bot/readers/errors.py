"""Errors about readers' settings and memberships."""

from __future__ import annotations

from dataclasses import dataclass

from bot.errors import BadEntryError


@dataclass(eq=False)
class TooManyWarningsError(BadEntryError):
    """There are more warnings than a reader can name, or one is longer than it may be."""

    most: int
    longest: int


@dataclass(eq=False)
class UnknownTimeZoneError(BadEntryError):
    """There is no such time zone."""

    typed: str


@dataclass(eq=False)
class UnknownHoursError(BadEntryError):
    """The typed text is no stretch of the day."""

    typed: str
