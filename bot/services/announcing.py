"""New chapters made known to their subscribers, in the transaction that makes them part of the story."""

from __future__ import annotations

from collections.abc import Callable

from bot.models import Changes, Fate, StoryId
from bot.storage import deliveries
from bot.storage.database import Connection

Announced = Callable[[], None]
"""Called where there may be notices to deliver, once what makes them is on the disk."""


def to_nobody() -> None:
    """Leave the notices to whoever looks for them next."""


def announce(connection: Connection, story: StoryId, changes: Changes, now: int) -> None:
    """Announce the chapters that a change of a story added to its body."""
    new = [each.chapter for each in changes.chapters if each.fate is Fate.ADDED]
    if new:
        deliveries.announce(connection, story, new, now)
