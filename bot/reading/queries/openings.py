"""A chapter as one reader has it open: everything that a press needs, in one query."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.database import Connection
from bot.database.rows import made
from bot.readers.models import USUAL_LENGTH, Length
from bot.reading.models import Reading
from bot.reading.queries import bookmarks, passed
from bot.stories.chapter_notes import ChapterNotes
from bot.stories.ids import ChapterId
from bot.stories.models import Audience, Chapter, Story
from bot.stories.queries import chapters, stories, texts, visibility
from bot.text.spans import Spans

_OPENING = f"""
    SELECT {stories.SEEN}, {chapters.COLUMNS}, {bookmarks.COLUMNS}, {bookmarks.CLOSED_FROM},
        {visibility.PERMITTED} AS permitted, {passed.OF_OPENING} AS spans,
        coalesce(readers.length, '{USUAL_LENGTH}') AS length, readers.length IS NOT NULL AS chosen,
        coalesce(readers.time_zone, '') AS time_zone, revisions.notes AS notes,
        coalesce(readings.edition <> stories.edition, FALSE) AS behind,
        EXISTS (SELECT 1 FROM reader_warnings WHERE reader_id = :reader) AS wants_warnings
    FROM chapters JOIN stories ON stories.id = chapters.story_id JOIN {texts.OF_CHAPTER}
    LEFT JOIN readers ON readers.id = :reader
    LEFT JOIN readings ON readings.reader_id = :reader AND readings.story_id = stories.id
        AND readings.closed_at IS NULL
    {bookmarks.PLACES}
    WHERE chapters.id = :chapter AND {visibility.VISIBLE} AND {visibility.OPEN}
"""


@dataclass(frozen=True, slots=True)
class Opening:
    """A chapter with its notes and its story, whether its rating is served here, and the reader's reading,
    passage length, whether they have chosen that, and time zone, empty where they have set none.

    `spans` are what they have passed of the chapter in that reading; `behind` says that the story was edited
    since what they have passed was brought up to date, and `wants_warnings` that they asked to be warned of
    something.
    """

    story: Story
    permitted: bool
    chapter: Chapter
    reading: Reading | None
    length: Length
    chosen: bool
    time_zone: str
    notes: ChapterNotes
    spans: Spans
    behind: bool
    wants_warnings: bool


def opening(connection: Connection, chapter: ChapterId, audience: Audience) -> Opening | None:
    """Returns a chapter with all that is known of it for this audience, or None where it is not open to them,
    or its story not visible."""
    row = connection.execute(_OPENING, {"chapter": chapter, **visibility.parameters(audience)}).fetchone()
    if row is None:
        return None
    found = made(Opening, row)
    reading = bookmarks.reading_in(connection, row, found.reading)
    return found if reading is found.reading else replace(found, reading=reading)
