"""Divides a version of a story into segments, fine where it was edited: chapters, paragraphs, words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.text.continuity import Version

BETWEEN = "\n\n"
"""The text between two paragraphs."""
WHOLE = -1
"""The paragraph of a segment that is not a word."""
_WORD = re.compile(
    r"[^\W_\u2e80-\u9fff]+(?:['’][^\W_\u2e80-\u9fff]+)*|[\u2e80-\u9fff]|[^\w\s]|_"
)  # or one sign


class Segment(NamedTuple):
    """A paragraph or a word; or an unchanged chapter; or only the start, or the end, of a changed one."""

    chapter: int
    start: int
    end: int
    text: str
    paragraph: int = WHOLE  # that a word is of


class Side(NamedTuple):
    """One version in segments. `kept` are the indices of those known to be on the other side too,
    in the same order.
    """

    chapters: Sequence[Version]
    segments: list[Segment]
    kept: list[int]

    def between(self, at: int) -> str:
        """Returns the text between a segment and the one before, in the same chapter."""
        segment = self.segments[at]
        return self.chapters[segment.chapter].text[self.segments[at - 1].end : segment.start]


def in_paragraphs(chapters: Sequence[Version], kept: Sequence[int], same: Sequence[bool]) -> Side:
    """Returns unchanged chapters whole, and the others in paragraphs.

    `kept` are the chapters that are on the other side too, in the same order there; `same` says which of them
    are unchanged.
    """
    unchanged = dict(zip(kept, same, strict=True))
    places: dict[int, tuple[int, ...]] = {}
    segments: list[Segment] = []
    for number, chapter in enumerate(chapters):
        first, end = len(segments), len(chapter.text)
        if unchanged.get(number):
            segments.append(Segment(number, 0, end, ""))
            places[number] = (first,)
        elif number in unchanged:
            segments += (
                Segment(number, 0, 0, ""),
                *_paragraphs(number, chapter.text),
                Segment(number, end, end, ""),
            )
            places[number] = (first, len(segments) - 1)
        else:
            segments += _paragraphs(number, chapter.text)
    return Side(chapters, segments, [place for number in kept for place in places[number]])


def _paragraphs(number: int, text: str) -> Iterator[Segment]:
    start = 0
    for paragraph in text.split(BETWEEN):
        end = start + len(paragraph)
        if paragraph:
            yield Segment(number, start, end, paragraph)
        start = end + len(BETWEEN)


def in_words(side: Side, kept: Sequence[int]) -> Side:
    """Returns the same version, with all paragraphs but the `kept` ones divided into words."""
    places = dict.fromkeys(kept, 0)
    segments: list[Segment] = []
    for at, segment in enumerate(side.segments):
        if at in places:
            places[at] = len(segments)
            segments.append(segment)
        else:
            text = side.chapters[segment.chapter].text
            words = _WORD.finditer(text, segment.start, segment.end)
            segments += (Segment(segment.chapter, *word.span(), word[0], at) for word in words)
    return Side(side.chapters, segments, list(places.values()))
