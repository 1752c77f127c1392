"""Which reads have come to the end of their story: the one definition, for every list and number.

A read is at the end while the last chapter that its reader may read is passed to its own end. It is finished
where the story is complete as well; of a story that goes on, its reader is up to date.
"""

from __future__ import annotations

from bot.database import Connection
from bot.reading.queries.passed import LIVE
from bot.stories.details import Completion
from bot.stories.ids import ReadingId, StoryId
from bot.stories.models import Audience
from bot.stories.queries import visibility

AT_END = f"""EXISTS (
    SELECT 1 FROM chapters JOIN passed ON {LIVE} AND end_offset >= chapters.characters
    WHERE chapters.id = (
        SELECT last.id FROM chapters AS last WHERE last.story_id = stories.id AND last.number IS NOT NULL
        AND last.position < coalesce({visibility.CLOSED_FROM}, last.position + 1)
        ORDER BY last.position DESC LIMIT 1
    ) AND passed.reader_id = readings.reader_id AND passed.again = readings.again
)"""
"""True where the open read `readings` of `stories` is at the end that the story has now."""
COMPLETE = f"stories.completion <> '{Completion.ONGOING}'"
"""True of a story that does not go on; one without a status counts as complete."""
WHEN_FINISHED = f"""CASE
    WHEN NOT {COMPLETE} THEN NULL
    WHEN readings.closed_at IS NOT NULL THEN readings.finished_at
    WHEN {AT_END} THEN coalesce(readings.finished_at, readings.read_at)
END"""
"""When the read `readings` of `stories` was finished, UTC in seconds; NULL where it is not."""


def is_at_end(connection: Connection, audience: Audience, story: StoryId) -> bool:
    """Returns whether a reader has read a story, in its open read, to the end that it has now."""
    row = connection.execute(
        "SELECT 1 FROM stories JOIN readings ON readings.story_id = stories.id"
        " WHERE stories.id = :story AND readings.reader_id = :reader AND readings.closed_at IS NULL"
        f" AND {AT_END}",
        {**visibility.parameters(audience), "story": story},
    ).fetchone()
    return row is not None


def when(connection: Connection, audience: Audience, reading: ReadingId) -> int | None:
    """Returns when a read was finished, UTC in seconds, or None where it is not."""
    row = connection.execute(
        f"SELECT {WHEN_FINISHED} AS finished_at FROM readings JOIN stories ON stories.id = readings.story_id"
        " WHERE readings.id = :reading",
        {**visibility.parameters(audience), "reading": reading},
    ).fetchone()
    at: int | None = row and row["finished_at"]
    return at


def times(connection: Connection, audience: Audience) -> list[int]:
    """Returns when each of a reader's finished reads was finished, wherever its story may be shown."""
    rows = connection.execute(
        f"SELECT finished_at FROM (SELECT {WHEN_FINISHED} AS finished_at FROM readings"
        " JOIN stories ON stories.id = readings.story_id WHERE readings.reader_id = :reader) AS ends"
        " WHERE finished_at IS NOT NULL",
        visibility.parameters(audience),
    )
    return [row["finished_at"] for row in rows]
