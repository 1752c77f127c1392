"""The lists of a reader's shelf, and the stories saved for later or put away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from bot.database import Connection
from bot.database.rows import made
from bot.reading.models import Reading
from bot.reading.queries.finished import AT_END, COMPLETE, WHEN_FINISHED
from bot.reading.queries.passed import LIVE
from bot.shelf.models import ShelfSection
from bot.stories.ids import ReaderId, StoryId
from bot.stories.models import Audience
from bot.stories.queries import visibility

_SECTION = f"""(CASE
    WHEN readings.id IS NULL THEN '{ShelfSection.TO_READ}'
    WHEN {AT_END} AND {COMPLETE} THEN '{ShelfSection.FINISHED}'
    WHEN readings.put_away_at IS NOT NULL THEN '{ShelfSection.STOPPED}'
    WHEN {AT_END} THEN '{ShelfSection.WAITING}'
    ELSE '{ShelfSection.READING}'
END)"""
_ENTRIES = f"""
    SELECT stories.id AS story, {_SECTION} AS section, saved.saved_at, readings.read_at, readings.put_away_at,
        coalesce({WHEN_FINISHED}, (
            SELECT max(earlier.finished_at) FROM readings AS earlier WHERE earlier.reader_id = :reader
            AND earlier.story_id = stories.id AND earlier.closed_at IS NOT NULL AND {COMPLETE}
        )) AS finished_at
    FROM stories
    LEFT JOIN readings ON readings.reader_id = :reader AND readings.story_id = stories.id
        AND readings.closed_at IS NULL
    LEFT JOIN saved_stories AS saved ON saved.reader_id = :reader AND saved.story_id = stories.id
        AND saved.taken_off_at IS NULL
    WHERE (readings.id IS NOT NULL OR saved.saved_at IS NOT NULL) AND {visibility.SHOWN}
"""
"""Every story on the shelf that may be shown where its reader is, with its section.

A story that is read again is on two lists: its place is in one read, and others of it are finished. A story
saved for later is listed unless it is being read.
"""
_SHELF = f"""
    WITH shelf AS ({_ENTRIES} AND stories.id IN (
        SELECT story_id FROM readings WHERE reader_id = :reader AND closed_at IS NULL
        UNION SELECT story_id FROM saved_stories WHERE reader_id = :reader AND taken_off_at IS NULL
    ))
"""
_ON_LIST = {
    ShelfSection.READING: f"section = '{ShelfSection.READING}'",
    ShelfSection.WAITING: f"section = '{ShelfSection.WAITING}'",
    ShelfSection.TO_READ: "saved_at IS NOT NULL"
    f" AND section IN ('{ShelfSection.TO_READ}', '{ShelfSection.FINISHED}')",
    ShelfSection.FINISHED: "finished_at IS NOT NULL",
    ShelfSection.STOPPED: f"section = '{ShelfSection.STOPPED}'",
}
_LATEST = {
    ShelfSection.READING: "read_at",
    ShelfSection.WAITING: "read_at",
    ShelfSection.TO_READ: "saved_at",
    ShelfSection.FINISHED: "finished_at",
    ShelfSection.STOPPED: "put_away_at",
}


class Shelved(NamedTuple):
    """A story on the shelf: the list that its place puts it on, and when it was saved for later, UTC in
    seconds."""

    story: StoryId
    section: ShelfSection
    saved_at: int | None


def counts(connection: Connection, audience: Audience) -> Mapping[ShelfSection, int]:
    """Returns the number of stories on each list that may be shown here."""
    each = ", ".join(
        f'count(*) FILTER (WHERE {_ON_LIST[section]}) AS "{section}"' for section in ShelfSection
    )
    row = connection.execute(f"{_SHELF} SELECT {each} FROM shelf", visibility.parameters(audience)).fetchone()
    return {section: row[section] for section in ShelfSection}


def page(
    connection: Connection, audience: Audience, section: ShelfSection, offset: int, limit: int
) -> list[Shelved]:
    """Returns one page of a list, the latest first: by the time read, saved, finished or put away, as the
    list goes."""
    rows = connection.execute(
        f"{_SHELF} SELECT story, section, saved_at FROM shelf WHERE {_ON_LIST[section]}"
        f" ORDER BY {_LATEST[section]} DESC, story DESC LIMIT :limit OFFSET :offset",
        {**visibility.parameters(audience), "limit": limit, "offset": offset},
    )
    return [made(Shelved, row) for row in rows]


def every(connection: Connection, audience: Audience) -> list[Shelved]:
    """Returns all the stories on the shelf that may be shown here, list by list, each once."""
    order = " ".join(f"WHEN '{section}' THEN {number}" for number, section in enumerate(ShelfSection))
    rows = connection.execute(
        f"{_SHELF} SELECT story, section, saved_at FROM shelf ORDER BY CASE section {order} END,"
        " max(coalesce(read_at, 0), coalesce(saved_at, 0)) DESC, story DESC",
        visibility.parameters(audience),
    )
    return [made(Shelved, row) for row in rows]


def find(connection: Connection, audience: Audience, story: StoryId) -> Shelved | None:
    """Returns a story on the shelf, or None where it is not on it or may not be shown here."""
    row = connection.execute(
        f"{_ENTRIES} AND stories.id = :story",
        {**visibility.parameters(audience), "story": story},
    ).fetchone()
    return row and made(Shelved, row)


def new_chapters(connection: Connection, audience: Audience, reading: Reading) -> int:
    """Returns the number of chapters that have appeared since the reader was last there and that they have
    not begun."""
    (count,) = connection.execute(
        "SELECT count(DISTINCT chapters.id) FROM announcements JOIN chapters ON chapters.id = chapter_id"
        " WHERE announcements.story_id = :story AND announced_at >= :read_at AND number IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM passed JOIN readings ON readings.id = :reading"
        f" AND passed.reader_id = readings.reader_id WHERE {LIVE} AND start_offset = 0 AND end_offset > 0)"
        f" AND {visibility.OPEN}",
        {
            **visibility.parameters(audience),
            "story": reading.story,
            "read_at": reading.read_at,
            "reading": reading.id,
        },
    ).fetchone()
    return int(count)


def save(connection: Connection, reader: ReaderId, story: StoryId, now: int) -> None:
    """Puts a story on the list to read. One that is on it keeps its date."""
    connection.execute(
        "INSERT INTO saved_stories (reader_id, story_id, saved_at) VALUES (?, ?, ?)"
        " ON CONFLICT (reader_id, story_id) DO UPDATE"
        " SET saved_at = CASE WHEN saved_stories.taken_off_at IS NULL THEN saved_stories.saved_at"
        " ELSE excluded.saved_at END, taken_off_at = NULL",
        (reader, story, now),
    )


def put_back_on(connection: Connection, reader: ReaderId, story: StoryId, taken_off_at: int) -> None:
    """Puts a story back on the list to read, if it was taken off at exactly this time (UTC, seconds)."""
    connection.execute(
        "UPDATE saved_stories SET taken_off_at = NULL"
        " WHERE reader_id = ? AND story_id = ? AND taken_off_at = ?",
        (reader, story, taken_off_at),
    )


def put_away(connection: Connection, reading: Reading, now: int) -> None:
    """Puts a story away. One that is put away keeps its date."""
    connection.execute(
        "UPDATE readings SET put_away_at = coalesce(put_away_at, ?) WHERE id = ?", (now, reading.id)
    )
