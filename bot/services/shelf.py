"""How far a reader is: in each story, and in each chapter of one."""

from __future__ import annotations

from dataclasses import replace

from bot.errors import StoryGoneError
from bot.models import (
    Audience,
    Chapter,
    ChapterLine,
    Contents,
    Listing,
    Options,
    Place,
    Progress,
    Reading,
    ShelfLine,
    Spot,
    Story,
)
from bot.services.panels import share_read
from bot.services.reading import permitted_story
from bot.services.veils import veil
from bot.storage import bookmarks, chapters, readers, stories
from bot.storage.database import Connection, Database

LINES_A_PAGE = 10
CHAPTERS_A_PAGE = 25
"""As many as a menu on Discord holds."""


class Shelf:
    """What a reader has begun, and where they are in it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def lines(self, audience: Audience, page: int = 0) -> Listing[ShelfLine]:
        """A page of the stories begun, of those that may be shown here, the last read first."""

        def job(connection: Connection) -> Listing[ShelfLine]:
            total = bookmarks.count(connection, audience)
            shown, pages = page_within(page, total, LINES_A_PAGE)
            readings = bookmarks.shelf(connection, audience, LINES_A_PAGE, shown * LINES_A_PAGE)
            lines = (_veiled(connection, audience, shelf_line(connection, each)) for each in readings)
            return Listing(tuple(lines), shown, pages, total)

        return await self._database.read(job)

    async def contents(self, audience: Audience, place: Place, page: int | None) -> Contents:
        """A page of the chapters of the story that a place is in; None: the page with the reader's place.

        Raises StoryGoneError or RatingRefusedError.
        """

        def job(connection: Connection) -> Contents:
            story = _story_at(connection, audience, place)
            reading = bookmarks.get(connection, audience.reader, story.id)
            veiled = veil(connection, audience.reader, story.id)
            lines = [
                ChapterLine(veiled.over(chapter), _progress(chapter, reading))
                for chapter in chapters.of(connection, story.id)
            ]
            wanted = _page_of(lines) if page is None else page
            shown, pages = page_within(wanted, len(lines), CHAPTERS_A_PAGE)
            part = tuple(lines[shown * CHAPTERS_A_PAGE : (shown + 1) * CHAPTERS_A_PAGE])
            return Contents(story, place, Listing(part, shown, pages, len(lines)))

        return await self._database.read(job)

    async def options(self, audience: Audience, place: Place) -> Options:
        """What can be done at a place. Raises StoryGoneError or RatingRefusedError."""

        def job(connection: Connection) -> Options:
            story = _story_at(connection, audience, place)
            reading = bookmarks.get(connection, audience.reader, story.id)
            undo = reading.bookmark.undo if reading else None
            chapter = undo and chapters.at(connection, story.id, undo.position)
            return Options(
                story,
                place,
                readers.length(connection, audience.reader),
                Place(chapter.id, chapter.revision, undo.offset) if undo and chapter else None,
            )

        return await self._database.read(job)


def page_within(page: int, total: int, size: int) -> tuple[int, int]:
    """The page to show of a list that may have shrunk since its button was sent, and how many there are."""
    pages = max(1, -(-total // size))
    return max(0, min(page, pages - 1)), pages


def shelf_line(connection: Connection, reading: Reading) -> ShelfLine:
    """A reading with its story, the chapter it is in and how far it is."""
    story = stories.get(connection, reading.story)
    here = chapters.at(connection, reading.story, reading.bookmark.current.position)
    far = chapters.at(connection, reading.story, reading.bookmark.furthest.position)
    if story is None or here is None or far is None:
        raise StoryGoneError
    return ShelfLine(story, reading, here, share_read(story, far, reading.bookmark.furthest.offset))


def _veiled(connection: Connection, audience: Audience, line: ShelfLine) -> ShelfLine:
    return replace(line, chapter=veil(connection, audience.reader, line.story.id).over(line.chapter))


def _story_at(connection: Connection, audience: Audience, place: Place) -> Story:
    chapter = chapters.get(connection, place.chapter)
    if chapter is None:
        raise StoryGoneError
    return permitted_story(connection, chapter.story, audience)


def _progress(chapter: Chapter, reading: Reading | None) -> Progress:
    if reading is None:
        return Progress.NEW
    if reading.bookmark.current.position == chapter.position:
        return Progress.HERE
    end = Spot(chapter.position, chapter.characters)
    return Progress.READ if reading.bookmark.furthest >= end else Progress.NEW


def _page_of(lines: list[ChapterLine]) -> int:
    here = (index for index, line in enumerate(lines) if line.progress is Progress.HERE)
    return next(here, 0) // CHAPTERS_A_PAGE
