"""Aligns the equal items of two sequences: anchored by items that are unique, as patience diff is, but
following what moved, in a few linear passes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence

_ROUNDS = 12  # each looks into every gap that the one before has left; an end, so that no text costs more
_UNPAIRED = -1

Pair = tuple[int, int]


class Alignment:
    """A pairing of equal items of `old` and `new`, each with one of the other at most.

    `pairs` are known to belong together. `partners[index]` is the index in `new` of the
    partner of an item of `old`, or -1.
    """

    def __init__(self, old: Sequence[Hashable], new: Sequence[Hashable], pairs: Iterable[Pair]) -> None:
        self._old, self._new = old, new
        self.partners = [_UNPAIRED] * len(old)
        self._old_partners = [_UNPAIRED] * len(new)
        self._pair(pairs)

    def anchor(self, width: int = 1, but: Collection[Hashable] = ()) -> None:
        """Pairs rows of `width` items that are unique on either side, wherever they are, and the equal
        neighbours of what is paired. Single items that are among `but` count as repeated.
        """
        old, new = (
            _unique(items, width, partners, but)
            for items, partners in ((self._old, self.partners), (self._new, self._old_partners))
        )
        rows = [(at, new[row]) for row, at in old.items() if row in new]
        for at, there in rows:
            self._pair((at + step, there + step) for step in range(width))
        self._grow(self._edges())

    def fill(self) -> None:
        """Pairs, in order, items that are unique within a gap between paired items,
        then within the gaps that leaves.
        """
        for _ in range(_ROUNDS):
            paired = [pair for gap in self._gaps() for pair in self._pair(self._in_order(*gap))]
            if not paired:
                return
            self._grow(paired)

    def unpair(self, keeps: Callable[[int, int], bool]) -> None:
        """Removes the pairs of which `keeps(old, new)` is not true."""
        for at, there in enumerate(self.partners):
            if there != _UNPAIRED and not keeps(at, there):
                self.partners[at] = self._old_partners[there] = _UNPAIRED

    def _pair(self, pairs: Iterable[Pair]) -> list[Pair]:
        """Pairs those of `pairs` that are still free, and returns them."""
        paired = []
        for at, there in pairs:
            if self.partners[at] == self._old_partners[there] == _UNPAIRED:
                self.partners[at], self._old_partners[there] = there, at
                paired.append((at, there))
        return paired

    def _grow(self, pairs: Iterable[Pair]) -> None:
        """Pairs equal neighbours of `pairs`, and theirs;
        an item that two could have goes to the nearer one.
        """
        edge = deque((at, there, step) for at, there in pairs for step in (1, -1))
        while edge:
            at, there, step = edge.popleft()
            at, there = at + step, there + step
            inside = 0 <= at < len(self._old) and 0 <= there < len(self._new)
            if inside and self._old[at] == self._new[there] and self._pair([(at, there)]):
                edge.append((at, there, step))

    def _edges(self) -> list[Pair]:
        """Returns the pairs whose neighbours on either side are not each other's."""
        partners = self.partners
        near = zip((_UNPAIRED, *partners), partners, (*partners[1:], _UNPAIRED), strict=False)
        return [
            (at, there)
            for at, (before, there, after) in enumerate(near)
            if there != _UNPAIRED and (before != there - 1 or after != there + 1)
        ]

    def _gaps(self) -> Iterator[tuple[range, range]]:
        """Yields the unpaired ranges of both sides that follow, or precede, the same pair."""
        olds, news = _runs(self.partners), _runs(self._old_partners)
        pairs = self._edges()
        behind = ((at + 1, there + 1) for at, there in ((_UNPAIRED, _UNPAIRED), *pairs))
        gaps = [(olds[at], news[there]) for at, there in behind if at in olds and there in news]
        yield from gaps
        known = set(gaps)
        olds, news = ({run.stop: run for run in runs.values()} for runs in (olds, news))
        for at, there in (*pairs, (len(self._old), len(self._new))):
            if at in olds and there in news and (olds[at], news[there]) not in known:
                yield olds[at], news[there]

    def _in_order(self, olds: range, news: range) -> list[Pair]:
        """Returns the most pairs of items unique in two gaps that do not cross (Bram Cohen,
        "Patience Diff").
        """
        there = _occurring_once((self._new[at], at) for at in news)
        here = _occurring_once((self._old[at], at) for at in olds)
        return _longest_rising([(at, there[item]) for item, at in here.items() if item in there])


def _unique(
    items: Sequence[Hashable], width: int, partners: Sequence[int], but: Collection[Hashable]
) -> dict[Hashable, int]:
    """Returns the starts of the rows of `width` unpaired items that occur once, by row."""
    if width == 1:
        return _occurring_once(
            (items[at], at) for run in _runs(partners).values() for at in run if items[at] not in but
        )
    runs = (range(run.start, run.stop - width + 1) for run in _runs(partners).values())
    return _occurring_once((tuple(items[at : at + width]), at) for run in runs for at in run)


def _occurring_once(places: Iterable[tuple[Hashable, int]]) -> dict[Hashable, int]:
    listed = list(places)
    counts = Counter(item for item, _ in listed)
    return {item: at for item, at in listed if counts[item] == 1}


def _runs(partners: Sequence[int]) -> dict[int, range]:
    """Returns the longest ranges of unpaired items, by their start."""
    runs = {}
    start = None
    for at, partner in enumerate((*partners, 0)):
        if partner == _UNPAIRED:
            start = at if start is None else start
        elif start is not None:
            runs[start] = range(start, at)
            start = None
    return runs


def _longest_rising(pairs: Sequence[Pair]) -> list[Pair]:
    """Returns the longest subsequence of `pairs`, sorted by their first number,
    whose second numbers rise too.
    """
    ends: list[int] = []
    last: list[int] = []  # of each length, the pair that ends with the least second number
    before: list[int] = []
    for index, (_, there) in enumerate(pairs):
        length = bisect_left(ends, there)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1], last[length : length + 1] = [there], [index]
    rising = []
    index = last[-1] if last else -1
    while index >= 0:
        rising.append(pairs[index])
        index = before[index]
    return rising[::-1]
