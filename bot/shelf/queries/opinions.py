"""What readers think of the stories that they have read, for themselves alone."""

from __future__ import annotations

from bot.database import Connection
from bot.database.rows import made
from bot.shelf.models import Opinion
from bot.stories.ids import ReaderId, StoryId


def get(connection: Connection, reader: ReaderId, story: StoryId) -> Opinion:
    """Returns what a reader thinks of a story."""
    row = connection.execute(
        "SELECT stars, note FROM opinions WHERE reader_id = ? AND story_id = ?", (reader, story)
    ).fetchone()
    return Opinion() if row is None else made(Opinion, row)


def keep(connection: Connection, reader: ReaderId, story: StoryId, opinion: Opinion, now: int) -> None:
    """Stores what a reader thinks of a story, and nothing where that is nothing."""
    if opinion == Opinion():
        connection.execute("DELETE FROM opinions WHERE reader_id = ? AND story_id = ?", (reader, story))
        return
    connection.execute(
        "INSERT INTO opinions (reader_id, story_id, stars, note, changed_at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (reader_id, story_id) DO UPDATE"
        " SET stars = excluded.stars, note = excluded.note, changed_at = excluded.changed_at",
        (reader, story, opinion.stars, opinion.note, now),
    )
