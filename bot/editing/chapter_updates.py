"""Updates of a story's chapters by a librarian, or on their behalf."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.database import Connection
from bot.editing.models import ChangeKind
from bot.editing.writer import Start, StoryUpdate
from bot.imports.manuscript import ManuscriptChapter
from bot.librarians.service import looked_after
from bot.stories.changes import Changes
from bot.stories.chapters import BodySize, NewChapter, StoredChapter, counted
from bot.stories.ids import ReaderId, StoryId
from bot.stories.models import ChapterKind, Credentials, EarlyAccess

Rewrite = Callable[[Sequence[StoredChapter]], Sequence[NewChapter]]
"""Makes the chapters that a story is to have from its present ones."""

PUBLISHED = "published:"
"""The beginning of the source keys of chapters that were published on Discord and are in no file."""


@dataclass(frozen=True, kw_only=True)
class ChapterUpdate(StoryUpdate):
    """The update of a story's chapters by `rewrite`.

    `who` has to look after the story: the writer raises StoryGoneError or NotALibrarianError.
    """

    who: Credentials
    story: StoryId
    rewrite: Rewrite
    change: ChangeKind = ChangeKind.CHAPTERS

    def author(self) -> ReaderId:
        """Returns the librarian who asked for the update."""
        return self.who.reader

    def start(self, connection: Connection) -> Start:
        """Returns the story with the details that it has."""
        story = looked_after(connection, self.who, self.story)
        return Start(story, story, story.guild)

    def chapters(self, old: Sequence[StoredChapter]) -> Sequence[NewChapter]:
        """Returns the chapters as `rewrite` makes them."""
        return self.rewrite(old)

    def keep(self, connection: Connection, start: Start, size: BodySize, now: int) -> StoryId:
        """Returns the story's id: there is nothing else to be stored."""
        return self.story

    def kind(self, start: Start, changes: Changes) -> ChangeKind | None:
        """Returns the kind of change where any chapter has changed, else None."""
        return self.change if changes.chapters else None

    def longest(self, start: Start, limit: int) -> int:
        """Returns the limit in words, or the story's present length if that is more: a longer story may be
        edited if it does not grow."""
        return max(limit, start.story.words if start.story else 0)


def publication(
    who: Credentials,
    story: StoryId,
    chapters: Sequence[ManuscriptChapter],
    once: str,
    *,
    early: Sequence[EarlyAccess | None] = (None,),
    also: Callable[[Connection, int], None] | None = None,
    unless_there: bool = False,
) -> ChapterUpdate:
    """Returns the update that puts chapters at the end of a story's body, each open to the readers of its
    place in `early`. `once` identifies the request, which takes effect once only. `unless_there` leaves out
    those that are chapters of the story already: their words under their title."""
    keys = [f"{PUBLISHED}{once}" + (f"-{at}" if at else "") for at in range(len(chapters))]
    new = [
        counted(each.title, ChapterKind.BODY, key, each.text, each.notes).opened_to(access)
        for each, key, access in zip(chapters, keys, early, strict=True)
    ]

    def rewrite(old: Sequence[StoredChapter]) -> Sequence[NewChapter]:
        there = [each for each in new if unless_there and any(_is(each, chapter) for chapter in old)]
        return appended([each.content for each in old], [each for each in new if each not in there])

    return ChapterUpdate(who=who, story=story, rewrite=rewrite, change=ChangeKind.PUBLISHED, also=also)


def _is(new: NewChapter, old: StoredChapter) -> bool:
    return new.text == old.text and new.title.casefold() in old.chapter.title.casefold()


def appended(chapters: Sequence[NewChapter], new: Iterable[NewChapter]) -> list[NewChapter]:
    """Returns the chapters with new ones at the end of the body that is open to all, or of the early
    chapters, except those whose keys are there already."""
    there = {each.key for each in chapters}
    end = 1 + max(at for at, each in enumerate(chapters) if each.kind is ChapterKind.BODY and not each.early)
    missing = [each for each in new if each.key not in there]
    now = [each for each in missing if not each.early]
    return [*chapters[:end], *now, *chapters[end:], *(each for each in missing if each.early)]
