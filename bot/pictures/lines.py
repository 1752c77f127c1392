"""Finds where lines may break, and the breaks that make them of even length."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex
from icu4py.breakers import LineBreaker

_IDEOGRAPH = r"[\p{Han}\p{Hiragana}\p{Katakana}]"
_OPENING = r"[\p{Ps}\p{Pi}]"
_CLINGING = r"[\p{Pe}\p{Pf}\p{Po}\p{M}ー々ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ…—]"
_REPEATED = ("ๆ", "ໆ", "ៗ")
"""Says that the word before it is said twice, and stays with it although a space may be between them."""
_FRAGMENT = regex.compile(
    rf"(?:{_OPENING}*+{_IDEOGRAPH}{_CLINGING}*+"
    rf"|\S+?(?:[-–—/]++(?=\w)|(?={_OPENING}*+{_IDEOGRAPH})|\s++[{''.join(_REPEATED)}]|(?=\s)|\Z))"
    r"(?P<space>\s*+)"
)
_WITHIN = regex.compile(r"[\p{Line_Break=Complex_Context}\u200b]")
"""Letters of scripts that put no space between words, such as Thai: a dictionary finds where these end; or a
mark that says so.
"""
_LONE_WORD = 2.0


@dataclass(frozen=True, slots=True)
class LineFragment:
    """Text that stays on one line; `space` says whether a space parts it from the next."""

    text: str
    space: bool


def line_fragments(text: str) -> list[LineFragment]:
    """Returns the text between its possible breaks: spaces, behind hyphens and dashes, beside ideographs, and
    between words of scripts without spaces.

    Joined again, with their spaces, they are the text with its white space made single.
    """
    found = _FRAGMENT.finditer(text.strip())
    return [
        part
        for each in found
        for part in _words(each[0][: each.start("space") - each.start()], bool(each["space"]))
    ]


def _words(text: str, space: bool) -> list[LineFragment]:
    """Returns text that no space parts, divided where its script allows it."""
    if not _WITHIN.search(text):
        return [LineFragment(text, space)]
    words: list[str] = []
    for each in LineBreaker(text, "und"):
        word = each.replace("\u200b", "")
        if words and word.startswith(_REPEATED):
            words[-1] += word
        elif word:
            words.append(word)
    return [LineFragment(word, space and number == len(words)) for number, word in enumerate(words, 1)]


def balanced(widths: Sequence[float], spaces: Sequence[float], most: float) -> list[int]:
    """Returns the index of each line's first fragment, with the fewest lines and, of those,
    the most even ones.

    `widths` are of fragments, `spaces` of the space behind each where its line continues. A line is wider
    than `most` only where a single fragment is. A last line of one fragment is avoided where that takes no
    more lines.
    """
    # best[i]: the fewest lines for the fragments from i on, what they cost, and where the next line begins.
    count = len(widths)
    best: list[tuple[int, float, int]] = [(0, 0.0, count)] * (count + 1)
    for start in range(count - 1, -1, -1):
        best[start] = min(_lines_from(start, widths, spaces, most, best))
    starts, at = [], 0
    while at < count:
        starts.append(at)
        at = best[at][2]
    return starts


def _lines_from(
    start: int,
    widths: Sequence[float],
    spaces: Sequence[float],
    most: float,
    best: Sequence[tuple[int, float, int]],
) -> list[tuple[int, float, int]]:
    """Returns each way for a line to begin here, with the best that can follow it."""
    ways: list[tuple[int, float, int]] = []
    width = 0.0
    for end in range(start + 1, len(widths) + 1):
        width += widths[end - 1]
        if width > most and ways:
            break
        lines, cost, _ = best[end]
        lone = _LONE_WORD if end == len(widths) and end - start == 1 and start else 0.0
        ways.append((lines + 1, cost + (1 - width / most) ** 2 + lone, end))
        width += spaces[end - 1]
    return ways
