"""What a move does to a bookmark: pure, and the whole of it (docs/decisions/reading.md)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto

from bot.reading.models import Bookmark
from bot.stories.models import Spot


class Move(Enum):
    """How a reader came to see a passage."""

    OPEN = auto()  # at their own place: `/read`, or the same place in another length
    NEXT = auto()  # by reading on
    VISIT = auto()  # any other way: back, the chapter menu, undo, an old panel


@dataclass(frozen=True, slots=True)
class ShownPassage:
    """A passage as it was shown: its start and end, and whether it is the bookmark's own or a neighbour."""

    start: Spot
    end: Spot
    beside: bool


def moved(bookmark: Bookmark, shown: ShownPassage, how: Move) -> Bookmark:
    """The bookmark after a passage was shown.

    Opening at one's place does not move it, in whatever length it is shown, and reaches as far as the passage
    does unless a jump led there past all that was read. Reading on always reaches. A move to a place that is
    not the neighbour can be undone.
    """
    if how is Move.OPEN:
        reached = bookmark.current <= bookmark.furthest
        return replace(bookmark, furthest=max(bookmark.furthest, shown.end) if reached else bookmark.furthest)
    furthest = max(bookmark.furthest, shown.end) if how is Move.NEXT else bookmark.furthest
    undo = bookmark.undo if shown.beside else bookmark.current
    return Bookmark(current=shown.start, furthest=furthest, undo=undo)
