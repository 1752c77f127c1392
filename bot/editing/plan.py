"""The plan of a story's next version, made from the current one: pure functions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.stories.changes import Fate
from bot.stories.chapters import NumberedChapter, StoredChapter
from bot.stories.models import Chapter
from bot.text import edits
from bot.text.continuity import Version, continued


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan by which a new version follows from the old one, made before the database is held.

    `old` may end with a removed chapter that is to come back. `continued` has the index of the old chapter
    that each new one continues, or None; `stretches` map the words of each old chapter.
    """

    old: Sequence[StoredChapter]
    new: Sequence[NumberedChapter]
    continued: Sequence[int | None]
    stretches: Sequence[tuple[edits.Stretch, ...]]

    def has_new_text(self, index: int) -> bool:
        """Returns whether a new chapter's text is to be written."""
        former = self.continued[index]
        return former is None or self.old[former].text != self.new[index].text

    def is_added(self, new: NumberedChapter) -> bool:
        """Returns whether a new chapter continues none that the story has now."""
        former = self.continued[new.position]
        return former is None or self.old[former].chapter.position < 0

    def with_new_text(self) -> list[int]:
        """Returns the indexes of the new chapters whose texts are to be written."""
        return [index for index in range(len(self.new)) if self.has_new_text(index)]

    def fates(self) -> Iterator[tuple[Fate, Chapter | NumberedChapter]]:
        """Yields the fate of each chapter that is touched: added ones as they are to be, others as they were.

        A removed chapter that comes back is an added one.
        """
        moved = _moved([index for index in self.continued if index is not None])
        for index, former in enumerate(self.continued):
            new = self.new[index]
            if former is None or self.is_added(new):
                yield Fate.ADDED, new
                continue
            old = self.old[former].chapter
            if (self.old[former].early is None) != (new.early is None):
                yield Fate.CLOSED if new.early else Fate.OPENED, old
            elif self.has_new_text(index):
                yield Fate.EDITED, old
            elif old.title != new.title:
                yield Fate.RENAMED, old
            elif self.old[former].notes != new.notes:
                yield Fate.ANNOTATED, old
            elif former in moved:
                yield Fate.MOVED, old
        kept = set(self.continued)
        yield from ((Fate.REMOVED, each.chapter) for at, each in enumerate(self.old) if at not in kept)


def planned(
    old: Sequence[StoredChapter],
    new: Sequence[NumberedChapter],
    known: Sequence[int | None] | None = None,
) -> Plan:
    """Returns the plan by which `new` follows from `old`; `known` says which chapters continue which, where
    that is known. Slow for long stories: to be called in a thread."""
    if not old:
        return Plan(old, new, [None] * len(new), [])
    before = [Version(each.key, each.chapter.title, each.text) for each in old]
    after = [Version(each.key, each.title, each.text) for each in new]
    pairs = continued(before, after) if known is None else known
    return Plan(old, new, pairs, edits.stretches(before, after))


def _moved(order: Sequence[int]) -> set[int]:
    """Returns the fewest members of an order that have moved: all but a longest increasing subsequence."""
    ends: list[int] = []  # of the rising rows of each length, the one that ends lowest
    lengths: list[int] = []
    for each in order:
        at = bisect_left(ends, each)
        ends[at : at + 1] = [each]
        lengths.append(at)
    moved, wanted = set(order), len(ends) - 1
    for each, length in zip(reversed(order), reversed(lengths), strict=True):
        if length == wanted:
            moved.discard(each)
            wanted -= 1
    return moved
