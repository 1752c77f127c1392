"""The effect of a move on a bookmark, as a pure function (docs/decisions/reading.md)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from bot.reading.models import Bookmark
from bot.stories.models import Spot
from bot.text.spans import Spans, size, touching


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

    Opening a story at the bookmark does not move it, whatever the passage length. A move to a passage that is
    not a neighbour can be undone.
    """
    if how is Move.OPEN:
        return bookmark
    return Bookmark(current=shown.start, undo=bookmark.undo if shown.beside else bookmark.current)


@dataclass(frozen=True, slots=True)
class Passing:
    """What a press passes up to the end of the passage shown: the text from `since` on and, with `over`, also
    what lies between the last place passed before and that one."""

    since: Spot
    over: bool


def passing(
    bookmark: Bookmark, spans: Spans, shown: ShownPassage, how: Move, *, displaced: bool = False
) -> Passing | None:
    """Returns what a reader passes when they are shown a passage, or None. `spans` are what they have passed
    of its chapter.

    Reading on passes the passage, and the one that they come from; after a jump also what that left out.
    Opening a story at the bookmark passes the passage unless a jump led there. Whoever is `displaced`, beside
    words that are gone, has not jumped there, and comes from nowhere.
    """
    here = bookmark.current.position == shown.start.position
    reached = here and touching(spans, bookmark.current.offset) is not None
    if how is Move.NEXT and displaced:
        return Passing(shown.start, over=False)
    if how is Move.NEXT:
        since = min(bookmark.current, shown.start) if shown.beside else shown.start
        return Passing(since, over=not (shown.beside and reached))
    return Passing(shown.start, over=False) if how is Move.OPEN and reached else None


def notes_come_first(bookmark: Bookmark, spans: Spans, position: int, how: Move) -> bool:
    """Returns whether a press that leads to the beginning of the chapter at this position shows the pages of
    notes before it, if it has any, instead of its first passage. `spans` are what the reader has passed of
    the chapter.

    It does where nothing of the chapter is read yet, and where a reader comes from another chapter, unless
    they turn back. *Next* comes from the notes where the bookmark is in the chapter already.
    """
    comes_from_elsewhere = bookmark.current.position != position
    if how is Move.NEXT:
        return comes_from_elsewhere
    return not size(spans) or (how is Move.VISIT and comes_from_elsewhere)
