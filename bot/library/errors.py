"""Errors of the library."""

from __future__ import annotations

from dataclasses import dataclass

from bot.errors import FiresideError, NotVisibleError


class EmptyLibraryError(NotVisibleError):
    """There are no stories to read here yet."""


@dataclass(eq=False)
class UnknownChapterError(FiresideError):
    """The story has no such chapter."""

    typed: str
