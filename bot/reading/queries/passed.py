"""What readers have passed, chapter by chapter, in the database."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bot.database import Connection
from bot.database.rows import made
from bot.stories.ids import ChapterId, ReaderId, StoryId
from bot.stories.models import Chapter, Spot
from bot.stories.queries import chapters
from bot.text.spans import Spans, joined

LIVE = "passed.chapter_id = chapters.id AND passed.revision = chapters.revision AND chapters.position >= 0"
"""True where a row of `passed` is in the text that a chapter has now."""
OF_OPENING = f"""(
    SELECT json_group_array(json_array(start_offset, end_offset)) FROM (
        SELECT start_offset, end_offset FROM passed
        WHERE passed.reader_id = :reader AND {LIVE} AND again = coalesce(readings.again, FALSE)
        ORDER BY start_offset
    ) AS stretches
)"""
"""The spans of `chapters` that were passed in the reading `readings`, as JSON."""


PassedRow = tuple[bool, ChapterId, int, int, int]
"""A stretch passed: its layer (`again`, the chapter and its revision), and the offsets from and to."""


class Layer(NamedTuple):
    """A text as it was passed: with `again`, in the open reading of a story that is read again; else in any
    reading of it."""

    again: bool
    chapter: ChapterId
    revision: int


def of_chapter(connection: Connection, reader: ReaderId, chapter: Chapter, *, again: bool) -> Spans:
    """Returns what a reader has passed of a chapter's current text."""
    rows = connection.execute(
        "SELECT start_offset, end_offset FROM passed"
        " WHERE reader_id = ? AND chapter_id = ? AND again = ? AND revision = ? ORDER BY start_offset",
        (reader, chapter.id, again, chapter.revision),
    )
    return tuple((row["start_offset"], row["end_offset"]) for row in rows)


def of_story(
    connection: Connection, reader: ReaderId, story: StoryId, *, again: bool
) -> Mapping[ChapterId, Spans]:
    """Returns what a reader has passed of each chapter's current text."""
    rows = connection.execute(
        f"SELECT chapters.id, start_offset, end_offset FROM chapters JOIN passed ON {LIVE}"
        " WHERE chapters.story_id = ? AND reader_id = ? AND again = ? ORDER BY position, start_offset",
        (story, reader, again),
    )
    found: dict[ChapterId, Spans] = {}
    for row in rows:
        span = row["start_offset"], row["end_offset"]
        found[ChapterId(row["id"])] = (*found.get(ChapterId(row["id"]), ()), span)
    return found


def keep(connection: Connection, reader: ReaderId, layer: Layer, before: Spans, after: Spans) -> None:
    """Stores what a reader has passed of a text in place of what they had before."""
    kept = {start for start, _ in after}
    if gone := [start for start, _ in before if start not in kept]:
        connection.executemany(
            "DELETE FROM passed WHERE reader_id = ? AND chapter_id = ? AND again = ? AND revision = ?"
            " AND start_offset = ?",
            [(reader, layer.chapter, layer.again, layer.revision, start) for start in gone],
        )
    connection.executemany(
        "INSERT INTO passed (reader_id, chapter_id, again, revision, start_offset, end_offset)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (reader_id, chapter_id, again, revision, start_offset)"
        " DO UPDATE SET end_offset = excluded.end_offset",
        [(reader, layer.chapter, layer.again, layer.revision, *span) for span in after if span not in before],
    )


def last_before(
    connection: Connection, reader: ReaderId, story: StoryId, spot: Spot, *, again: bool
) -> Spot | None:
    """Returns the end of the last stretch passed that begins before a place, in today's order of the
    chapters."""
    row = connection.execute(
        f'SELECT position, end_offset AS "offset" FROM chapters CROSS JOIN passed WHERE {LIVE}'
        " AND chapters.story_id = :story AND reader_id = :reader AND again = :again"
        " AND (position < :position OR (position = :position AND start_offset < :offset))"
        " ORDER BY position DESC, end_offset DESC LIMIT 1",
        {"story": story, "reader": reader, "again": again, "position": spot.position, "offset": spot.offset},
    ).fetchone()
    return row and made(Spot, row)


def begun(connection: Connection, reader: ReaderId, story: StoryId) -> set[ChapterId]:
    """Returns the chapters whose beginning a reader has passed in any reading of a story."""
    rows = connection.execute(
        "SELECT DISTINCT chapters.id FROM chapters JOIN passed ON passed.chapter_id = chapters.id"
        " WHERE story_id = ? AND reader_id = ? AND NOT again AND start_offset = 0",
        (story, reader),
    )
    return {ChapterId(row["id"]) for row in rows}


def texts(connection: Connection, reader: ReaderId, story: StoryId) -> dict[Layer, Spans]:
    """Returns all that a reader has passed of a story, in today's texts and former ones."""
    rows = connection.execute(
        "SELECT again, chapter_id, passed.revision, start_offset, end_offset"
        " FROM chapters JOIN passed ON chapter_id = chapters.id"
        " WHERE story_id = ? AND reader_id = ? ORDER BY again, chapter_id, passed.revision, start_offset",
        (story, reader),
    )
    found: dict[Layer, Spans] = {}
    for again, chapter, revision, start, end in rows:
        layer = Layer(bool(again), ChapterId(chapter), revision)
        found[layer] = (*found.get(layer, ()), (start, end))
    return found


def put_back(
    connection: Connection, reader: ReaderId, story: StoryId, rows: Sequence[PassedRow], *, again: bool
) -> None:
    """Stores these stretches in place of all that a reader has passed in an open reading of a story, and of
    what they have passed in any where there are some of that."""
    kept = [(reader, bool(layer), *rest) for layer, *rest in rows]  # which JSON has as a number
    for layer in {again, *(row[1] for row in kept)}:
        connection.execute(
            "DELETE FROM passed WHERE reader_id = ? AND again = ?"
            " AND chapter_id IN (SELECT id FROM chapters WHERE story_id = ?)",
            (reader, layer, story),
        )
    connection.executemany(
        "INSERT INTO passed (reader_id, again, chapter_id, revision, start_offset, end_offset)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        kept,
    )


def keep_newest(connection: Connection, reader: ReaderId, story: StoryId, most: int) -> None:
    """Deletes what a reader has passed of a story's former texts, except the newest of each chapter."""
    connection.execute(
        """
        DELETE FROM passed WHERE reader_id = :reader
            AND chapter_id IN (SELECT id FROM chapters WHERE story_id = :story)
            AND (SELECT count(DISTINCT newer.revision) FROM passed AS newer
                WHERE newer.reader_id = :reader AND newer.chapter_id = passed.chapter_id
                AND newer.again = passed.again AND newer.revision > passed.revision) > :most
        """,
        {"reader": reader, "story": story, "most": most},
    )


def written(connection: Connection, chapter: ChapterId, revision: int) -> Spans:
    """Returns what was first written in this revision of a chapter."""
    row = connection.execute(
        "SELECT written FROM revisions WHERE chapter_id = ? AND revision = ?", (chapter, revision)
    ).fetchone()
    return joined((start, end) for start, end in json.loads(row["written"]))


def count_words(connection: Connection, reader: ReaderId, story: StoryId) -> None:
    """Counts anew the words that were passed in the open reading of a story."""
    connection.execute(
        f"""
        UPDATE readings SET words = coalesce((
            SELECT sum(chapters.words * 1.0 * (end_offset - start_offset) / max(1, chapters.characters))
            FROM chapters JOIN passed ON {LIVE} WHERE chapters.story_id = readings.story_id
            AND chapters.number IS NOT NULL
            AND passed.reader_id = readings.reader_id AND passed.again = readings.again
        ), 0) WHERE reader_id = ? AND story_id = ? AND closed_at IS NULL
        """,
        (reader, story),
    )


def behind(connection: Connection, reader: ReaderId) -> list[StoryId]:
    """Returns the stories that a reader has begun and that were edited since their places were brought up to
    date."""
    rows = connection.execute(
        "SELECT DISTINCT stories.id FROM readings JOIN stories ON stories.id = readings.story_id"
        " WHERE readings.reader_id = ? AND readings.edition <> stories.edition",
        (reader,),
    )
    return [StoryId(row["id"]) for row in rows]


def standing(connection: Connection, story: StoryId, first: int, last: int, edition: int) -> list[Chapter]:
    """Returns the chapters of the body from one position to another that stood there in this edition as they
    do now."""
    rows = connection.execute(
        f"SELECT {chapters.COLUMNS} FROM chapters WHERE story_id = ? AND position BETWEEN ? AND ?"
        " AND number IS NOT NULL AND arrived <= ? ORDER BY position",
        (story, first, last, edition),
    )
    return [made(Chapter, row, "chapter") for row in rows]
