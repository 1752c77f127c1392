"""The shelf service: the stories on a reader's shelf, and their progress in each story and chapter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.database import Connection, Database
from bot.errors import StaleButtonError, StoryGoneError
from bot.librarians.service import takes_remarks
from bot.readers.queries import readers
from bot.reading.models import ChapterLine, Contents, Options, Progress, Reading
from bot.reading.passed import bring_up_to_date, is_passed
from bot.reading.queries import bookmarks, finished, passed
from bot.reading.spoiler_mask import SpoilerMask, spoiler_mask
from bot.shelf.export import shelf_file
from bot.shelf.models import Reach, ShelfEntry, ShelfLine, ShelfPage, ShelfSection, Unread
from bot.shelf.queries import marks, opinions, shelf
from bot.shelf.queries.shelf import Shelved
from bot.stories.access import permitted_story
from bot.stories.ids import ChapterId, StoryId
from bot.stories.models import Audience, Chapter, Listing, Place, Spot, Story, page_of, page_within
from bot.stories.places import current_place
from bot.stories.queries import chapters
from bot.text.spans import Spans

LINES_A_PAGE = 6
CHAPTERS_A_PAGE = 25
"""The number of options that a menu on Discord holds."""


class Shelf:
    """The stories that a reader has begun or saved, and their places in them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def page(self, audience: Audience, section: ShelfSection | None = None, page: int = 0) -> ShelfPage:
        """Returns a page of one of the lists, with the stories that may be shown here; with None, of the
        first list that has any."""

        await bring_up_to_date(self._database, audience.reader)

        def job(connection: Connection) -> ShelfPage:
            counts = shelf.counts(connection, audience)
            wanted = section or next((each for each in ShelfSection if counts[each]), ShelfSection.READING)
            shown, pages = page_within(page, counts[wanted], LINES_A_PAGE)
            found = shelf.page(connection, audience, wanted, shown * LINES_A_PAGE, LINES_A_PAGE)
            lines = tuple(_line(connection, audience, each) for each in found)
            return ShelfPage(wanted, counts, Listing(lines, shown, pages, counts[wanted]))

        return await self._database.read(job)

    async def entry(self, audience: Audience, story: StoryId) -> ShelfEntry:
        """Returns a story by itself, on the shelf or not. Raises StoryGoneError or RatingRefusedError."""

        await bring_up_to_date(self._database, audience.reader)

        def job(connection: Connection) -> ShelfEntry:
            found = permitted_story(connection, story, audience)
            line = line_of(connection, audience, found)
            mark = marks.last(connection, audience.reader, story)
            now = line.open
            undoable = mark and now and is_still_there(connection, audience, mark.place, now.reading)
            return ShelfEntry(line, mark.id if mark and undoable else None)

        return await self._database.read(job)

    async def unread(self, audience: Audience, story: StoryId, page: int) -> Unread:
        """Returns a page of the chapters not read to the end. Raises StoryGoneError or RatingRefusedError."""

        await bring_up_to_date(self._database, audience.reader)

        def job(connection: Connection) -> Unread:
            found = permitted_story(connection, story, audience)
            spans = _spans(connection, audience, bookmarks.get(connection, audience, story))
            mask = spoiler_mask(connection, audience.reader, story)
            lines = [
                mask.over(each)
                for each in chapters.of(connection, story, audience)
                if each.number is not None and not is_passed(each, spans.get(each.id, ()))
            ]
            return Unread(found, page_of(lines, page, CHAPTERS_A_PAGE))

        return await self._database.read(job)

    async def export(self, audience: Audience) -> tuple[int, bytes]:
        """Returns the number of stories on the shelf that may be shown here, and every read of them as a CSV
        file."""

        await bring_up_to_date(self._database, audience.reader)

        def job(connection: Connection) -> tuple[int, bytes]:
            lines = [_line(connection, audience, each) for each in shelf.every(connection, audience)]
            return len(lines), shelf_file(lines)

        return await self._database.read(job)

    async def contents(self, audience: Audience, place: Place, page: int | None) -> Contents:
        """Returns a page of the chapters of the story that a place is in; with None, the page with the
        reader's place.

        Raises StoryGoneError or RatingRefusedError.
        """

        await bring_up_to_date(self._database, audience.reader)

        def job(connection: Connection) -> Contents:
            story = _story_at(connection, audience, place)
            reading = bookmarks.get(connection, audience, story.id)
            spans = _spans(connection, audience, reading)
            mask = spoiler_mask(connection, audience.reader, story.id)
            lines = [
                ChapterLine(mask.over(chapter), _progress(chapter, reading, spans.get(chapter.id, ())))
                for chapter in chapters.of(connection, story.id, audience)
            ]
            shown = _page_with_bookmark(lines) if page is None else page
            return Contents(story, place, page_of(lines, shown, CHAPTERS_A_PAGE))

        return await self._database.read(job)

    async def options(self, audience: Audience, place: Place) -> Options:
        """Returns the contents of the ⋯ menu at a place. Raises StoryGoneError or RatingRefusedError."""

        def job(connection: Connection) -> Options:
            story = _story_at(connection, audience, place)
            reading = bookmarks.get(connection, audience, story.id)
            undo = reading.bookmark.undo if reading else None
            chapter = undo and chapters.at(connection, story.id, undo.position, audience)
            return Options(
                story,
                place,
                readers.length(connection, audience.reader),
                Place(chapter.id, chapter.revision, undo.offset) if undo and chapter else None,
                takes_remarks(connection, story),
                chapters.get(connection, place.chapter, audience.in_public) is not None,
            )

        return await self._database.read(job)


def reach(connection: Connection, audience: Audience, story: Story, reading: Reading) -> Reach:
    """Returns a read of a story with the chapter that its reader is in, and the percent they have read.
    Raises StoryGoneError where a chapter is missing."""
    here = chapters.at(connection, reading.story, reading.bookmark.current.position, audience)
    if here is None:
        raise StoryGoneError
    return Reach(reading, here, reading.percent_of(story), finished.when(connection, audience, reading.id))


def line_of(connection: Connection, audience: Audience, story: Story) -> ShelfLine:
    """Returns a story as the shelf shows it, whether it is on it or not."""
    shelved = shelf.find(connection, audience, story.id)
    return _line(connection, audience, shelved) if shelved else ShelfLine(story)


def is_still_there(connection: Connection, audience: Audience, place: Place, reading: Reading) -> bool:
    """Returns whether a reader is at the place that they were put at, wherever its words are now. Nobody is
    where a chapter is not open to them."""
    try:
        now = current_place(connection, place, audience)
    except StaleButtonError:
        return False
    chapter = chapters.get(connection, now.chapter, audience)
    return chapter is not None and reading.bookmark.current == Spot(chapter.position, now.offset)


def _line(connection: Connection, audience: Audience, shelved: Shelved) -> ShelfLine:
    story = permitted_story(connection, shelved.story, audience)
    reading = bookmarks.get(connection, audience, story.id)
    reads = [*bookmarks.earlier(connection, audience, story.id), *([reading] if reading else [])]
    mask = spoiler_mask(connection, audience.reader, story.id)
    return ShelfLine(
        story=story,
        section=shelved.section,
        saved_at=shelved.saved_at,
        reads=tuple(_masked(mask, reach(connection, audience, story, each)) for each in reads),
        new_chapters=shelf.new_chapters(connection, audience, reading) if reading else 0,
        opinion=opinions.get(connection, audience.reader, story.id),
    )


def _masked(mask: SpoilerMask, reach: Reach) -> Reach:
    return replace(reach, chapter=mask.over(reach.chapter))


def _story_at(connection: Connection, audience: Audience, place: Place) -> Story:
    chapter = chapters.get(connection, place.chapter, None)
    if chapter is None:
        raise StoryGoneError
    return permitted_story(connection, chapter.story, audience)


def _spans(connection: Connection, audience: Audience, reading: Reading | None) -> Mapping[ChapterId, Spans]:
    """Returns what was passed of each chapter in a reading."""
    if reading is None:
        return {}
    return passed.of_story(connection, audience.reader, reading.story, again=reading.again)


def _progress(chapter: Chapter, reading: Reading | None, spans: Spans) -> Progress:
    if reading and reading.bookmark.current.position == chapter.position:
        return Progress.HERE
    return Progress.READ if is_passed(chapter, spans) else Progress.NEW


def _page_with_bookmark(lines: list[ChapterLine]) -> int:
    here = (index for index, line in enumerate(lines) if line.progress is Progress.HERE)
    return next(here, 0) // CHAPTERS_A_PAGE
