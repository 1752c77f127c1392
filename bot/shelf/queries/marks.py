"""Marks as read, and the state of each reading before them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.database import Connection
from bot.database.rows import columns, made
from bot.reading.models import Reading
from bot.reading.queries.passed import PassedRow
from bot.stories.ids import MarkId, ReaderId, ReadingId, StoryId
from bot.stories.models import Place


@dataclass(frozen=True, slots=True)
class FormerRead:
    """A reading as it was before a mark; times are UTC, in seconds."""

    current: Place
    read_at: int
    finished_at: int | None


@dataclass(frozen=True, slots=True)
class ReadMark:
    """A mark as read. `place` is where it put the reader; `former` is the reading before it, None where the
    mark began the reading. `passed` is what the reader had passed of the story before it."""

    id: MarkId
    reading: ReadingId
    marked_at: int
    place: Place
    passed: tuple[PassedRow, ...]
    former: FormerRead | None


_MARK = columns(
    ReadMark,
    "marks",
    elsewhere={
        "reading": "reading_id",
        "place.chapter": "marks.chapter_id",
        "passed": "was_passed",
        "former.current.chapter": "was_chapter_id",
        "former.current.revision": "was_revision",
        "former.current.offset": "was_offset",
        "former.read_at": "was_read_at",
        "former.finished_at": "was_finished_at",
    },
)


def keep(connection: Connection, reading: Reading, place: Place, now: int, *, began: bool) -> None:
    """Stores a mark that puts the reader at a place, with the reading as it is before that."""
    (mark,) = connection.execute(
        'INSERT INTO marks (reading_id, marked_at, chapter_id, revision, "offset", was_passed)'
        " SELECT id, ?, ?, ?, ?, (SELECT json_group_array(json_array("
        "   CAST(again AS INTEGER), chapter_id, passed.revision, start_offset, end_offset))"
        "  FROM chapters JOIN passed ON chapter_id = chapters.id"
        "  WHERE story_id = readings.story_id AND passed.reader_id = readings.reader_id"
        "  AND (passed.again < readings.again OR passed.again = readings.again AND NOT ?))"
        " FROM readings WHERE id = ? RETURNING id",
        (now, place.chapter, place.revision, place.offset, began, reading.id),
    ).fetchone()
    if not began:
        connection.execute(
            "UPDATE marks SET (was_chapter_id, was_revision, was_offset, was_read_at, was_finished_at) = ("
            ' SELECT chapter_id, revision, "offset", read_at, finished_at FROM readings'
            " WHERE readings.id = reading_id)"
            " WHERE id = ?",
            (mark,),
        )


def last(connection: Connection, reader: ReaderId, story: StoryId) -> ReadMark | None:
    """Returns the last mark in the open reading of a story that is not undone, or None."""
    row = connection.execute(
        f"SELECT {_MARK} FROM marks JOIN readings ON readings.id = reading_id"
        " WHERE reader_id = ? AND story_id = ? AND closed_at IS NULL ORDER BY marks.id DESC LIMIT 1",
        (reader, story),
    ).fetchone()
    return row and made(ReadMark, row)


def forget(connection: Connection, mark: MarkId) -> None:
    """Deletes a mark that was undone."""
    connection.execute("DELETE FROM marks WHERE id = ?", (mark,))
