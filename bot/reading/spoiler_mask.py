"""Chapter titles hidden from the readers who want it so, wherever a chapter is named to them unasked."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.database import Connection
from bot.readers.queries import readers
from bot.stories.ids import ReaderId, StoryId
from bot.stories.models import Chapter, Spoilers, Spot
from bot.stories.queries import chapters, spoilers


@dataclass(frozen=True, slots=True)
class SpoilerMask:
    """Hides the titles of a story's chapters beyond the furthest place. With None, it hides nothing."""

    furthest: Spot | None

    def over(self, chapter: Chapter) -> Chapter:
        """Returns the chapter as this reader may see it: beyond the furthest place it has no title."""
        if self.furthest is None or Spot(chapter.position, 0) <= self.furthest:
            return chapter
        return replace(chapter, title="")


def spoiler_mask(connection: Connection, reader: ReaderId, story: StoryId) -> SpoilerMask:
    """Returns the mask over a story for this reader. Of a story not begun, the first chapter’s title is
    shown."""
    if readers.spoilers(connection, reader) is not Spoilers.TITLES:
        return SpoilerMask(None)
    furthest = spoilers.furthest(connection, reader, story)
    if furthest is None:
        first = chapters.first_of_body(connection, story)
        furthest = Spot(first.position if first else 0, 0)
    return SpoilerMask(furthest)
