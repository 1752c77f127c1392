"""The errors of a story's feed."""

from __future__ import annotations

from dataclasses import dataclass

from bot.errors import BadEntryError, FiresideError


@dataclass(eq=False)
class FeedNotFetchedError(BadEntryError):
    """The address does not give a feed. The fault is a sentence."""

    fault: str


class FeedGoneError(FiresideError):
    """The story has no feed, or no longer this one."""
