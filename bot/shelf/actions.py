"""Changes of a shelf: save for later, put away, and mark as read chapters that were read elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.clock import Clock
from bot.database import Connection, Database
from bot.errors import ChapterGoneError
from bot.reading import passed, reading_log
from bot.reading.elsewhere import place_after
from bot.reading.models import Reading
from bot.reading.pages import end_of
from bot.reading.queries import bookmarks
from bot.shelf.errors import AlreadyBegunError
from bot.shelf.queries import marks, shelf
from bot.shelf.service import is_still_there
from bot.stories.access import permitted_story
from bot.stories.ids import ChapterId, MarkId, ReadingId, StoryId
from bot.stories.models import Audience, Chapter, Spot, Story
from bot.stories.queries import chapters


class ShelfActions:
    """Every change of a shelf except those that reading itself makes.

    All methods raise StoryGoneError or RatingRefusedError for a story that may not be shown.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def save(self, audience: Audience, story: StoryId) -> Story:
        """Puts a story on the list to read, and returns it. Raises AlreadyBegunError for one under way."""

        def job(connection: Connection) -> Story:
            found = permitted_story(connection, story, audience)
            shelved = shelf.find(connection, audience, story)
            if shelved and shelved.section.under_way:
                raise AlreadyBegunError
            shelf.save(connection, audience.reader, story, self._clock.now())
            return found

        return await self._database.transaction(job)

    async def take_off(self, audience: Audience, story: StoryId) -> Story:
        """Takes a story off the list to read, and returns it."""

        def job(connection: Connection) -> Story:
            found = permitted_story(connection, story, audience)
            bookmarks.take_off(connection, audience.reader, story, self._clock.now())
            return found

        return await self._database.transaction(job)

    async def put_away(self, audience: Audience, story: StoryId) -> None:
        """Puts a story away, at the reader's place."""

        def job(connection: Connection) -> None:
            permitted_story(connection, story, audience)
            if reading := bookmarks.get(connection, audience, story):
                shelf.put_away(connection, reading, self._clock.now())

        await self._database.transaction(job)

    async def take_up(self, audience: Audience, story: StoryId) -> None:
        """Takes up a story again that was put away, at the reader's place."""

        def job(connection: Connection) -> None:
            permitted_story(connection, story, audience)
            if reading := bookmarks.get(connection, audience, story):
                bookmarks.take_up(connection, audience.reader, reading, self._clock.now())

        await self._database.transaction(job)

    async def mark(self, audience: Audience, chapter: ChapterId) -> Chapter:
        """Marks a story as read up to the end of a chapter, moves the reader behind it, and returns the
        chapter. Nothing changes if they have read that far. Raises ChapterGoneError for anything but a
        chapter of the body."""

        def job(connection: Connection) -> Chapter:
            upto = chapters.get(connection, chapter, audience)
            if upto is None or upto.number is None:
                raise ChapterGoneError
            story = permitted_story(connection, upto.story, audience)
            self._mark(connection, audience, story, upto)
            return upto

        return await self._database.transaction(job)

    def _mark(self, connection: Connection, audience: Audience, story: Story, upto: Chapter) -> None:
        now = self._clock.now()
        end = Spot(upto.position, upto.characters)
        before = bookmarks.get(connection, audience, story.id)
        if before and passed.is_passed_up_to(connection, audience.reader, before, upto):
            return
        reading = before or bookmarks.begin(connection, audience, story.id, now)
        if before is None:
            bookmarks.take_off(connection, audience.reader, story.id, now)
        here, place = place_after(connection, audience, upto, upto.characters)
        marks.keep(connection, reading, place, now, began=before is None)
        words = passed.pass_up_to(connection, audience.reader, reading, upto)
        bookmarks.move(connection, reading, replace(reading.bookmark, current=here), now, words=words)
        if end == end_of(story, upto):
            bookmarks.finish(connection, reading.id, now)

    async def delete_read(self, audience: Audience, story: StoryId, reading: ReadingId) -> None:
        """Deletes a read of a story that was a mistake, with what the reading log has of its days. The read
        before it, if any, is open again, where its reader was. Does nothing where it is gone."""

        def job(connection: Connection) -> None:
            permitted_story(connection, story, audience)
            reads = bookmarks.earlier(connection, audience, story)
            if now := bookmarks.get(connection, audience, story):
                reads.append(now)
            gone = next((each for each in reads if each.id == reading), None)
            if gone is not None:
                others = [each for each in reads if each is not gone]
                self._delete(connection, audience, gone, others, was_open=gone is now)

        await self._database.transaction(job)

    def _delete(
        self,
        connection: Connection,
        audience: Audience,
        gone: Reading,
        others: Sequence[Reading],
        *,
        was_open: bool,
    ) -> None:
        reader = audience.reader
        reading_log.forget(connection, reader, gone, others)
        if was_open and others:
            passed.reopen(connection, audience, others[-1], instead_of=gone.id)
            return
        bookmarks.forget(connection, gone.id)
        if gone.again or not others:
            passed.put_back(connection, reader, gone, ())

    async def unmark(self, audience: Audience, story: StoryId, mark: MarkId) -> bool:
        """Moves the reader back to where they were before a mark. Returns whether the mark is undone, by this
        or before. It cannot be undone once they have turned pages from where it put them, or marked more."""

        def job(connection: Connection) -> bool:
            permitted_story(connection, story, audience)
            last = marks.last(connection, audience.reader, story)
            reading = bookmarks.get(connection, audience, story)
            if last is None or reading is None or last.id < mark:
                return True
            if last.id != mark or not is_still_there(connection, audience, last.place, reading):
                return False
            passed.put_back(connection, audience.reader, reading, last.passed)
            if last.former is None:
                bookmarks.forget(connection, reading.id)
                shelf.put_back_on(connection, audience.reader, story, last.marked_at)
                return True
            bookmarks.put_back(connection, reading.id, last.former.current, last.former.read_at)
            bookmarks.finish(connection, reading.id, last.former.finished_at)
            marks.forget(connection, mark)
            return True

        return await self._database.transaction(job)
