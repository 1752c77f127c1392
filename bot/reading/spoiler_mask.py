"""Chapter titles hidden from the readers who want it so, wherever a chapter is named to them unasked."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import TypeVar

from bot.database import Connection
from bot.readers.queries import readers
from bot.reading.queries import passed
from bot.stories.ids import ChapterId, ReaderId, StoryId
from bot.stories.models import Chapter, ChapterKind, NamedChapter, Spoilers
from bot.stories.queries import chapters

C = TypeVar("C", Chapter, NamedChapter)


@dataclass(frozen=True, slots=True)
class SpoilerMask:
    """Hides the titles of the chapters that are not `begun`. With None, it hides nothing."""

    begun: Collection[ChapterId] | None

    def over(self, chapter: C) -> C:
        """Returns the chapter as this reader may see it: one not begun has no title."""
        if self.begun is None or chapter.id in self.begun or chapter.kind is ChapterKind.FRONT:
            return chapter
        return chapter._replace(title="") if isinstance(chapter, NamedChapter) else replace(chapter, title="")


def spoiler_mask(connection: Connection, reader: ReaderId, story: StoryId) -> SpoilerMask:
    """Returns the mask over a story for this reader. Of a story not begun, the first chapter’s title is
    shown."""
    if readers.spoilers(connection, reader) is not Spoilers.TITLES:
        return SpoilerMask(None)
    first = chapters.first_of_body(connection, story)
    return SpoilerMask(passed.begun(connection, reader, story) or {first.id if first else ChapterId(0)})
