"""Readers' places in stories: one open reading of each, and the closed ones before it."""

from __future__ import annotations

from dataclasses import replace

from bot.database import Connection, Row
from bot.database.rows import columns, made
from bot.reading.models import Bookmark, Reading
from bot.stories.ids import ReaderId, ReadingId, StoryId
from bot.stories.models import Audience, Spot
from bot.stories.queries import visibility

COLUMNS = columns(
    Reading,
    "readings",
    "reading",
    {
        "story": "readings.story_id",
        "bookmark.current.position": "here.position",
        "bookmark.furthest.position": "far.position",
        "bookmark.furthest.offset": "readings.furthest_offset",
        "bookmark.undo.position": "back.position",
        "bookmark.undo.offset": "readings.undo_offset",
    },
)
"""The columns that a statement selects so that `made` can build a `Reading` with the prefix "reading";
`PLACES` joins the chapters that it names."""
PLACES = """
    LEFT JOIN chapters AS here ON here.id = readings.chapter_id
    LEFT JOIN chapters AS far ON far.id = readings.furthest_chapter_id
    LEFT JOIN chapters AS back ON back.id = readings.undo_chapter_id
"""
CLOSED_FROM = f"{visibility.CLOSED_FROM} AS closed_from"
"""The column by which `reading_in` knows which of the places are open to an audience."""
_READINGS = f"""
    SELECT {COLUMNS}, {CLOSED_FROM} FROM readings {PLACES} JOIN stories ON stories.id = readings.story_id
    WHERE readings.reader_id = :reader
"""
_OPEN = f"{_READINGS} AND readings.closed_at IS NULL"
_CURRENT = (
    f"{_OPEN} AND readings.put_away_at IS NULL AND {visibility.SHOWN}"
    " ORDER BY readings.read_at DESC, readings.id DESC"
)


def reading_in(connection: Connection, row: Row) -> Reading | None:
    """Returns the reading in a row with COLUMNS and CLOSED_FROM, or None.

    A place in a chapter that is not open to the audience is kept, and known to nobody: until it opens, it
    counts as the end of what they may read.
    """
    reading = made(Reading, row, "reading") if row["reading.id"] is not None else None
    if reading is None or row["closed_from"] is None:
        return reading
    return replace(reading, bookmark=_open_part(connection, reading, row["closed_from"]))


def get(connection: Connection, audience: Audience, story: StoryId) -> Reading | None:
    """Returns the open reading of a story, or None if the reader has not begun it."""
    row = connection.execute(
        f"{_OPEN} AND readings.story_id = :story", {**visibility.parameters(audience), "story": story}
    ).fetchone()
    return row and reading_in(connection, row)


def earlier(connection: Connection, audience: Audience, story: StoryId) -> list[Reading]:
    """Returns the closed readings of a story, the first one first."""
    rows = connection.execute(
        f"{_READINGS} AND readings.story_id = :story AND readings.closed_at IS NOT NULL ORDER BY readings.id",
        {**visibility.parameters(audience), "story": story},
    ).fetchall()
    return [each for row in rows if (each := reading_in(connection, row))]


def last(connection: Connection, audience: Audience) -> Reading | None:
    """Returns the reader's latest reading among the stories that they may see here and have not put away, or
    None."""
    row = connection.execute(f"{_CURRENT} LIMIT 1", visibility.parameters(audience)).fetchone()
    return row and reading_in(connection, row)


def recent(connection: Connection, audience: Audience, limit: int) -> list[Reading]:
    """Returns the readings that `last` chooses from, the latest first."""
    rows = connection.execute(f"{_CURRENT} LIMIT :limit", {**visibility.parameters(audience), "limit": limit})
    return [each for row in rows.fetchall() if (each := reading_in(connection, row))]


def count_readers(connection: Connection, story: StoryId) -> int:
    """Returns the number of people who have begun a story."""
    (total,) = connection.execute(
        "SELECT count(DISTINCT reader_id) FROM readings WHERE story_id = ?", (story,)
    ).fetchone()
    return int(total)


def begin(connection: Connection, audience: Audience, story: StoryId, now: int) -> Reading:
    """Opens a reading at the story's first chapter, and returns it."""
    connection.execute(
        'INSERT INTO readings (reader_id, story_id, chapter_id, revision, "offset", furthest_chapter_id,'
        " furthest_revision, furthest_offset, started_at, read_at)"
        " SELECT :reader, story_id, id, revision, 0, id, revision, 0, :now, :now FROM chapters"
        " WHERE story_id = :story AND number = 1",
        {"reader": audience.reader, "story": story, "now": now},
    )
    reading = get(connection, audience, story)
    assert reading is not None  # noqa: S101 - it was inserted above
    return reading


def move(connection: Connection, reading: Reading, bookmark: Bookmark, now: int) -> None:
    """Writes the reader's new places, as far as they differ from the old ones."""
    before = reading.bookmark
    spots = {
        "": (before.current, bookmark.current),
        "furthest_": (before.furthest, bookmark.furthest),
        "undo_": (before.undo, bookmark.undo),
    }
    values: dict[str, object] = {"id": reading.id, "story": reading.story, "now": now}
    changes = ["read_at = :now", "words_gone = 0"]
    for prefix, (old, new) in spots.items():
        if new is not None and new != old:
            changes.append(_spot_assignment(prefix))
            values[f"{prefix}position"], values[f"{prefix}offset"] = new
    connection.execute(f"UPDATE readings SET {', '.join(changes)} WHERE id = :id", values)


def finish(connection: Connection, reading: ReadingId, when: int | None) -> None:
    """Sets the time at which a reading was finished; None marks it as not finished."""
    connection.execute("UPDATE readings SET finished_at = ? WHERE id = ?", (when, reading))


def close(connection: Connection, reading: ReadingId, now: int) -> None:
    """Closes a reading, so that the story can be begun anew."""
    connection.execute("UPDATE readings SET closed_at = ? WHERE id = ?", (now, reading))


def forget(connection: Connection, reading: ReadingId) -> None:
    """Deletes a reading, as if the story had not been begun."""
    connection.execute("DELETE FROM readings WHERE id = ?", (reading,))


def take_up(connection: Connection, reader: ReaderId, reading: Reading, now: int) -> None:
    """Ends the putting away of a story that is read again, and takes it off the list to read."""
    connection.execute("UPDATE readings SET put_away_at = NULL WHERE id = ?", (reading.id,))
    take_off(connection, reader, reading.story, now)


def take_off(connection: Connection, reader: ReaderId, story: StoryId, now: int) -> None:
    """Takes a story off the list to read."""
    connection.execute(
        "UPDATE saved_stories SET taken_off_at = ?"
        " WHERE reader_id = ? AND story_id = ? AND taken_off_at IS NULL",
        (now, reader, story),
    )


def _spot_assignment(prefix: str) -> str:
    """Returns the SQL that assigns a spot: the chapter at its position now, its revision, the offset."""
    return f"""({prefix}chapter_id, {prefix}revision, "{prefix}offset") = (
        SELECT id, revision, :{prefix}offset FROM chapters
        WHERE story_id = :story AND position = :{prefix}position
    )"""


def _open_part(connection: Connection, reading: Reading, closed_from: int) -> Bookmark:
    """Returns a reading's bookmark, moved back to the end of the chapters before this position."""
    row = connection.execute(
        'SELECT position, characters AS "offset" FROM chapters WHERE story_id = ? AND number IS NOT NULL'
        " AND position < ? ORDER BY position DESC LIMIT 1",
        (reading.story, closed_from),
    ).fetchone()
    end, places = made(Spot, row), reading.bookmark

    def within(spot: Spot) -> Spot:
        return spot if spot.position < closed_from else end

    return Bookmark(within(places.current), within(places.furthest), places.undo and within(places.undo))
