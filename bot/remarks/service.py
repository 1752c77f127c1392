"""The service for remarks: made by readers, read and taken over by those who look after the story."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from bot.clock import Clock
from bot.database import Connection, Database
from bot.editing.chapter_updates import ChapterUpdate
from bot.editing.writer import StoryWriter, WrittenStory
from bot.errors import StaleButtonError, StoryGoneError
from bot.librarians.service import (
    is_librarian,
    looked_after,
    stories_looked_after,
    takes_remarks,
)
from bot.quotes.excerpts import sentences
from bot.quotes.models import Sentence, Sentences
from bot.reading.queries import openings
from bot.reading.service import ReadingService
from bot.remarks.corrections import corrected, tidied
from bot.remarks.errors import (
    CorrectionByHandError,
    EmptyRemarkError,
    RemarkDoneError,
    RemarkedWordsGoneError,
    RemarkGoneError,
    RemarksBlockedError,
    RemarksOffError,
    TooManyRemarksError,
)
from bot.remarks.models import (
    LONGEST_NOTE,
    Remark,
    RemarkFound,
    RemarkPage,
    RemarkSection,
)
from bot.remarks.queries import remarks
from bot.stories.access import require_rating
from bot.stories.chapters import NewChapter, StoredChapter
from bot.stories.ids import ReaderId, RemarkId, StoryId
from bot.stories.models import (
    LONGEST_EXCERPT,
    Audience,
    Credentials,
    Excerpt,
    Listing,
    Place,
    Story,
    page_within,
)
from bot.stories.places import current_place
from bot.stories.queries import chapters
from bot.text import markup

MOST_A_DAY = 25
"""The most remarks that one reader may make within a day, on all stories together."""
SENTENCES_A_PAGE = 25
REMARKS_A_PAGE = 5
_A_DAY = 86_400


class Remarks:
    """Readers' remarks on passages, which nobody but their readers and the stories' librarians see."""

    def __init__(
        self, database: Database, clock: Clock, reading: ReadingService, writer: StoryWriter
    ) -> None:
        self._database = database
        self._clock = clock
        self._reading = reading
        self._writer = writer

    async def sentences(self, audience: Audience, place: Place, page: int) -> Sentences:
        """Returns a page of the sentences of the passage that holds a place.

        Raises StoryGoneError, RatingRefusedError, RemarksOffError or RemarksBlockedError.
        """
        story, chapter, passage = await self._reading.passage(audience, place)

        def job(connection: Connection) -> Sentences:
            _require_taken(connection, audience, story)
            text = chapters.text(connection, chapter.id, passage.place.revision)
            found = list(sentences(text, passage.place.offset, passage.end))
            shown, pages = page_within(page, len(found), SENTENCES_A_PAGE)
            part = found[shown * SENTENCES_A_PAGE : (shown + 1) * SENTENCES_A_PAGE]
            lines = tuple(Sentence(start, end, markup.strip(text[start:end])) for start, end in part)
            return Sentences(story, passage, Listing(lines, shown, pages, len(found)))

        return await self._database.read(job)

    async def words_at(self, audience: Audience, where: Excerpt) -> str:
        """Returns the words of a stretch of text as plain text, as they stood in its revision. Raises as
        `sentences` does, and StaleButtonError for a stretch that never was."""

        def job(connection: Connection) -> str:
            return markup.strip(_stretch(connection, audience, where)[1])

        return await self._database.read(job)

    async def make(self, audience: Audience, where: Excerpt, correction: str, note: str) -> RemarkId:
        """Makes a remark on a stretch of text, and returns its id. `correction` is empty where the words are
        right.

        Raises as `words_at` does, EmptyRemarkError or TooManyRemarksError.
        """

        def job(connection: Connection) -> RemarkId:
            story, words = _stretch(connection, audience, where)
            plain, now = markup.strip(words), self._clock.now()
            right, said = tidied(correction, plain), note.strip()[:LONGEST_NOTE]
            right = "" if right == tidied(plain, plain) else right
            if not right and not said:
                raise EmptyRemarkError
            made = remarks.insert(connection, story.id, where, words, right, said, audience.reader, now)
            if remarks.count_since(connection, audience.reader, now - _A_DAY) > MOST_A_DAY:
                raise TooManyRemarksError(MOST_A_DAY)
            return made

        return await self._database.transaction(job)

    async def take_back(self, reader: ReaderId, remark: RemarkId) -> None:
        """Deletes a remark of this reader's. Raises RemarkDoneError where a librarian has dealt with it."""

        def job(connection: Connection) -> None:
            if not remarks.take_back(connection, reader, remark):
                raise RemarkDoneError

        await self._database.transaction(job)

    async def count_open(self, who: Credentials, story: StoryId) -> int:
        """Returns the number of open remarks on a story. Raises NotALibrarianError."""

        def job(connection: Connection) -> int:
            which = stories_looked_after(connection, who)
            return remarks.count(connection, which, story, RemarkSection.OPEN)

        return await self._database.read(job)

    async def page(
        self, who: Credentials, story: StoryId | None, section: RemarkSection, page: int
    ) -> RemarkPage:
        """Returns a page of a list of remarks, the newest first: on a story, or on all that they look after.
        Raises NotALibrarianError or StoryGoneError."""

        def job(connection: Connection) -> RemarkPage:
            which = stories_looked_after(connection, who)
            if story is not None:
                looked_after(connection, who, story)
            counts = [remarks.count(connection, which, story, each) for each in RemarkSection]
            total = counts[section]
            shown, pages = page_within(page, total, REMARKS_A_PAGE)
            found = remarks.page(connection, which, story, section, shown * REMARKS_A_PAGE, REMARKS_A_PAGE)
            return RemarkPage(
                section, Listing(tuple(found), shown, pages, total), (counts[0], counts[1], counts[2])
            )

        return await self._database.read(job)

    async def look_at(self, who: Credentials, remark: RemarkId) -> RemarkFound:
        """Returns a remark with its words' place in the story of today. Raises NotALibrarianError or
        RemarkGoneError, as all methods below do."""
        return await self._database.read(partial(_found, who=who, remark=remark))

    async def take_over(self, who: Credentials, remark: RemarkId) -> WrittenStory:
        """Puts the correction of a remark into its story, and marks it as done.

        Raises RemarkedWordsGoneError where the words stand there no more, or CorrectionByHandError.
        """
        found = await self.look_at(who, remark)
        if not found.remark.correction:
            raise RemarkGoneError
        update = ChapterUpdate(
            who=who,
            story=found.remark.story.id,
            rewrite=partial(_with_correction, found=found),
            also=partial(remarks.finish, remark=remark, now=self._clock.now()),
        )
        return await self._writer.write(update)

    async def finish(self, who: Credentials, remark: RemarkId) -> RemarkFound:
        """Marks a remark as done, and returns it."""
        now = self._clock.now()
        return await self._change(who, remark, lambda connection, _: remarks.finish(connection, remark, now))

    async def reopen(self, who: Credentials, remark: RemarkId) -> RemarkFound:
        """Puts a remark among the open ones again, and returns it."""
        return await self._change(who, remark, lambda connection, _: remarks.reopen(connection, remark))

    async def block(self, who: Credentials, remark: RemarkId) -> RemarkFound:
        """Takes no more remarks of the reader who made this one, and returns it: on all stories of the
        server for a librarian, on their own for an author."""

        def change(connection: Connection, it: Remark) -> None:
            remarks.block(connection, it, _as_author(connection, who, it))

        return await self._change(who, remark, change)

    async def unblock(self, who: Credentials, remark: RemarkId) -> RemarkFound:
        """Takes remarks of the reader who made this one again, and returns it."""
        return await self._change(
            who,
            remark,
            lambda connection, it: remarks.unblock(connection, it, _as_author(connection, who, it)),
        )

    async def _change(
        self, who: Credentials, remark: RemarkId, change: Callable[[Connection, Remark], None]
    ) -> RemarkFound:
        def job(connection: Connection) -> RemarkFound:
            change(connection, _required(connection, who, remark))
            return _found(connection, who, remark)

        return await self._database.transaction(job)


def _require_taken(connection: Connection, audience: Audience, story: Story) -> None:
    if not takes_remarks(connection, story):
        raise RemarksOffError(story.title)
    if remarks.is_blocked(connection, story, audience.reader):
        raise RemarksBlockedError


def _stretch(connection: Connection, audience: Audience, where: Excerpt) -> tuple[Story, str]:
    """Returns the story and the stored words of a stretch of text, in the revision that it names."""
    place = where.place
    opening = openings.opening(connection, place.chapter, audience)
    if opening is None:
        raise StoryGoneError
    story = opening.story
    require_rating(story, audience, permitted=opening.permitted)
    _require_taken(connection, audience, story)
    if not 1 <= place.revision <= opening.chapter.revision:
        raise StaleButtonError
    if not 0 <= place.offset < where.end <= place.offset + LONGEST_EXCERPT:
        raise StaleButtonError
    words = chapters.text(connection, place.chapter, place.revision)[place.offset : where.end]
    if not words:
        raise StaleButtonError
    return story, words


def _required(connection: Connection, who: Credentials, remark: RemarkId) -> Remark:
    found = remarks.get(connection, stories_looked_after(connection, who), remark)
    if found is None:
        raise RemarkGoneError
    return found


def _as_author(connection: Connection, who: Credentials, remark: Remark) -> ReaderId | None:
    """Returns the author that they are where they look after the story as such, None for a librarian."""
    return None if is_librarian(connection, who, remark.story.guild) else who.reader


def _found(connection: Connection, who: Credentials, remark: RemarkId) -> RemarkFound:
    """Returns a remark where its words are now: its place is followed through every edit since, as an old
    button's is."""
    found = _required(connection, who, remark)
    place = current_place(connection, found.excerpt.place, None)
    chapter = chapters.get(connection, place.chapter, None)
    assert chapter is not None  # noqa: S101 - a current place is in a chapter
    end = place.offset + len(found.words)
    text = chapters.text(connection, place.chapter, place.revision)
    return RemarkFound(found, chapter, Excerpt(place, end), text[place.offset : end] == found.words)


def _with_correction(old: Sequence[StoredChapter], found: RemarkFound) -> Sequence[NewChapter]:
    chapter = found.excerpt.place.chapter
    if not found.in_text or all(each.chapter.id != chapter for each in old):
        raise RemarkedWordsGoneError
    return [_corrected(each, found) if each.chapter.id == chapter else each.content for each in old]


def _corrected(chapter: StoredChapter, found: RemarkFound) -> NewChapter:
    start, end, words = found.excerpt.place.offset, found.excerpt.end, found.remark.words
    if chapter.text[start:end] != words:
        raise RemarkedWordsGoneError
    right = corrected(words, found.remark.correction)
    if right is None:
        raise CorrectionByHandError
    return chapter.content.rewritten(chapter.text[:start] + right + chapter.text[end:])
