"""Edits of single chapters: rewritten, renamed, given other notes, moved, removed."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.database import Connection
from bot.editing.chapter_updates import ChapterUpdate
from bot.editing.detail_entries import Entry
from bot.editing.edits import TextEdit
from bot.editing.errors import NoSuchNumberError
from bot.editing.notes_entries import notes_entered
from bot.errors import ChapterGoneError
from bot.stories.chapter_notes import NO_NOTES, ChapterNotes
from bot.stories.chapters import NewChapter, StoredChapter
from bot.stories.detail_kinds import one_line
from bot.stories.ids import ChapterId, StoryId
from bot.stories.models import Credentials


@dataclass(frozen=True)
class ChapterEdit(TextEdit):
    """An edit of one chapter. Its update raises ChapterGoneError where that is no longer there."""

    chapter: ChapterId

    def update(self, connection: Connection, who: Credentials, story: StoryId, now: int) -> ChapterUpdate:
        """Returns the update by `rewritten`."""
        return ChapterUpdate(who=who, story=story, rewrite=self.rewritten)

    def rewritten(self, old: Sequence[StoredChapter]) -> Sequence[NewChapter]:
        """Returns the chapters with what the edit makes of this one."""
        at = self._index_in(old)
        contents = [each.content for each in old]
        return [*contents[:at], *self.become(contents[at]), *contents[at + 1 :]]

    @abstractmethod
    def become(self, chapter: NewChapter) -> list[NewChapter]:
        """Returns the chapters that stand in this one's place."""

    def _index_in(self, old: Sequence[StoredChapter]) -> int:
        found = next((at for at, each in enumerate(old) if each.chapter.id == self.chapter), None)
        if found is None:
            raise ChapterGoneError
        return found


@dataclass(frozen=True)
class NewText(ChapterEdit, code="text"):
    """Replaces a chapter's text, stored Markdown, and its title and notes if any are given. The notes in its
    middle come with the text."""

    text: str
    title: str = ""
    notes: ChapterNotes = NO_NOTES

    def become(self, chapter: NewChapter) -> list[NewChapter]:
        """Returns the chapter rewritten."""
        new = chapter.rewritten(self.text).retitled(one_line(self.title) or chapter.title)
        return [new.annotated(replace(chapter.notes.replaced_by(self.notes), within=self.notes.within))]


@dataclass(frozen=True)
class NewTitle(ChapterEdit, code="title"):
    """Replaces a chapter's title, which may be empty."""

    title: str

    def become(self, chapter: NewChapter) -> list[NewChapter]:
        """Returns the chapter renamed."""
        return [chapter.retitled(self.title)]


@dataclass(frozen=True)
class NewNotes(ChapterEdit, code="notes"):
    """Corrects a chapter's notes by the entries of a form. Its update raises as `notes_entered` does."""

    entries: Mapping[str, Entry]

    def become(self, chapter: NewChapter) -> list[NewChapter]:
        """Returns the chapter with the notes."""
        return [chapter.annotated(notes_entered(chapter.notes, self.entries))]


@dataclass(frozen=True)
class Removal(ChapterEdit, code="removal"):
    """Removes a chapter. Its update raises OnlyChapterError for the only one of the body."""

    def become(self, chapter: NewChapter) -> list[NewChapter]:
        """Returns none."""
        return []


@dataclass(frozen=True)
class NewNumber(ChapterEdit, code="number"):
    """Moves a chapter to the place of this number; early chapters stay behind those open to all. Its update
    raises NoSuchNumberError."""

    number: str

    def rewritten(self, old: Sequence[StoredChapter]) -> Sequence[NewChapter]:
        """Returns the chapters in their new order."""
        at, order = self._index_in(old), [each.content for each in old]
        goal = _place_of_number(old, self.number, early=old[at].early is not None)
        order.insert(goal, order.pop(at))
        return order

    def become(self, chapter: NewChapter) -> list[NewChapter]:
        """Returns the chapter as it is."""
        return [chapter]


def _place_of_number(old: Sequence[StoredChapter], number: str, *, early: bool) -> int:
    """Returns the index of the chapter of this number, among those of the body that are early or not."""
    body = [each.chapter.number for each in old if each.chapter.number and (each.early is not None) == early]
    if not (number.isascii() and number.isdigit() and int(number) in body):
        raise NoSuchNumberError(body[0] or 1, body[-1] or 1)
    return next(at for at, each in enumerate(old) if each.chapter.number == int(number))
