"""Reads the marks of one stored paragraph: the ones open at each place,
and the places where it must not be cut.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    r"\\[^0-9A-Za-z\s]"
    r"|\[(?:\\[\s\S]|[^\[\]\\])*\]\(<[^<>\n]*>\)"
    r"|<[^<>\n]+>"
    r"|(?P<mark>\*{1,3}|_{1,3}|~~|\|\|)"
)
_SPACE = re.compile(r"\s*")


class _Mark(NamedTuple):
    sign: str
    start: int
    end: int
    opens: bool = True


class Marks:
    """The formatting marks of the paragraph `text[start:end]`;
    a mark without its counterpart counts as a letter.
    """

    def __init__(self, text: str, start: int, end: int) -> None:
        """Reads the paragraph once."""
        tokens = list(_TOKEN.finditer(text, start, end))
        paired = _pairs(tokens)
        self._ends = [mark.end for mark in paired]
        self._open = list(_open_behind(paired))
        whole = [token.span() for token in tokens]
        whole += [_with_neighbour(text, mark, start, end) for mark in paired]
        self._barred = _merged(sorted(whole))
        self._barred_starts = [first for first, _ in self._barred]

    def around(self, at: int) -> tuple[str, str]:
        """Returns the marks that open again behind a cut at `at`, and those that close before it."""
        signs = self._open[bisect_right(self._ends, at)]
        return "".join(signs), "".join(reversed(signs))

    def bar(self, at: int) -> bool:
        """Returns whether a cut at `at` would break an escape, a link, a mention or a mark,
        or leave a mark empty.
        """
        place = bisect_left(self._barred_starts, at) - 1
        return place >= 0 and at < self._barred[place][1]


def _pairs(tokens: list[re.Match[str]]) -> list[_Mark]:
    paired: list[_Mark] = []
    unclosed: list[_Mark] = []
    for mark in _signs(tokens, unclosed):
        if all(opening.sign != mark.sign for opening in unclosed):
            unclosed.append(mark)
            continue
        while (opening := unclosed.pop()).sign != mark.sign:
            pass  # crossed by another: it formats nothing
        paired += [opening, mark._replace(opens=False)]
    return sorted(paired, key=lambda mark: mark.start)


def _signs(tokens: list[re.Match[str]], unclosed: list[_Mark]) -> Iterator[_Mark]:
    for token in tokens:
        run, start = token["mark"], token.start()
        if run and len(run) == 3:  # bold and emphasis end in the reverse order of their beginning
            middle = start + (1 if unclosed and unclosed[-1].sign == run[0] else 2)
            yield _Mark(run[: middle - start], start, middle)
            yield _Mark(run[middle - start :], middle, token.end())
        elif run:
            yield _Mark(run, start, token.end())


def _open_behind(paired: list[_Mark]) -> Iterator[tuple[str, ...]]:
    signs: tuple[str, ...] = ()
    yield signs
    for mark in paired:
        signs = (*signs, mark.sign) if mark.opens else signs[:-1]
        yield signs


def _with_neighbour(text: str, mark: _Mark, start: int, end: int) -> tuple[int, int]:
    """Returns the range of the mark and of the letter that it must stand beside."""
    if mark.opens:
        space = _SPACE.match(text, mark.end, end)
        return mark.start, (space.end() if space else mark.end) + 1
    before = mark.start
    while before > start and text[before - 1].isspace():
        before -= 1
    return before - 1, mark.end


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for first, last in spans:
        if merged and first < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged
