"""The channels of direct messages with readers, as far as they have been opened."""

from __future__ import annotations

from bot.database import Connection
from bot.stories.ids import ReaderId


def remember(connection: Connection, reader: ReaderId, channel: int) -> None:
    """Stores the channel of a reader's direct messages."""
    connection.execute(
        "INSERT INTO direct_channels (reader_id, channel_id) VALUES (?, ?)"
        " ON CONFLICT (reader_id) DO UPDATE SET channel_id = excluded.channel_id",
        (reader, channel),
    )


def forget(connection: Connection, reader: ReaderId) -> None:
    """Deletes the channel of a reader's direct messages, which no longer exists."""
    connection.execute("DELETE FROM direct_channels WHERE reader_id = ?", (reader,))
