"""Edits that take a story back to what it was: a change undone, a chapter restored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from bot.database import Connection
from bot.editing.chapter_updates import ChapterUpdate, Rewrite
from bot.editing.edits import TextEdit
from bot.editing.errors import (
    ChangeGoneError,
    ChapterRemovedSinceError,
    ChapterThereError,
    ChapterUnchangedError,
)
from bot.editing.models import Change, ChangeKind
from bot.editing.queries import history
from bot.editing.undo import Undo, undo_of
from bot.stories.changes import ChangedChapter, Fate
from bot.stories.chapter_notes import ChapterNotes
from bot.stories.chapters import NewChapter, StoredChapter
from bot.stories.ids import ChangeId, ChapterId, StoryId
from bot.stories.models import Credentials
from bot.stories.queries import chapters


@dataclass(frozen=True, slots=True)
class ChapterContents:
    """The text of a chapter at some time, stored Markdown, with its notes."""

    text: str
    notes: ChapterNotes


@dataclass(frozen=True)
class Undoing(TextEdit, code="undo"):
    """Takes a change back as a whole. Its update raises as `require_undoable` does."""

    change: ChangeId

    def update(self, connection: Connection, who: Credentials, story: StoryId, now: int) -> Undo:
        """Returns the update to what the story was before."""
        return undo_of(connection, who, story, self.change)


@dataclass(frozen=True)
class Restoration(TextEdit, code="restoration"):
    """Restores a chapter as it was before a change, or as the change left it: its text with its notes, or its
    place if it was removed.

    Its update raises ChangeGoneError, ChapterUnchangedError where it is so, ChapterRemovedSinceError or
    ChapterThereError.
    """

    change: ChangeId
    chapter: ChapterId
    after: bool = False

    def update(self, connection: Connection, who: Credentials, story: StoryId, now: int) -> ChapterUpdate:
        """Returns the update with the chapter as it was then."""
        found = history.get(connection, self.change)
        if found is None or found[0] != story:
            raise ChangeGoneError
        chapter, before, later = touched_by(connection, found[1], self.chapter)
        wanted = later if self.after else before
        if wanted is None:
            raise ChangeGoneError
        returning: tuple[ChapterId, ...] = ()
        rewrite: Rewrite = partial(_as_it_was, chapter=self.chapter, wanted=wanted)
        if chapter.fate is Fate.REMOVED:
            returning = (self.chapter,)
            rewrite = partial(_put_back, position=chapter.position or 0, wanted=wanted)
        return ChapterUpdate(
            who=who, story=story, rewrite=rewrite, change=ChangeKind.RESTORED, returning=returning
        )


def touched_by(
    connection: Connection, change: Change, chapter: ChapterId
) -> tuple[ChangedChapter, ChapterContents, ChapterContents | None]:
    """Returns what a change did to a chapter, and the chapter before it and after it, None where it was
    removed. Raises ChangeGoneError where the change did not touch it, or made it."""
    touched = next((each for each in change.chapters if each.chapter == chapter), None)
    if touched is None or touched.revision is None:
        raise ChangeGoneError
    later = chapters.revision_after(connection, chapter, touched.revision)
    edited = touched.fate is Fate.EDITED and later is not None
    after = _contents(connection, chapter, later) if edited and later is not None else None
    return touched, _contents(connection, chapter, touched.revision), after


def _contents(connection: Connection, chapter: ChapterId, revision: int) -> ChapterContents:
    notes = chapters.notes(connection, chapter, revision)
    return ChapterContents(chapters.text(connection, chapter, revision), notes)


def _restored(now: StoredChapter, wanted: ChapterContents) -> NewChapter:
    return now.content.rewritten(wanted.text).annotated(wanted.notes)


def _put_back(old: Sequence[StoredChapter], position: int, wanted: ChapterContents) -> Sequence[NewChapter]:
    *present, back = old
    if back.chapter.position >= 0:
        raise ChapterThereError
    there = [each.content for each in present]
    return [*there[:position], _restored(back, wanted), *there[position:]]


def _as_it_was(
    old: Sequence[StoredChapter], chapter: ChapterId, wanted: ChapterContents
) -> Sequence[NewChapter]:
    now = next((each for each in old if each.chapter.id == chapter), None)
    if now is None:
        raise ChapterRemovedSinceError
    if (now.text, now.notes) == (wanted.text, wanted.notes):
        raise ChapterUnchangedError
    return [_restored(each, wanted) if each is now else each.content for each in old]
