"""The effect of a move on a bookmark, as a pure function (docs/decisions/reading.md)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto

from bot.reading.models import Bookmark
from bot.stories.models import Spot


class Move(Enum):
    """The way in which a reader came to see a passage."""

    OPEN = auto()  # at their own place: `/read`, or the same place in another length
    NEXT = auto()  # by reading on
    BACK = auto()  # by turning back
    VISIT = auto()  # any other way: the chapter menu, undo, an old panel


@dataclass(frozen=True, slots=True)
class ShownPassage:
    """A passage as it was shown. `beside` says that it is the bookmark's own passage or next to it."""

    start: Spot
    end: Spot
    beside: bool


def moved(bookmark: Bookmark, shown: ShownPassage, how: Move) -> Bookmark:
    """Returns the bookmark after a passage was shown.

    Opening a story at the bookmark does not move it, whatever the passage length, and reaches as far as the
    passage does unless a jump led there past all that was read. Reading on always reaches. A move to a
    passage that is not a neighbour can be undone.
    """
    if how is Move.OPEN:
        reached = bookmark.current <= bookmark.furthest
        return replace(bookmark, furthest=max(bookmark.furthest, shown.end) if reached else bookmark.furthest)
    furthest = max(bookmark.furthest, shown.end) if how is Move.NEXT else bookmark.furthest
    undo = bookmark.undo if shown.beside else bookmark.current
    return Bookmark(current=shown.start, furthest=furthest, undo=undo)


def notes_come_first(bookmark: Bookmark, position: int, how: Move) -> bool:
    """Returns whether a press that leads to the beginning of the chapter at this position shows the pages of
    notes before it, if it has any, instead of its first passage.

    It does where nothing of the chapter is read yet, and where a reader comes from another chapter, unless
    they turn back. *Next* comes from the notes where the bookmark is in the chapter already.
    """
    comes_from_elsewhere = bookmark.current.position != position
    if how is Move.NEXT:
        return comes_from_elsewhere
    unread = bookmark.furthest <= Spot(position, 0)
    return unread or (how is Move.VISIT and comes_from_elsewhere)
