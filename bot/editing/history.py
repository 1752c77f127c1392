"""The service for a story's history: changes, former chapters, and their restoration."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace

from bot.database import Connection, Database
from bot.editing.detail_differences import detail_differences
from bot.editing.detail_edits import NewDetails
from bot.editing.editor import StoryEditor
from bot.editing.errors import ChangeGoneError
from bot.editing.history_edits import ChapterContents, Restoration, Undoing, touched_by
from bot.editing.models import Change, DetailDifference
from bot.editing.queries import history
from bot.editing.undo import is_undoable
from bot.editing.writer import WrittenStory
from bot.language import _
from bot.librarians.service import editable
from bot.stories.changes import ChangedChapter
from bot.stories.ids import ChangeId, ChapterId, StoryId
from bot.stories.models import Credentials, Listing, Story, page_within
from bot.text.differences import differences

CHANGES_A_PAGE = 10
_DIFFERENCE = 2_500
"""Characters for the difference of a chapter."""


@dataclass(frozen=True, slots=True)
class PastChange:
    """A change of a story, what it made of details, and whether it can be taken back as a whole."""

    story: Story
    change: Change
    undoable: bool
    details: tuple[DetailDifference, ...] = ()


@dataclass(frozen=True, slots=True)
class FormerChapter:
    """A chapter as it was before a change, and as the change left it, None where it was removed.
    `difference` tells in Markdown what was made of its words."""

    story: Story
    change: Change
    chapter: ChangedChapter
    before: ChapterContents
    after: ChapterContents | None = None
    difference: str = ""


class History:
    """Shows the changes of stories, takes them back, and restores former chapters and details.

    All methods raise StoryGoneError or NotALibrarianError, and ChangeGoneError where there is no such change.
    """

    def __init__(self, database: Database, editor: StoryEditor) -> None:
        self._database = database
        self._editor = editor

    async def changes(
        self, who: Credentials, story: StoryId, page: int
    ) -> tuple[Story, Listing[Change], ChangeId | None]:
        """Returns a story and a page of its history, the latest change first, which is named last if it can
        be taken back."""

        def job(connection: Connection) -> tuple[Story, Listing[Change], ChangeId | None]:
            found = editable(connection, who, story)
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
        return replace(past, details=await asyncio.to_thread(detail_differences, past.change.details))

    async def undo(self, who: Credentials, change: ChangeId) -> WrittenStory:
        """Takes a change back as a whole. Notices of chapters that go with it are called off or corrected.

        Raises NotUndoableError, AlreadyUndoneError, or BuiltOnError where there is a later change, and what
        `StoryEditor.make` does, as the other methods do that change something.
        """
        past = await self.change(who, change)
        return await self._editor.make(who, past.story.id, Undoing(change))

    async def former(self, who: Credentials, change: ChangeId, chapter: ChapterId) -> FormerChapter:
        """Returns a chapter as it was before a change, and after it. Raises ChangeGoneError where the change
        did not touch it, or made it."""

        def job(connection: Connection) -> FormerChapter:
            story, found = _change(connection, who, change)
            return FormerChapter(story, found, *touched_by(connection, found, chapter))

        found = await self._database.read(job)
        if found.after is None:
            return found
        difference = await asyncio.to_thread(differences, found.before.text, found.after.text, _DIFFERENCE)
        return replace(found, difference=difference or _("Only how it looks has changed."))

    async def restore(
        self, who: Credentials, change: ChangeId, chapter: ChapterId, *, after: bool = False
    ) -> WrittenStory:
        """Restores a chapter as it was before a change, or as the change left it: its text with its notes, or
        its place if it was removed.

        Raises ChapterUnchangedError where it is so, ChapterRemovedSinceError or ChapterThereError.
        """
        past = await self.change(who, change)
        return await self._editor.make(who, past.story.id, Restoration(change, chapter, after))

    async def restore_details(
        self, who: Credentials, change: ChangeId, *, after: bool = False
    ) -> WrittenStory:
        """Gives the details that a change touched the values from before it, or those from after it."""
        past = await self.change(who, change)
        values = {each.name: each.after if after else each.before for each in past.change.details}
        return await self._editor.make(who, past.story.id, NewDetails.of(values))


def _change(connection: Connection, who: Credentials, change: ChangeId) -> tuple[Story, Change]:
    found = history.get(connection, change)
    if found is None:
        raise ChangeGoneError
    return editable(connection, who, found[0]), found[1]
