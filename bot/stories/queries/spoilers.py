"""The spoiler rule: how far into a story a reader may be shown its text unasked. Every query of texts goes
through it."""

from __future__ import annotations

from bot.database import Connection
from bot.database.rows import made
from bot.stories.ids import ReaderId, StoryId
from bot.stories.models import Spoilers, Spot
from bot.stories.queries import visibility

BEGUN = """EXISTS (
    SELECT 1 FROM readings WHERE readings.reader_id = :reader AND readings.story_id = chapters.story_id
)"""
"""True where this reader has begun the story, in any reading of it."""

SHOWN_TO = f"""(CASE
    WHEN chapters.number IS NULL OR NOT {visibility.OPEN} THEN 0
    WHEN (SELECT spoilers FROM readers WHERE id = :reader) = '{Spoilers.OFF}' THEN chapters.characters
    WHEN {BEGUN} THEN (
        SELECT max(CASE
            WHEN far.position > chapters.position THEN chapters.characters
            WHEN far.position = chapters.position THEN readings.furthest_offset
            ELSE 0
        END)
        FROM readings JOIN chapters AS far ON far.id = readings.furthest_chapter_id
        WHERE readings.reader_id = :reader AND readings.story_id = chapters.story_id
    )
    WHEN chapters.number = 1 THEN
        min(chapters.characters, chapters.characters * stories.words / (5 * max(1, chapters.words)))
    ELSE 0
END)"""
"""The offset in a chapter's current text up to which it may be shown; 0 where nothing of it may.

That is the furthest place reached in any reading of the story, closed ones included. In a story not begun it
is the first chapter, up to a fifth of the story's words. Front and back matter are never shown, nor is a
chapter that is not open to this audience. For queries in which `chapters` and `stories` go by these names,
with `visibility.parameters`, beside `visibility.SHOWN`.
"""

NOBODY = ReaderId(0)
"""A reader who has begun no story and has no preferences."""


def furthest(connection: Connection, reader: ReaderId, story: StoryId) -> Spot | None:
    """Returns the furthest place that a reader has reached in any reading of a story, or None where they have
    not begun it."""
    row = connection.execute(
        'SELECT far.position AS position, readings.furthest_offset AS "offset" FROM readings'
        " JOIN chapters AS far ON far.id = readings.furthest_chapter_id"
        " WHERE readings.reader_id = ? AND readings.story_id = ? ORDER BY 1 DESC, 2 DESC LIMIT 1",
        (reader, story),
    ).fetchone()
    return row and made(Spot, row)
