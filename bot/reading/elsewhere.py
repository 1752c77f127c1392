"""Text read outside of the panel: it is passed and counted, and its reader's place moves behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.database import Connection
from bot.errors import StaleButtonError
from bot.readers.queries import readers
from bot.reading import passed, reading_log
from bot.reading.models import Reading
from bot.reading.pages import end_of
from bot.reading.positions import Move
from bot.reading.queries import bookmarks
from bot.stories.models import Audience, Chapter, Excerpt, Place, Spot, Story
from bot.stories.places import followed
from bot.stories.queries import chapters
from bot.text.passages import passages_to_read


def read_elsewhere(
    connection: Connection,
    audience: Audience,
    story: Story,
    excerpts: Sequence[Excerpt],
    now: int,
    *,
    moving: bool = True,
    counted: bool = True,
) -> tuple[Place, Move]:
    """Passes these excerpts of a story, in the order in which they are read. The reader's place moves behind
    the last one, and never back; without `moving`, it stays. What is `counted` counts as read today.

    Returns the place behind the last one, and the move by which a reader goes on there.

    Raises StaleButtonError for an excerpt that never was one of this story, or is not for this audience.
    """
    last, end = _end(connection, audience, story, excerpts[-1])
    here, place = place_after(connection, audience, last, end)
    reading = _taken_up(connection, audience, story, now)
    passed.pass_excerpts(connection, audience.reader, reading, excerpts)
    after = bookmarks.get(connection, audience, story.id)
    assert after is not None  # noqa: S101 - it was taken up above
    words = round(after.words) - round(reading.words)
    ended = Spot(last.position, end) == end_of(story, last)
    if counted and words:
        reading_log.record_elsewhere(connection, audience.reader, story, words, now)
    if ended and (words or reading.finished_at is None):
        bookmarks.finish(connection, reading.id, now)
    ahead = here > after.bookmark.current
    current = here if ahead and moving else after.bookmark.current
    bookmarks.move(connection, after, replace(after.bookmark, current=current), now)
    return place, Move.NEXT if ahead else Move.VISIT


def place_after(
    connection: Connection, audience: Audience, chapter: Chapter, offset: int
) -> tuple[Spot, Place]:
    """Returns where a reader goes on who has read a chapter up to an offset. At its end that is the next
    chapter, or the last passage where there is none."""
    if offset >= chapter.characters:
        following = chapters.after(connection, chapter, audience)
        if following is not None:
            return Spot(following.position, 0), Place(following.id, following.revision, 0)
        text = chapters.text(connection, chapter.id, chapter.revision)
        limit = readers.length(connection, audience.reader).limit
        offset = passages_to_read(text, limit)[-1].start
    return Spot(chapter.position, offset), Place(chapter.id, chapter.revision, offset)


def _end(connection: Connection, audience: Audience, story: Story, excerpt: Excerpt) -> tuple[Chapter, int]:
    """Returns the chapter and the offset at which an excerpt ends now."""
    if not 0 <= excerpt.place.offset < excerpt.end:
        raise StaleButtonError
    last, exact = followed(connection, replace(excerpt.place, offset=excerpt.end - 1), audience)
    chapter = chapters.get(connection, last.chapter, audience)
    if chapter is None or chapter.story != story.id or chapter.number is None:
        raise StaleButtonError
    return chapter, min(last.offset + exact, chapter.characters)


def _taken_up(connection: Connection, audience: Audience, story: Story, now: int) -> Reading:
    """Returns the reader's open reading of a story, brought up to date, or a new one."""
    reader = audience.reader
    reading = bookmarks.get(connection, audience, story.id)
    if reading is None or reading.put_away_at is not None:
        reading = reading or bookmarks.begin(connection, audience, story.id, now)
        bookmarks.take_up(connection, reader, reading, now)
    passed.follow_story(connection, reader, story.id)
    current = bookmarks.get(connection, audience, story.id)
    assert current is not None  # noqa: S101 - it is open
    return current
