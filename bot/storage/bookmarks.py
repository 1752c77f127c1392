"""Where each reader is in each story: one open reading, and the finished ones before it."""

from __future__ import annotations

import sqlite3

from bot.models import Audience, Bookmark, Chapter, GuildId, ReaderId, Reading, ReadingId, Spot, StoryId
from bot.storage import visibility
from bot.storage.database import Connection

_READINGS = """
    SELECT readings.*, here.position AS "position", far.position AS furthest_position,
           back.position AS undo_position
    FROM readings
    JOIN chapters AS here ON here.id = readings.chapter_id
    JOIN chapters AS far ON far.id = readings.furthest_chapter_id
    LEFT JOIN chapters AS back ON back.id = readings.undo_chapter_id
    JOIN stories ON stories.id = readings.story_id
    WHERE closed_at IS NULL AND readings.reader_id = :reader
"""


def get(connection: Connection, reader: ReaderId, story: StoryId) -> Reading | None:
    """The open reading of a story, if the reader has begun it."""
    row = connection.execute(
        f"{_READINGS} AND readings.story_id = :story", {"reader": reader, "story": story}
    ).fetchone()
    return row and _reading(row)


def last(connection: Connection, audience: Audience) -> Reading | None:
    """What the reader read last, of the stories they may see where they are."""
    row = connection.execute(
        f"{_READINGS} AND {visibility.SHOWN} ORDER BY readings.read_at DESC, readings.id DESC LIMIT 1",
        visibility.parameters(audience),
    ).fetchone()
    return row and _reading(row)


def shelf(connection: Connection, audience: Audience, limit: int, offset: int = 0) -> list[Reading]:
    """The reader's open readings of the stories they may see where they are, the latest first."""
    rows = connection.execute(
        f"{_READINGS} AND {visibility.SHOWN} ORDER BY readings.read_at DESC, readings.id DESC"
        " LIMIT :limit OFFSET :offset",
        {**visibility.parameters(audience), "limit": limit, "offset": offset},
    )
    return [_reading(row) for row in rows]


def count(connection: Connection, audience: Audience) -> int:
    """How many open readings `shelf` has."""
    (total,) = connection.execute(
        f"SELECT count(*) FROM ({_READINGS} AND {visibility.SHOWN})", visibility.parameters(audience)
    ).fetchone()
    return int(total)


def begin(connection: Connection, reader: ReaderId, chapter: Chapter, now: int) -> Reading:
    """Open a reading at a chapter's start."""
    connection.execute(
        'INSERT INTO readings (reader_id, story_id, chapter_id, revision, "offset", furthest_chapter_id,'
        " furthest_revision, furthest_offset, started_at, read_at)"
        " VALUES (:reader, :story, :chapter, :revision, 0, :chapter, :revision, 0, :now, :now)",
        {
            "reader": reader,
            "story": chapter.story,
            "chapter": chapter.id,
            "revision": chapter.revision,
            "now": now,
        },
    )
    reading = get(connection, reader, chapter.story)
    assert reading is not None  # noqa: S101 - it was inserted above
    return reading


def move(connection: Connection, reading: Reading, bookmark: Bookmark, now: int) -> None:
    """Write where the reader is now."""
    values: dict[str, object] = {"id": reading.id, "story": reading.story, "now": now}
    spots = {"here": bookmark.current, "far": bookmark.furthest, "back": bookmark.undo}
    for name, spot in spots.items():
        values[name], values[f"{name}_offset"] = spot or (None, None)
    connection.execute(
        f'UPDATE readings SET (chapter_id, revision, "offset") = {_place("here")},'
        f" (furthest_chapter_id, furthest_revision, furthest_offset) = {_place('far')},"
        f" (undo_chapter_id, undo_revision, undo_offset) = {_place('back')},"
        " read_at = :now WHERE id = :id",
        values,
    )


def finish(connection: Connection, reading: ReadingId, now: int) -> None:
    """Date the end of a reading; the first date stays."""
    connection.execute(
        "UPDATE readings SET finished_at = :now WHERE id = :id AND finished_at IS NULL",
        {"id": reading, "now": now},
    )


def close(connection: Connection, reading: ReadingId, now: int) -> None:
    """Put a reading among the earlier ones, so that the story can be begun anew."""
    connection.execute("UPDATE readings SET closed_at = ? WHERE id = ?", (now, reading))


def guilds(connection: Connection, reader: ReaderId) -> list[GuildId]:
    """The servers of whose own stories the reader has begun any."""
    rows = connection.execute(
        "SELECT DISTINCT stories.guild_id FROM readings JOIN stories ON stories.id = readings.story_id"
        " WHERE readings.reader_id = ? AND stories.guild_id IS NOT NULL",
        (reader,),
    )
    return [GuildId(row[0]) for row in rows]


def _place(name: str) -> str:
    """A spot's values as a row: the chapter that stands there now, its revision, the offset."""
    return (
        f"(SELECT id, revision, :{name}_offset FROM chapters WHERE story_id = :story AND position = :{name})"
    )


def _reading(row: sqlite3.Row) -> Reading:
    undo = None if row["undo_position"] is None else Spot(row["undo_position"], row["undo_offset"])
    return Reading(
        id=ReadingId(row["id"]),
        story=StoryId(row["story_id"]),
        bookmark=Bookmark(
            current=Spot(row["position"], row["offset"]),
            furthest=Spot(row["furthest_position"], row["furthest_offset"]),
            undo=undo,
        ),
        started_at=row["started_at"],
        read_at=row["read_at"],
        finished_at=row["finished_at"],
    )
