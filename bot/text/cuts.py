"""Every place where a chapter may be cut into passages, and how good a place it is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from enum import IntEnum
from itertools import pairwise
from typing import NamedTuple

import regex

from bot.text.marks import Marks
from bot.text.markup import is_scene_break
from bot.text.sentences import sentence_ends

# A blank line; within a block quote, a line with nothing behind its `>`.
_BETWEEN_PARAGRAPHS = re.compile(r"\n(?:[^\S\n]*(?:> *)?\n)+\s*")
_HEADING = re.compile(r"(?:> )?#{1,3} [^\n]*\Z")
_LINE_PREFIX = re.compile(r"(?:> )?(?:#{1,3} |-# |[-+*] |\d{1,9}\. )?")
_LIST_NUMBER = re.compile(r"\d+\.\s")
_MOST_OVERHEAD = 64  # what opening and closing can add at one place: a line's prefix, every mark, an escape


class Kind(IntEnum):
    """What a cut stands behind, the best first."""

    SCENE = 0
    PARAGRAPH = 1
    SENTENCE = 2
    SENTENCE_WITHIN_LINE = 3
    LINE = 4
    HEADING = 5
    WORD = 6
    CLUSTER = 7
    CHARACTER = 8


class Cut(NamedTuple):
    """A place between two passages.

    `left` and `right` reckon with what has to be added there: a passage from cut `a` to cut `b` is shown
    with `b.right - a.left` characters. Both grow from cut to cut.
    """

    at: int
    kind: Kind
    left: int
    right: int
    opening: str = ""
    closing: str = ""


def cuts(text: str, limit: int) -> list[Cut]:
    """The places where `text` may be cut, its start and end included.

    What lies between two neighbours fits in `limit` characters. A paragraph that fits is not cut, nor is a
    sentence that fits; a heading stays with what follows, and a scene break with what it ends.
    """
    found = [Cut(0, Kind.PARAGRAPH, len(text) - len(text.lstrip()), 0)]
    for end in _paragraph_ends(text):
        start, right = found[-1].at, shown_end(text, end)
        cut = Cut(end, _kind(text, start, right), end, right)
        if right - found[-1].left > limit:
            found += _within(text, found[-1], cut, limit)
        found.append(cut)
    return _keep_headings(_keep_scene_breaks(found, limit), limit)


def shown_end(text: str, end: int) -> int:
    """Where what is shown of `text[:end]` ends: before white space and empty lines of a block quote."""
    while end and (text[end - 1].isspace() or (text[end - 1] == ">" and text[end - 2 : end - 1] in ("", "\n"))):
        end -= 1
    return end


def _paragraph_ends(text: str) -> list[int]:
    ends = []
    start = 0
    for between in _BETWEEN_PARAGRAPHS.finditer(text):
        if shown_end(text, between.start()) > start:
            start = between.end()
            ends.append(start)
    if ends and shown_end(text, len(text)) <= start:
        ends.pop()
    return [*ends, len(text)] if text else []


def _kind(text: str, start: int, end: int) -> Kind:
    if _HEADING.match(text, start, end):
        return Kind.HEADING
    return Kind.SCENE if is_scene_break(text[start : min(end, start + 300)]) else Kind.PARAGRAPH


def _fits(first: Cut, last: Cut, limit: int) -> bool:
    return last.right - first.left <= limit


def _keep_scene_breaks(found: list[Cut], limit: int) -> list[Cut]:
    kept: list[Cut] = []
    for cut in found:
        if cut.kind is not Kind.SCENE:
            kept.append(cut)
        elif len(kept) > 1 and _fits(kept[-2], cut, limit):
            kept[-1] = cut
        else:
            kept.append(cut._replace(kind=Kind.HEADING))  # it goes with what follows instead
    return kept


def _keep_headings(found: list[Cut], limit: int) -> list[Cut]:
    kept = [found[-1]]
    for before, cut in reversed(list(pairwise(found))[:-1] if len(found) > 1 else []):
        raise NotImplementedError
    return kept
