"""Messages that everybody sees and that show a story's text."""

from __future__ import annotations

from bot.database import Connection
from bot.database.rows import made
from bot.stories.models import PublicPost


def remember(connection: Connection, post: PublicPost, now: int) -> None:
    """Keep in mind that this message shows this story."""
    connection.execute(
        "INSERT OR REPLACE INTO public_posts (message_id, channel_id, story_id, posted_at)"
        " VALUES (?, ?, ?, ?)",
        (post.message, post.channel, post.story, now),
    )


def forget(connection: Connection, message: int) -> None:
    """The message is gone."""
    connection.execute("DELETE FROM public_posts WHERE message_id = ?", (message,))


def to_take_down(connection: Connection) -> list[PublicPost]:
    """The messages of stories that have been taken down."""
    rows = connection.execute(
        "SELECT message_id AS message, channel_id AS channel, story_id AS story FROM public_posts"
        " JOIN stories ON stories.id = story_id"
        " WHERE removed_at IS NOT NULL ORDER BY message_id"
    )
    return [made(PublicPost, row) for row in rows]
