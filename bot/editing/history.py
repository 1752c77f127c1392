"""The service for a story's history: changes, former chapters, and their restoration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from bot.database import Connection, Database
from bot.editing.chapter_updates import ChapterUpdate, Rewrite
from bot.editing.errors import (
    ChangeGoneError,
    ChapterRemovedSinceError,
    ChapterThereError,
    ChapterUnchangedError,
)
from bot.editing.models import Change, ChangeKind
from bot.editing.queries import history
from bot.editing.writer import StoryWriter, WrittenStory
from bot.librarians.service import looked_after
from bot.stories.changes import ChangedChapter, Fate
from bot.stories.chapter_notes import ChapterNotes
from bot.stories.chapters import NewChapter, StoredChapter
from bot.stories.ids import ChangeId, ChapterId, StoryId
from bot.stories.models import Credentials, Listing, Story, page_within
from bot.stories.queries import chapters

CHANGES_A_PAGE = 10


@dataclass(frozen=True, slots=True)
class FormerChapter:
    """A chapter as it was before a change, with its notes; `text` is stored Markdown."""

    story: Story
    change: Change
    chapter: ChangedChapter
    text: str
    notes: ChapterNotes

    def restored(self, now: StoredChapter) -> NewChapter:
        """Returns the chapter of today with its former text and notes."""
        return now.content.rewritten(self.text).annotated(self.notes)


class History:
    """Shows the changes of stories, and restores former chapters."""

    def __init__(self, database: Database, writer: StoryWriter) -> None:
        self._database = database
        self._writer = writer

    async def changes(self, who: Credentials, story: StoryId, page: int) -> tuple[Story, Listing[Change]]:
        """Returns a story and a page of its history, the latest change first.

        Raises StoryGoneError or NotALibrarianError, as all methods here do.
        """

        def job(connection: Connection) -> tuple[Story, Listing[Change]]:
            found = looked_after(connection, who, story)
            total = history.count(connection, story)
            shown, pages = page_within(page, total, CHANGES_A_PAGE)
            lines = history.of(connection, story, shown * CHANGES_A_PAGE, CHANGES_A_PAGE)
            return found, Listing(tuple(lines), shown, pages, total)

        return await self._database.read(job)

    async def change(self, who: Credentials, change: ChangeId) -> tuple[Story, Change]:
        """Returns one change with its story. Raises ChangeGoneError where there is none."""
        return await self._database.read(lambda connection: _change(connection, who, change))

    async def former(self, who: Credentials, change: ChangeId, chapter: ChapterId) -> FormerChapter:
        """Returns a chapter as it was before a change. Raises ChangeGoneError where the change did not touch
        it, or made it."""

        def job(connection: Connection) -> FormerChapter:
            story, found = _change(connection, who, change)
            touched = next((each for each in found.chapters if each.chapter == chapter), None)
            if touched is None or touched.revision is None:
                raise ChangeGoneError
            text = chapters.text(connection, chapter, touched.revision)
            notes = chapters.notes(connection, chapter, touched.revision)
            return FormerChapter(story, found, touched, text, notes)

        return await self._database.read(job)

    async def restore(self, who: Credentials, change: ChangeId, chapter: ChapterId) -> WrittenStory:
        """Restores a chapter as it was before a change: its former text with its notes, or its place if it
        was removed.

        Raises ChapterUnchangedError where it is as it was, ChapterRemovedSinceError or ChapterThereError.
        """
        former = await self.former(who, change, chapter)
        returning: ChapterId | None = None
        rewrite: Rewrite = partial(_as_it_was, former=former)
        if former.chapter.fate is Fate.REMOVED:
            returning = chapter
            rewrite = partial(_put_back, former=former)
        update = ChapterUpdate(
            who=who,
            story=former.story.id,
            rewrite=rewrite,
            change=ChangeKind.RESTORED,
            returning=returning,
        )
        return await self._writer.write(update)


def _change(connection: Connection, who: Credentials, change: ChangeId) -> tuple[Story, Change]:
    found = history.get(connection, change)
    if found is None:
        raise ChangeGoneError
    return looked_after(connection, who, found[0]), found[1]


def _put_back(old: Sequence[StoredChapter], former: FormerChapter) -> Sequence[NewChapter]:
    *present, back = old
    if back.chapter.position >= 0:
        raise ChapterThereError
    chapters, position = [each.content for each in present], former.chapter.position or 0
    return [*chapters[:position], former.restored(back), *chapters[position:]]


def _as_it_was(old: Sequence[StoredChapter], former: FormerChapter) -> Sequence[NewChapter]:
    now = next((each for each in old if each.chapter.id == former.chapter.chapter), None)
    if now is None:
        raise ChapterRemovedSinceError
    if (now.text, now.notes) == (former.text, former.notes):
        raise ChapterUnchangedError
    return [former.restored(each) if each is now else each.content for each in old]
