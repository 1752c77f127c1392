"""The posts that deliveries make in channels, in the transactions in which the deliveries go on."""

from __future__ import annotations

from bot.database import Connection
from bot.posts.queries import public_posts
from bot.posts.service import CLAIM
from bot.stories.ids import StoryId


def expect(connection: Connection, mark: str, channel: int, story: StoryId, now: int) -> None:
    """Writes down that a message with this mark is about to show a story's text to everybody in a channel."""
    public_posts.expect(connection, mark, channel, story, now, now + CLAIM)


def arrived(connection: Connection, mark: str, channel: int, story: StoryId, message: int, now: int) -> None:
    """Records the message with this mark, which shows a story's text in a channel."""
    expect(connection, mark, channel, story, now)
    public_posts.settle(connection, mark, message)


def release(connection: Connection, mark: str) -> None:
    """Records that nobody sends the message with this mark any more: it has arrived or not. Does nothing
    where none was expected."""
    public_posts.release(connection, mark)


def forget_unsent(connection: Connection, before: int) -> None:
    """Deletes the records of messages that were expected before a time (UTC, seconds) and have not been known
    to arrive."""
    public_posts.forget_unsent(connection, before)
