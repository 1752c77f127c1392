"""The posts that deliveries make in channels, in the transactions in which the deliveries go on."""

from __future__ import annotations

from bot.database import Connection
from bot.posts.models import CLAIM
from bot.posts.queries import public_posts
from bot.stories.models import Chapter


def expect(connection: Connection, mark: str, channel: int, chapter: Chapter, now: int) -> None:
    """Writes down that a message with this mark is about to show a chapter's text in a channel."""
    public_posts.expect(connection, mark, channel, chapter, now, now + CLAIM)


def arrived(
    connection: Connection, mark: str, channel: int, chapter: Chapter, message: int, now: int
) -> None:
    """Records the message with this mark, which shows a chapter's text in a channel."""
    expect(connection, mark, channel, chapter, now)
    public_posts.settle(connection, mark, message)


def release(connection: Connection, mark: str) -> None:
    """Records that nobody sends the message with this mark any more: it has arrived or not. Does nothing
    where none was expected."""
    public_posts.release(connection, mark)


def forget_unsent(connection: Connection, before: int) -> None:
    """Deletes the records of messages that were expected before a time (UTC, seconds) and have not been known
    to arrive."""
    public_posts.forget_unsent(connection, before)
