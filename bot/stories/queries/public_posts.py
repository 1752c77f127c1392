"""Messages that everybody sees and that show a story's text."""

from __future__ import annotations

from bot.database import Connection
from bot.stories.ids import StoryId
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
        "SELECT message_id, channel_id, story_id FROM public_posts JOIN stories ON stories.id = story_id"
        " WHERE removed_at IS NOT NULL ORDER BY message_id"
    )
    return [PublicPost(row["message_id"], row["channel_id"], StoryId(row["story_id"])) for row in rows]
