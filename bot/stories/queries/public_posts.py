"""Messages that everybody sees and that show a story's text."""

from __future__ import annotations

import json
from collections.abc import Collection

from bot.database import Connection
from bot.database.rows import made
from bot.stories.models import PublicPost


def remember(connection: Connection, post: PublicPost, now: int) -> None:
    """Records that this message shows this story."""
    connection.execute(
        "INSERT OR REPLACE INTO public_posts (message_id, channel_id, story_id, posted_at)"
        " VALUES (?, ?, ?, ?)",
        (post.message, post.channel, post.story, now),
    )


def forget(connection: Connection, message: int) -> None:
    """Deletes the record of a message."""
    connection.execute("DELETE FROM public_posts WHERE message_id = ?", (message,))


def next_to_take_down(connection: Connection, passing_over: Collection[int]) -> PublicPost | None:
    """Returns the first message that shows a story since taken down, or None. Skips the messages of
    `passing_over`."""
    row = connection.execute(
        "SELECT message_id AS message, channel_id AS channel, story_id AS story FROM public_posts"
        " JOIN stories ON stories.id = story_id"
        " WHERE removed_at IS NOT NULL AND message_id NOT IN (SELECT value FROM json_each(?))"
        " ORDER BY message_id LIMIT 1",
        (json.dumps(list(passing_over)),),
    ).fetchone()
    return row and made(PublicPost, row)
