"""Updates of a story's chapters by somebody who looks after it, or on their behalf."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.database import Connection
from bot.editing.errors import OnlyChapterError
from bot.editing.models import ChangeKind
from bot.editing.writer import Start, StoryUpdate
from bot.librarians.service import looked_after
from bot.stories.changes import Changes
from bot.stories.chapters import BodySize, NewChapter, StoredChapter
from bot.stories.ids import ReaderId, StoryId
from bot.stories.models import ChapterKind, Credentials

Rewrite = Callable[[Sequence[StoredChapter]], Sequence[NewChapter]]
"""From a story's chapters to what they are to be."""

PUBLISHED = "published:"
"""What the source keys of chapters begin with that came on Discord and are in no file."""


@dataclass(frozen=True, kw_only=True)
class ChapterUpdate(StoryUpdate):
    """A story's chapters made what `rewrite` makes of them.

    `who` has to look after the story: the writer raises StoryGoneError or NotALibrarianError, and
    OnlyChapterError where no chapter of the body would be left. `also` is done in the same transaction.
    """

    who: Credentials
    story: StoryId
    rewrite: Rewrite
    change: ChangeKind = ChangeKind.CHAPTERS
    also: Callable[[Connection], None] | None = None

    def author(self) -> ReaderId:
        """Whoever asks for it."""
        return self.who.reader

    def start(self, connection: Connection) -> Start:
        """The story as it is, with the details that it has."""
        story = looked_after(connection, self.who, self.story)
        return Start(story, story, story.guild)

    def chapters(self, old: Sequence[StoredChapter]) -> Sequence[NewChapter]:
        """What `rewrite` makes of them."""
        new = self.rewrite(old)
        if not any(each.kind is ChapterKind.BODY for each in new):
            raise OnlyChapterError
        return new

    def keep(self, connection: Connection, start: Start, size: BodySize, now: int) -> StoryId:
        """Nothing but what `also` does."""
        if self.also is not None:
            self.also(connection)
        return self.story

    def kind(self, start: Start, changes: Changes) -> ChangeKind | None:
        """The kind of change, where any chapter has changed."""
        return self.change if changes.chapters else None

    def longest(self, start: Start, limit: int) -> int:
        """A story that is longer than the limit may be edited, if it does not grow."""
        return max(limit, start.story.words if start.story else 0)


def appended(chapters: Sequence[NewChapter], new: Iterable[NewChapter]) -> list[NewChapter]:
    """The chapters with new ones at the end of the body, but for those that are there by their keys."""
    there = {each.key for each in chapters}
    end = 1 + max(at for at, each in enumerate(chapters) if each.kind is ChapterKind.BODY)
    return [*chapters[:end], *(each for each in new if each.key not in there), *chapters[end:]]
