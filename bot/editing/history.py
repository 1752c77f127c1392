"""The service for a story's history: changes, former chapters, and their restoration."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from bot.clock import Clock
from bot.database import Connection, Database
from bot.editing.chapter_updates import ChapterUpdate, Rewrite
from bot.editing.detail_entries import spoken_value
from bot.editing.errors import (
    ChangeGoneError,
    ChapterRemovedSinceError,
    ChapterThereError,
    ChapterUnchangedError,
)
from bot.editing.models import Change, ChangedDetail, ChangeKind
from bot.editing.queries import history
from bot.editing.service import keep_details
from bot.editing.undo import Undo, is_undoable, undo_of
from bot.editing.writer import StoryWriter, WrittenStory
from bot.librarians.service import looked_after
from bot.stories.changes import ChangedChapter, Fate
from bot.stories.chapter_notes import ChapterNotes
from bot.stories.chapters import NewChapter, StoredChapter
from bot.stories.detail_kinds import MarkdownText
from bot.stories.details import DETAILS, DetailField
from bot.stories.ids import ChangeId, ChapterId, StoryId
from bot.stories.models import Credentials, Listing, Story, page_within
from bot.stories.queries import chapters
from bot.text.differences import differences

CHANGES_A_PAGE = 10
_DIFFERENCE, _DETAIL_DIFFERENCE = 2_500, 600
"""Characters for the difference of a chapter, and of a detail in Markdown."""
_LOOKS = "only how it looks"


@dataclass(frozen=True, slots=True)
class DetailDifference:
    """What a change made of a detail: its value in words before and after; of one in Markdown, `difference`
    tells instead in Markdown what was made of its words."""

    label: str
    before: str = ""
    after: str = ""
    difference: str = ""


@dataclass(frozen=True, slots=True)
class PastChange:
    """A change of a story, what it made of details, and whether it can be taken back as a whole."""

    story: Story
    change: Change
    undoable: bool
    details: tuple[DetailDifference, ...] = ()


@dataclass(frozen=True, slots=True)
class FormerText:
    """The text of a chapter at some time, stored Markdown, with its notes."""

    text: str
    notes: ChapterNotes


@dataclass(frozen=True, slots=True)
class FormerChapter:
    """A chapter as it was before a change, and as the change left it, None where it was removed.
    `difference` tells in Markdown what was made of its words."""

    story: Story
    change: Change
    chapter: ChangedChapter
    before: FormerText
    after: FormerText | None = None
    difference: str = ""


class History:
    """Shows the changes of stories, takes them back, and restores former chapters and details.

    All methods raise StoryGoneError or NotALibrarianError, and ChangeGoneError where there is no such change.
    """

    def __init__(self, database: Database, clock: Clock, writer: StoryWriter) -> None:
        self._database = database
        self._clock = clock
        self._writer = writer

    async def changes(
        self, who: Credentials, story: StoryId, page: int
    ) -> tuple[Story, Listing[Change], ChangeId | None]:
        """Returns a story and a page of its history, the latest change first, which is named last if it can
        be taken back."""

        def job(connection: Connection) -> tuple[Story, Listing[Change], ChangeId | None]:
            found = looked_after(connection, who, story)
            total = history.count(connection, story)
            shown, pages = page_within(page, total, CHANGES_A_PAGE)
            lines = history.of(connection, story, shown * CHANGES_A_PAGE, CHANGES_A_PAGE)
            last = lines[0].id if lines and shown == 0 else None
            undoable = last if last is not None and is_undoable(connection, story, last) else None
            return found, Listing(tuple(lines), shown, pages, total), undoable

        return await self._database.read(job)

    async def change(self, who: Credentials, change: ChangeId) -> PastChange:
        """Returns one change with its story."""

        def job(connection: Connection) -> PastChange:
            story, found = _change(connection, who, change)
            return PastChange(story, found, is_undoable(connection, story.id, change))

        past = await self._database.read(job)
        return replace(past, details=await asyncio.to_thread(_detail_differences, past.change))

    async def undo(self, who: Credentials, change: ChangeId) -> WrittenStory:
        """Takes a change back as a whole. Notices of chapters that go with it are called off or corrected.

        Raises NotUndoableError, AlreadyUndoneError, or BuiltOnError where there is a later change.
        """

        def job(connection: Connection) -> Undo:
            story, _ = _change(connection, who, change)
            return undo_of(connection, who, story.id, change)

        return await self._writer.write(await self._database.read(job))

    async def former(self, who: Credentials, change: ChangeId, chapter: ChapterId) -> FormerChapter:
        """Returns a chapter as it was before a change, and after it. Raises ChangeGoneError where the change
        did not touch it, or made it."""

        def job(connection: Connection) -> FormerChapter:
            story, found = _change(connection, who, change)
            touched = next((each for each in found.chapters if each.chapter == chapter), None)
            if touched is None or touched.revision is None:
                raise ChangeGoneError
            before = _text(connection, chapter, touched.revision)
            later = chapters.revision_after(connection, chapter, touched.revision)
            edited = touched.fate is Fate.EDITED and later is not None
            after = _text(connection, chapter, later) if edited and later is not None else None
            return FormerChapter(story, found, touched, before, after)

        found = await self._database.read(job)
        if found.after is None:
            return found
        difference = await asyncio.to_thread(differences, found.before.text, found.after.text, _DIFFERENCE)
        return replace(found, difference=difference or f"Changed is {_LOOKS}.")

    async def restore(
        self, who: Credentials, change: ChangeId, chapter: ChapterId, *, after: bool = False
    ) -> WrittenStory:
        """Restores a chapter as it was before a change, or as the change left it: its text with its notes, or
        its place if it was removed.

        Raises ChapterUnchangedError where it is so, ChapterRemovedSinceError or ChapterThereError.
        """
        former = await self.former(who, change, chapter)
        wanted = former.after if after else former.before
        if wanted is None:
            raise ChangeGoneError
        returning: tuple[ChapterId, ...] = ()
        rewrite: Rewrite = partial(_as_it_was, chapter=chapter, wanted=wanted)
        if former.chapter.fate is Fate.REMOVED:
            returning = (chapter,)
            rewrite = partial(_put_back, position=former.chapter.position or 0, wanted=wanted)
        update = ChapterUpdate(
            who=who,
            story=former.story.id,
            rewrite=rewrite,
            change=ChangeKind.RESTORED,
            returning=returning,
        )
        return await self._writer.write(update)

    async def restore_details(
        self, who: Credentials, change: ChangeId, *, after: bool = False
    ) -> WrittenStory:
        """Gives the details that a change touched the values from before it, or those from after it."""

        def job(connection: Connection) -> WrittenStory:
            story, found = _change(connection, who, change)
            values = {each.name: each.after if after else each.before for each in found.details}
            return keep_details(connection, who, story.id, values, self._clock.now())

        restored = await self._database.transaction(job)
        self._writer.announced()
        return restored


def _change(connection: Connection, who: Credentials, change: ChangeId) -> tuple[Story, Change]:
    found = history.get(connection, change)
    if found is None:
        raise ChangeGoneError
    return looked_after(connection, who, found[0]), found[1]


def _detail_differences(change: Change) -> tuple[DetailDifference, ...]:
    return tuple(_difference(DETAILS[each.name], each) for each in change.details)


def _difference(field: DetailField, changed: ChangedDetail) -> DetailDifference:
    if isinstance(field.kind, MarkdownText):
        difference = differences(changed.before, changed.after, _DETAIL_DIFFERENCE)
        return DetailDifference(field.label, difference=difference or _LOOKS)
    before, after = (spoken_value(field, value) for value in (changed.before, changed.after))
    return DetailDifference(field.label, before, after)


def _text(connection: Connection, chapter: ChapterId, revision: int) -> FormerText:
    notes = chapters.notes(connection, chapter, revision)
    return FormerText(chapters.text(connection, chapter, revision), notes)


def _restored(now: StoredChapter, wanted: FormerText) -> NewChapter:
    return now.content.rewritten(wanted.text).annotated(wanted.notes)


def _put_back(old: Sequence[StoredChapter], position: int, wanted: FormerText) -> Sequence[NewChapter]:
    *present, back = old
    if back.chapter.position >= 0:
        raise ChapterThereError
    there = [each.content for each in present]
    return [*there[:position], _restored(back, wanted), *there[position:]]


def _as_it_was(old: Sequence[StoredChapter], chapter: ChapterId, wanted: FormerText) -> Sequence[NewChapter]:
    now = next((each for each in old if each.chapter.id == chapter), None)
    if now is None:
        raise ChapterRemovedSinceError
    if (now.text, now.notes) == (wanted.text, wanted.notes):
        raise ChapterUnchangedError
    return [_restored(each, wanted) if each is now else each.content for each in old]
