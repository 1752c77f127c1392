"""The reading service: opens stories, turns pages, and moves about in them."""

from __future__ import annotations

from dataclasses import replace

from bot.clock import Clock
from bot.database import Connection, Database
from bot.errors import StaleButtonError, StoryGoneError
from bot.readers.models import Length
from bot.readers.queries import readers
from bot.reading import pages, passed, reading_log
from bot.reading.divided_texts import PassageCache, WithPassages
from bot.reading.elsewhere import read_elsewhere
from bot.reading.endings import ended
from bot.reading.models import Bookmark, Ended, Panel, Reading
from bot.reading.positions import Move, ShownPassage, moved, notes_come_first, passing
from bot.reading.queries import bookmarks, openings
from bot.reading.queries.openings import Opening
from bot.reading.stops import read_all_the_same, require_unwarned
from bot.stories.access import permitted_story, require_rating
from bot.stories.ids import ChapterId, ReadingId, StoryId
from bot.stories.models import Audience, Chapter, ChapterKind, Excerpt, Place, Spot, Story
from bot.stories.places import current_place
from bot.stories.queries import chapters
from bot.text.passages import holding
from bot.text.spans import BEGUN


class ReadingService:
    """Every move in a story. Each is stored before its answer is returned."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._clock = clock
        self._texts = PassageCache()
        self._database = WithPassages(database)

    async def last(self, audience: Audience) -> StoryId | None:
        """Returns the story that this reader read last, among those they may see here and have not put away,
        or None."""
        reading = await self._database.read(lambda connection: bookmarks.last(connection, audience))
        return reading.story if reading else None

    async def open(self, audience: Audience, story: StoryId) -> Panel:
        """Returns the panel of a story at the reader's place, or at its beginning.

        Raises StoryGoneError or RatingRefusedError, as every method here does that names a story or a place.
        """
        return await self._database.transaction(lambda connection: self._open(connection, audience, story))

    async def open_new(self, audience: Audience, story: StoryId, chapter: ChapterId) -> Panel:
        """Returns the panel of a new chapter for a reader who has read up to it and not begun it yet; for any
        other that of the story at their place."""

        def job(connection: Connection) -> Panel:
            if chapters.get(connection, chapter, audience) is not None:
                opening = _up_to_date(connection, audience, _opening(connection, chapter, audience))
                if opening.story.id == story and passed.comes_next(connection, audience, opening):
                    return self._show(connection, audience, opening, 0, Move.NEXT)
            return self._open(connection, audience, story)

        return await self._database.transaction(job)

    async def read_to_end(self, audience: Audience, story: StoryId) -> Panel:
        """Returns the panel of a story at the reader's place. Where that is its last passage they have read
        it now: there is no *Next* by which to say so."""

        def job(connection: Connection) -> Panel:
            panel = self._open(connection, audience, story)
            if panel.again is None or panel.excerpt is None:
                return panel
            opening, offset = _at(connection, audience, panel.excerpt.place)
            return self._show(connection, audience, opening, offset, Move.NEXT)

        return await self._database.transaction(job)

    async def ended(self, audience: Audience, story: StoryId) -> Ended | None:
        """Returns what somebody may go on with who is at the end of all there is of a story, or None where
        they are not."""

        return await self._database.transaction(
            lambda connection: ended(connection, self._texts, audience, story)
        )

    async def go(self, audience: Audience, place: Place, how: Move) -> Panel:
        """Moves the reader's bookmark to the passage that holds a place, and returns its panel."""

        def job(connection: Connection) -> Panel:
            opening, offset = _at(connection, audience, place)
            opening = _up_to_date(connection, audience, opening)
            return self._show(connection, audience, opening, offset, how)

        return await self._database.transaction(job)

    async def passage(self, audience: Audience, place: Place) -> tuple[Story, Chapter, Excerpt]:
        """Returns the passage that holds a place in the text, with its story and chapter as they are now. No
        bookmark moves."""

        def job(connection: Connection) -> tuple[Story, Chapter, Excerpt]:
            opening, offset = _at(connection, audience, place)
            chapter = opening.chapter
            passages = self._texts.of(connection, chapter, opening.length.limit).passages
            shown = passages[holding(passages, max(0, offset))]
            return (
                opening.story,
                chapter,
                Excerpt(Place(chapter.id, chapter.revision, shown.start), shown.end),
            )

        return await self._database.transaction(job)

    async def again(
        self, audience: Audience, story: StoryId, former: ReadingId, *, unfinished: bool = False
    ) -> Panel:
        """Returns the panel of a story at its beginning, in a new read.

        The open read is closed only if it is `former` and has been finished, or if `unfinished` allows it not
        to be; otherwise the story opens at the reader's place.
        """

        def job(connection: Connection) -> Panel:
            permitted_story(connection, story, audience)
            reading = bookmarks.get(connection, audience, story)
            if reading and reading.id == former and (unfinished or reading.finished_at is not None):
                bookmarks.close(connection, reading.id, self._clock.now())
            return self._open(connection, audience, story)

        return await self._database.transaction(job)

    async def undo_again(self, audience: Audience, story: StoryId, former: ReadingId) -> tuple[Panel, bool]:
        """Opens a read again that was closed to begin anew, and returns its panel. The second value says
        whether it could: only from where beginning anew put the reader."""

        def job(connection: Connection) -> tuple[Panel, bool]:
            permitted_story(connection, story, audience)
            reading = bookmarks.get(connection, audience, story)
            closed = reading and _closed_for(connection, audience, reading)
            undone = reading is not None and reading.id == former
            if reading and closed and closed.id == former:
                passed.reopen(connection, audience, closed, instead_of=reading.id)
                undone = True
            return self._open(connection, audience, story), undone

        return await self._database.transaction(job)

    async def change_length(self, audience: Audience, place: Place, length: Length) -> Panel:
        """Sets the reader's passage length, and returns the panel of the same place in it."""
        await self._database.transaction(
            lambda connection: readers.set_length(connection, audience.reader, length)
        )
        return await self.go(audience, place, Move.VISIT)

    async def read_all_the_same(self, audience: Audience, place: Place, how: Move) -> Panel:
        """Returns the panel of a place whose chapter warns of what this reader asked to be warned of. They
        are not asked again for that chapter."""

        def job(connection: Connection) -> Panel:
            opening, offset = _at(connection, audience, place)
            opening = _up_to_date(connection, audience, opening)
            read_all_the_same(connection, audience.reader, opening.story, opening.chapter)
            return self._show(connection, audience, opening, offset, how)

        return await self._database.transaction(job)

    async def skip_chapter(self, audience: Audience, chapter: ChapterId) -> Panel | None:
        """Passes a chapter without its being read, and returns the panel of what follows; None where nothing
        does. Raises StaleButtonError for anything but a chapter of the body."""

        def job(connection: Connection) -> Place | None:
            opening = _opening(connection, chapter, audience)
            here = opening.chapter
            whole = Excerpt(Place(here.id, here.revision, 0), here.characters)
            place, _ = read_elsewhere(
                connection, audience, opening.story, [whole], self._clock.now(), counted=False
            )
            return None if place.chapter == here.id else place

        after = await self._database.transaction(job)
        return None if after is None else await self.go(audience, after, Move.VISIT)

    def _open(self, connection: Connection, audience: Audience, story: StoryId) -> Panel:
        reading = bookmarks.get(connection, audience, story)
        if reading is None:
            chapter, offset = chapters.first_of_body(connection, story), 0
        else:
            position, offset = reading.bookmark.current
            chapter = chapters.at(connection, story, position, audience)
        if chapter is None:
            raise StoryGoneError
        opening = _up_to_date(connection, audience, _opening(connection, chapter.id, audience))
        return self._show(connection, audience, opening, offset, Move.OPEN)

    def _show(
        self, connection: Connection, audience: Audience, opening: Opening, offset: int, how: Move
    ) -> Panel:
        """Moves the bookmark to the passage that holds `offset`, stores it, and returns the panel."""
        now = self._clock.now()
        story, chapter = opening.story, opening.chapter
        reading = opening.reading
        asks = _asks_length(connection, audience, opening)
        if reading is None:
            reading = bookmarks.begin(connection, audience, story.id, now)
            opening = replace(opening, spans=BEGUN if chapter.number == 1 else ())
        if opening.reading is None or reading.put_away_at is not None:
            bookmarks.take_up(connection, audience.reader, reading, now)
        if opening.wants_warnings:
            place = Place(chapter.id, chapter.revision, offset)
            require_unwarned(connection, audience.reader, story, chapter, place, how)
        page = pages.page_of(connection, self._texts, story, chapter, opening.length.limit, opening.notes)
        if offset == 0 and notes_come_first(reading.bookmark, opening.spans, chapter.position, how):
            offset = -len(page.notes.before.pages)
        offset = page.notes.nearest(offset, page.divided.passages[-1].start)
        shown = self._shown(connection, reading.bookmark, page, offset)
        how = _kind_of(how, chapter, offset, reading.bookmark)
        after = moved(reading.bookmark, shown, how)
        words = self._pass_on(connection, audience, reading, opening, shown, how, after)
        if story.effective_rating.restricted and audience.age_restricted:
            readers.open_rating(connection, audience.reader, story.effective_rating, now)
        reading = replace(reading, bookmark=after, words=reading.words + words)
        panel = pages.panel(connection, self._texts, page, audience, reading, offset)
        closed = _closed_for(connection, audience, reading) if chapter.number == 1 else None
        if not (asks or closed):
            return panel
        return replace(
            panel, asks_length=opening.length if asks else None, begun_again=closed.id if closed else None
        )

    def _pass_on(
        self,
        connection: Connection,
        audience: Audience,
        reading: Reading,
        opening: Opening,
        shown: ShownPassage,
        how: Move,
        after: Bookmark,
    ) -> float:
        """Stores where a reader is `after` they are shown a passage, and what they pass and read by that.
        Returns the number of words that they pass."""
        now, end, reader = self._clock.now(), shown.end.offset, audience.reader
        what = passing(reading.bookmark, opening.spans, shown, how, displaced=reading.displaced)
        words = 0.0
        if what is not None:
            new, words = passed.pass_on(connection, reader, reading, opening, what, end)
            ended = shown.end == pages.end_of(opening.story, opening.chapter)
            if new is not None:
                reading_log.record(connection, reader, opening, new, end, now)
            if ended and (reading.finished_at is None or new is not None):
                bookmarks.finish(connection, reading.id, now)  # again, where the story has gone on since
        bookmarks.move(connection, reading, after, now, words=words, shown=not audience.public)
        return words

    def _shown(
        self, connection: Connection, bookmark: Bookmark, page: pages.ChapterPage, offset: int
    ) -> ShownPassage:
        index = holding(page.divided.passages, offset)
        passage = page.divided.passages[index]
        position = page.chapter.position
        return ShownPassage(
            start=Spot(position, passage.start),
            end=Spot(position, passage.end if offset >= 0 else 0),
            beside=self._is_beside(connection, bookmark.current, page, index),
        )

    def _is_beside(self, connection: Connection, current: Spot, page: pages.ChapterPage, index: int) -> bool:
        """Returns whether a passage holds the reader's place or is next to it."""
        chapter, divided = page.chapter, page.divided
        if current.position == chapter.position:
            return abs(holding(divided.passages, current.offset) - index) <= 1
        other = chapters.at(connection, chapter.story, current.position, None)
        if other is None:
            return False
        forward = index == 0 and _follows(connection, other, chapter)
        backward = index == len(divided.passages) - 1 and _follows(connection, chapter, other)
        if not (forward or backward):
            return False
        passages = self._texts.of(connection, other, divided.limit).passages
        return holding(passages, current.offset) == (len(passages) - 1 if forward else 0)


def _asks_length(connection: Connection, audience: Audience, opening: Opening) -> bool:
    """Returns whether a page is the first that its reader is ever shown alone, whose length they have not
    chosen."""
    known = opening.chosen or (opening.reading is not None and opening.reading.shown)
    return not (audience.public or known or bookmarks.any_shown(connection, audience.reader))


def _closed_for(connection: Connection, audience: Audience, reading: Reading) -> Reading | None:
    """Returns the read that was closed to begin this one, as long as this one has gone no further than its
    first page; else None."""
    first = chapters.first_of_body(connection, reading.story) if reading.again else None
    if first is None or reading.bookmark.current != Spot(first.position, 0):
        return None
    page = first.words * min(1, Length.LONG.limit / max(1, first.characters))
    earlier = bookmarks.earlier(connection, audience, reading.story)
    return earlier[-1] if earlier and reading.words <= page else None


def _follows(connection: Connection, chapter: Chapter, other: Chapter) -> bool:
    """Returns whether the other chapter is read after this one."""
    following = chapters.after(connection, chapter, None)
    return following is not None and following.id == other.id


def _at(connection: Connection, audience: Audience, place: Place) -> tuple[Opening, int]:
    """Returns the chapter that a place is in now, as this reader has it open, and the offset there."""
    opening = _opening(connection, place.chapter, audience)
    if place.revision == opening.chapter.revision and opening.chapter.position >= 0:
        return opening, place.offset
    now = current_place(connection, place, audience)
    return _opening(connection, now.chapter, audience), now.offset


def _up_to_date(connection: Connection, audience: Audience, opening: Opening) -> Opening:
    """Returns an opening after what its reader has passed was mapped into the story as it is now."""
    if not opening.behind:
        return opening
    passed.follow_story(connection, audience.reader, opening.story.id)
    return _opening(connection, opening.chapter.id, audience)


def _opening(connection: Connection, chapter: ChapterId, audience: Audience) -> Opening:
    opening = openings.opening(connection, chapter, audience)
    if opening is None:
        closed = chapters.get(connection, chapter, None)
        if closed is None:
            raise StoryGoneError
        permitted_story(connection, closed.story, audience)
        raise StaleButtonError
    require_rating(opening.story, audience, permitted=opening.permitted)
    return opening


def _kind_of(how: Move, chapter: Chapter, offset: int, bookmark: Bookmark) -> Move:
    if how is not Move.NEXT and Spot(chapter.position, offset) == bookmark.current:
        return Move.OPEN  # the same place again, from a menu or in another length
    if how is Move.NEXT and chapter.kind is not ChapterKind.BODY:
        return Move.VISIT  # front and back matter do not count as reading
    return how
