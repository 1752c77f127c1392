"""The changes that an update makes to the chapters of a story."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.stories.ids import ChapterId


class Fate(StrEnum):
    """The way in which a change touched a chapter."""

    ADDED = "added"
    RETURNED = "put back"
    EDITED = "edited"
    RENAMED = "renamed"
    ANNOTATED = "given other notes"
    MOVED = "moved"
    OPENED = "opened to everybody"
    CLOSED = "kept for early readers"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class ChangedChapter:
    """A chapter that a change of its story touched.

    `name` is its name before the change, or its name now if it is new. `position` and `revision` are those
    from before the change, None if it is new.
    """

    chapter: ChapterId
    fate: Fate
    name: str
    position: int | None = None
    revision: int | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """The chapters that a new version of a story changed."""

    chapters: tuple[ChangedChapter, ...] = ()

    def names(self, fate: Fate) -> tuple[str, ...]:
        """Returns the names of the chapters with this fate."""
        return tuple(each.name for each in self.chapters if each.fate is fate)
