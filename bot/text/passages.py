"""Divides a chapter into passages: each fits one message, ends where a reader may pause,
and nothing is lost.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from operator import attrgetter

from bot.text.cuts import Cut, CutKind, cut_at, cuts, shown_end
from bot.text.pace import main_script, passage_limit

# What a cut of each kind costs, in hundredths of what one empty passage would: a passage may be some 15 %
# shorter for a scene break's sake, 25 % for a paragraph's.
_PENALTIES = {
    CutKind.SCENE: 0,
    CutKind.PARAGRAPH: 4,
    CutKind.SENTENCE: 16,
    CutKind.SENTENCE_WITHIN_LINE: 20,
    CutKind.LINE: 24,
    CutKind.CLAUSE: 32,
    CutKind.HEADING: 50,
    CutKind.WORD: 50,
    CutKind.CLUSTER: 100,
    CutKind.CHARACTER: 150,
}

_BETWEEN_BLOCKS = (CutKind.SCENE, CutKind.PARAGRAPH, CutKind.HEADING)
_SMALL_SCREEN, _BETWEEN_PARAGRAPHS = 800, 45
"""The length up to which passages are made for a phone, and the characters that the space between two
paragraphs takes there: a line, and on average half of the one before it."""
_NEXT_TO_NOTHING = 8
"""A passage shorter than one in so many of the limit takes text from its neighbour."""


_START = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Passage:
    """An excerpt of a chapter's text, from `start` up to `end` (offsets in characters).

    `opening` and `closing` are the marks that continue the formatting across its cuts.
    """

    start: int
    end: int
    opening: str = ""
    closing: str = ""

    def render(self, text: str) -> str:
        """Returns the text of a message that shows this passage of the chapter `text`,
        without white space at its ends.
        """
        shown = text[self.start : shown_end(text, self.end)].lstrip()
        return f"{self.opening}{shown}{self.closing}" if shown else ""


def passages(text: str, limit: int, between: int = 0) -> tuple[Passage, ...]:
    """Returns the chapter in passages that are shown with at most `limit` characters each
    (`limit` at least 128), where the space between two paragraphs counts as `between` characters more.

    Joined, the passages are `text`; white space between two belongs to the one before. They are as few as
    `bot.text.cuts` allows, and then as evenly filled, at the best of its places; a paragraph that fits is
    divided only where a passage would otherwise hold next to nothing. The result depends on nothing but
    `text`, `limit` and `between`. It is not stable against edits: a word more anywhere may move any cut,
    which is why a reader's place is an offset and never a passage's number.
    """
    if not text:
        return ()
    chosen = _choose(_spaced(cuts(text, limit), between), limit)
    _share(text, chosen, limit, between)
    return tuple(Passage(a.at, b.at, a.opening, b.closing) for a, b in pairwise(chosen))


def passages_to_read(text: str, limit: int) -> tuple[Passage, ...]:
    """Returns the chapter in passages that hold as much reading as `limit` characters of English at most: of
    Chinese, Japanese and Thai fewer characters (`limit` at least 512). Those for a phone hold less the more
    paragraphs they have, so that each of them fits its screen."""
    script = main_script(text)
    between = passage_limit(script, _BETWEEN_PARAGRAPHS) if limit <= _SMALL_SCREEN else 0
    return passages(text, passage_limit(script, limit), between)


def holding(divided: Sequence[Passage], offset: int) -> int:
    """Returns the index of the passage that holds `offset`;
    the first or the last one where it lies outside.
    """
    return max(0, bisect_right(divided, offset, key=_START) - 1)


def rest(text: str, divided: Sequence[Passage], offset: int) -> Passage:
    """Returns the rest, from `offset` on, of the passage of the chapter `text` that holds it: all of it where
    it begins there. White space at `offset` belongs to what is before.
    """
    offset += len(text[offset:]) - len(text[offset:].lstrip())
    passage = divided[holding(divided, offset)]
    if offset <= passage.start:
        return passage
    cut = cut_at(text, offset)
    return Passage(cut.at, passage.end, cut.opening, passage.closing)


def _choose(places: list[Cut], limit: int) -> list[Cut]:
    # Sorted already, but where a mark too far from its text had to be torn: there the passage gets less room.
    left = list(accumulate((cut.left for cut in reversed(places)), min))[::-1]
    right = list(accumulate((cut.right for cut in places), max))
    windows = _windows(left, right, limit)
    penalties = [_PENALTIES[cut.kind] * limit**2 for cut in places]
    costs = {0: 0}
    came_from: list[dict[int, int]] = []
    for before, window in pairwise(windows):
        stage = _Stage(left, right, limit, costs)
        stage.fill(window, before)
        costs = {end: cost + penalties[end] for end, cost in stage.costs.items()}
        came_from.append(stage.came_from)
    path = [windows[-1].start]
    for step in reversed(came_from):
        path.append(step[path[-1]])
    return [places[index] for index in reversed(path)]


def _spaced(places: list[Cut], between: int) -> list[Cut]:
    """Returns cuts with the space between paragraphs counted in what is shown up to each and from each on."""
    if not between:
        return places
    spaced, taken = [], 0
    for cut in places:
        right = cut.right + taken
        if cut.kind in _BETWEEN_BLOCKS:
            taken += between
        spaced.append(cut._replace(left=cut.left + taken, right=right))
    return spaced


def _share(text: str, chosen: list[Cut], limit: int, between: int) -> None:
    """Moves cuts into a paragraph that fits, to a sentence's end, where a passage would otherwise hold next
    to nothing, such as a heading or a signature alone.
    """
    sizes = [cut.right - before.left for before, cut in pairwise(chosen)]
    small = [index for index, size in enumerate(sizes, start=1) if size * _NEXT_TO_NOTHING < limit]
    if not small or len(chosen) == 2:
        return
    finer = [cut for cut in _spaced(cuts(text, max(128, limit // 2)), between) if cut.kind <= CutKind.LINE]
    for index in small:
        with_next = index == 1 or (chosen[index].kind is CutKind.HEADING and index < len(chosen) - 1)
        moved = index if with_next else index - 1
        best = _most_even(finer, chosen[moved - 1], chosen[moved + 1], sizes[index - 1], limit)
        chosen[moved] = best or chosen[moved]


def _most_even(finer: Sequence[Cut], start: Cut, end: Cut, least: int, limit: int) -> Cut | None:
    """Returns the cut that divides two passages most evenly,
    each of more than `least` and at most `limit`.
    """
    between = finer[bisect_right(finer, start.at, key=_at) : bisect_left(finer, end.at, key=_at)]
    ways = [(cut.right - start.left, end.right - cut.left, cut) for cut in between]
    fitting = [
        (abs(one - other), cut)
        for one, other, cut in ways
        if least < min(one, other) <= max(one, other) <= limit
    ]
    return min(fitting)[1] if fitting else None


def _at(cut: Cut) -> int:
    return cut.at


def _windows(left: list[int], right: list[int], limit: int) -> list[range]:
    """Returns, for each cut of a division into the fewest passages, the places
    (by index) where it can stand.
    """
    latest, earliest = [0], [len(left) - 1]
    while latest[-1] < len(left) - 1:
        latest.append(bisect_right(right, left[latest[-1]] + limit) - 1)
    for _ in latest[1:]:
        earliest.append(bisect_left(left, right[earliest[-1]] - limit))
    return [range(first, last + 1) for first, last in zip(reversed(earliest), latest, strict=True)]


class _Stage:
    """The cheapest ways to end one more passage at each place of a window.

    The cost is the sum of the squared room that passages leave unfilled, with a penalty for each cut. As the
    square is convex, the best start never moves back while the end moves on, so that halving the window finds
    them all in n log n steps, exactly.
    """

    def __init__(self, left: list[int], right: list[int], limit: int, before: dict[int, int]) -> None:
        self._left, self._right, self._limit, self._before = left, right, limit, before
        self.costs: dict[int, int] = {}
        self.came_from: dict[int, int] = {}

    def fill(self, ends: range, starts: range) -> None:
        """Computes `costs` and `came_from` for all `ends`, beginning at one of `starts`."""
        if not ends:
            return
        left, before = self._left, self._before
        end = ends[len(ends) // 2]
        least = self._right[end] - self._limit
        cost, start = min(
            (before[start] + 100 * (left[start] - least) ** 2, start)
            for start in range(max(starts.start, bisect_left(left, least)), min(starts.stop, end))
        )
        self.costs[end], self.came_from[end] = cost, start
        self.fill(ends[: len(ends) // 2], range(starts.start, start + 1))
        self.fill(ends[len(ends) // 2 + 1 :], range(start, starts.stop))
