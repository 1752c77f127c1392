"""What became of the chapters of a story in a change."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.stories.ids import ChapterId


class Fate(StrEnum):
    """What a change did to a chapter."""

    ADDED = "added"
    EDITED = "edited"
    RENAMED = "renamed"
    MOVED = "moved"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class ChangedChapter:
    """A chapter that a change of its story touched.

    `name` is what it was called before, or is called if it is new. `position` and `revision` are those from
    before, None if it is new.
    """

    chapter: ChapterId
    fate: Fate
    name: str
    position: int | None = None
    revision: int | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """What a new version of a story changed, and how many readings it carried along."""

    chapters: tuple[ChangedChapter, ...] = ()
    readings: int = 0

    def names(self, fate: Fate) -> tuple[str, ...]:
        """The names of the chapters of this fate."""
        return tuple(each.name for each in self.chapters if each.fate is fate)
