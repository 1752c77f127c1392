"""The service for those who look after stories: remarks listed, dealt with and taken over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from bot.clock import Clock
from bot.database import Connection, Database
from bot.editing.chapter_updates import ChapterUpdate
from bot.editing.editor import StoryEditor
from bot.editing.edits import TextEdit
from bot.editing.writer import WrittenStory
from bot.librarians.service import editable, is_librarian, stories_looked_after
from bot.remarks.corrections import corrected
from bot.remarks.errors import CorrectionByHandError, RemarkedWordsGoneError, RemarkGoneError
from bot.remarks.models import Remark, RemarkFound, RemarkPage, RemarkSection
from bot.remarks.queries import remarks
from bot.stories.chapters import NewChapter, StoredChapter
from bot.stories.ids import ReaderId, RemarkId, StoryId
from bot.stories.models import Credentials, Excerpt, Listing, page_within
from bot.stories.places import current_place
from bot.stories.queries import chapters

REMARKS_A_PAGE = 5


@dataclass(frozen=True)
class CorrectionTaken(TextEdit, code="correction"):
    """Puts the correction of a remark into its story, and marks the remark as done. Its update raises
    RemarkGoneError, RemarkedWordsGoneError or CorrectionByHandError."""

    remark: RemarkId

    def update(self, connection: Connection, who: Credentials, story: StoryId, now: int) -> ChapterUpdate:
        """Returns the update of the chapter where the words are now."""
        found = _found(connection, who, self.remark)
        if not found.remark.correction:
            raise RemarkGoneError
        return ChapterUpdate(
            who=who,
            story=story,
            rewrite=partial(_with_correction, found=found),
            also=lambda connection, now: remarks.finish(connection, self.remark, now),
        )


class Remarks:
    """The remarks on the stories that somebody looks after."""

    def __init__(self, database: Database, clock: Clock, editor: StoryEditor) -> None:
        self._database = database
        self._clock = clock
        self._editor = editor

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
                editable(connection, who, story)
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

        Raises RemarkedWordsGoneError where the words stand there no more, CorrectionByHandError, and as
        `StoryEditor.make` does.
        """
        found = await self.look_at(who, remark)
        return await self._editor.make(who, found.remark.story.id, CorrectionTaken(remark))

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
