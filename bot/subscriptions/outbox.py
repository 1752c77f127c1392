"""Announcements of new chapters, in the transaction that makes them part of the story."""

from __future__ import annotations

from collections.abc import Callable

from bot.database import Connection
from bot.stories.changes import Changes, Fate
from bot.stories.details import Completion
from bot.stories.ids import StoryId
from bot.stories.models import Story
from bot.subscriptions.models import Elsewhere
from bot.subscriptions.queries import announcements, corrections

Announced = Callable[[], None]
"""Called where there may be notices to deliver, once the transaction that makes them is stored."""


def wait_for_poll() -> None:
    """Does nothing: the worker finds the notices when it looks next."""


def announce(connection: Connection, story: StoryId, changes: Changes, now: int, *, news: bool) -> None:
    """Announces the chapters that a change of a story added to its body or opened to everybody, if it is
    `news`, and in any case those that had been announced and withdrawn. Others that come back are not new."""
    came = [each.chapter for each in changes.chapters if each.revision is None or each.fate is Fate.OPENED]
    back = [each for each in came if corrections.announce_again(connection, story, each, now)]
    fresh = [each.chapter for each in changes.chapters if each.fate in (Fate.ADDED, Fate.OPENED)]
    new = [each for each in fresh if each not in back]
    if news and new:
        announcements.announce(connection, story, new, now)


def withdraw(connection: Connection, changes: Changes) -> None:
    """Withdraws what was announced of the chapters that a change removed, or closed but for early readers:
    notices that are not sent yet are called off, those that are sent are corrected."""
    of_fate = {fate: [each.chapter for each in changes.chapters if each.fate is fate] for fate in Fate}
    corrections.withdraw(connection, of_fate[Fate.REMOVED], early=True)
    corrections.withdraw(connection, of_fate[Fate.CLOSED], early=False)


def announce_elsewhere(connection: Connection, story: StoryId, title: str, link: str, now: int) -> None:
    """Announces a new entry of a story's feed that can be read only at the link."""
    announcements.announce_elsewhere(connection, story, Elsewhere(title, link), now)


def announce_end(connection: Connection, before: Story, after: Story, now: int) -> None:
    """Announces that a change of a story's details made it complete, if it did. Notices that said so once are
    corrected when it is not, and when it is again."""
    is_complete, was_complete = (each.completion is Completion.COMPLETE for each in (after, before))
    if is_complete != was_complete:
        corrections.correct_end(connection, after.id)
    if is_complete and not was_complete:
        announcements.announce_end(connection, after.id, now)
