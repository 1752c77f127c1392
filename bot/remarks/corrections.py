"""Corrections that readers propose: told apart from the words that they correct, and put into a stored
text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.remarks.models import LONGEST_CORRECTION
from bot.text import markup
from bot.text.alignment import Alignment

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_BLANK_LINES = re.compile(r"\n\s*\n")


class Replacement(NamedTuple):
    """A stretch (start, end) of plain text, and the text that is to stand there."""

    start: int
    end: int
    by: str


def tidied(correction: str, words: str) -> str:
    """Returns a correction as typed, with the line breaks of a sentence: none where the words have none."""
    typed = correction[:LONGEST_CORRECTION].replace("\r\n", "\n").strip()
    return _BLANK_LINES.sub("\n", typed) if "\n" in words else " ".join(typed.split())


def replacements(before: str, after: str) -> list[Replacement]:
    """Returns what turns one plain text into another, whole words at a time and in order."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    starts = _starts(old)
    found = []
    for at, until, there, there_until in _gaps(old, new):
        found.append(Replacement(starts[at], starts[until], "".join(new[there:there_until])))
    return found


def corrected(stored: str, correction: str) -> str | None:
    """Returns a stored text that reads as `correction` does, with its formatting and everything else
    unchanged; None where the formatting stands in the way.

    `markup.strip` of the result is `correction`.
    """
    shown = [at for start, end in markup.shown(stored) for at in range(start, end)]
    text, visible = stored, frozenset(shown)
    for start, end, by in reversed(replacements(markup.strip(stored), correction)):
        first = _with_escape(stored, shown[start], visible) if start < len(shown) else len(stored)
        last = shown[end - 1] + 1 if end > start else first
        if any(at not in visible and stored[at] != "\\" for at in range(first, last)):
            return None
        text = text[:first] + _escaped(by, starts_line=not first or stored[first - 1] == "\n") + text[last:]
    return text if markup.strip(text) == correction else None


def _escaped(plain: str, *, starts_line: bool) -> str:
    """Returns plain text as Markdown: what would begin a list is escaped only where a line starts."""
    return markup.escape(plain) if starts_line else markup.escape(f"x{plain}")[1:]


def _with_escape(stored: str, at: int, visible: frozenset[int]) -> int:
    """Returns where a shown character begins in a stored text: at its backslash, if it has one."""
    return at - 1 if at and stored[at - 1] == "\\" and at - 1 not in visible else at


def _gaps(old: list[str], new: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yields the stretches of both rows that are not the same: (start, end) in the old one and in the new."""
    at = there = 0
    for kept, partner in [*_kept(old, new), (len(old), len(new))]:
        if (at, there) != (kept, partner):
            yield at, kept, there, partner
        at, there = kept + 1, partner + 1


def _kept(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """Returns the pairs of equal items that stay, in order."""
    shorter = min(len(old), len(new))
    front = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    behind = range(1, shorter - front + 1)
    back = next((at - 1 for at in behind if old[-at] != new[-at]), shorter - front)
    ends = [(at, at) for at in range(front)]
    ends += [(len(old) - at, len(new) - at) for at in range(back, 0, -1)]
    alignment = Alignment(old, new, ends)
    alignment.fill()
    return [(at, there) for at, there in enumerate(alignment.partners) if there >= 0]


def _starts(tokens: list[str]) -> list[int]:
    starts = [0]
    for token in tokens:
        starts.append(starts[-1] + len(token))
    return starts
