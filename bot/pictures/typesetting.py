"""Chooses the size of a text, and its lines, so that it fills its place and can be read on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import regex

from bot.pictures.errors import QuoteTooLongForPictureError
from bot.pictures.faces import ROMAN, Face, font, runs
from bot.pictures.lines import LineFragment, balanced, line_fragments
from bot.text.direction import (
    LEFT_TO_RIGHT_MARK,
    RIGHT_TO_LEFT_MARK,
    begins_from_right,
    has_right_to_left,
    reads_from_right,
)

SIZES = (96, 84, 74, 66, 59, 53, 48)
"""Sizes of letters in pixels of a card that is 1,200 wide. A phone shows it a third as large: the smallest is
then 16 points, and its lower-case letters as high as those of a sans serif of 12 points.
"""
LEADING = 1.3
_PARAGRAPH = 0.5
_MEASURED_AT = 64


@dataclass(frozen=True, slots=True)
class Setting:
    """A text in lines of one size; an empty line stands for the gap between paragraphs."""

    size: int
    lines: tuple[str, ...]

    @property
    def baselines(self) -> list[float]:
        """The distance of each line's baseline below the first one's, in pixels."""
        below = [0.0]
        for line in self.lines[1:]:
            below.append(below[-1] + self.size * LEADING * (1.0 if line else _PARAGRAPH))
        return below

    @property
    def high(self) -> float:
        """The distance from the first baseline to the last, in pixels."""
        return self.baselines[-1]


@dataclass(frozen=True, slots=True)
class _TypesetParagraph:
    """Fragments of lines and their widths at the size in which they were measured.

    `from_right` is None where no letter goes from right to left.
    """

    line_fragments: list[LineFragment]
    widths: list[float]
    space: float
    from_right: bool | None

    @classmethod
    def of(cls, text: str, face: Face, most_wide: int, smallest: int) -> _TypesetParagraph:
        """Returns the paragraph, its words divided where they are wider than a line at the smallest size."""
        limit = most_wide * _MEASURED_AT / smallest
        found = [part for fragment in line_fragments(text) for part in _divided(fragment, face, limit)]
        widths = [width(each.text, _MEASURED_AT, face) for each in found]
        from_right = reads_from_right(text) if has_right_to_left(text) else None
        return cls(found, widths, width(" ", _MEASURED_AT), from_right)

    def shorter(self, most_wide: float) -> _TypesetParagraph:
        """Returns the paragraph without its last fragment, or without as many as it takes to be so narrow,
        with an ellipsis.
        """
        count = len(self.line_fragments) - 1
        while count > 1 and sum(self.widths[:count]) > most_wide:
            count -= 1
        cut = LineFragment(self.line_fragments[count - 1].text.rstrip("…,;:.") + "…", space=False)
        kept = [*self.line_fragments[: count - 1], cut]
        return _TypesetParagraph(kept, self.widths[:count], self.space, self.from_right)

    def fits(self, size: int, most_wide: int) -> bool:
        """Returns whether every fragment is narrower than a line."""
        return max(self.widths, default=0) * size <= most_wide * _MEASURED_AT

    def lines(self, size: int, most_wide: int) -> list[str]:
        """Returns the paragraph in lines of even length, each of which says the paragraph's direction."""
        spaces = [self.space * each.space for each in self.line_fragments]
        starts = balanced(self.widths, spaces, most_wide * _MEASURED_AT / size)
        ends = [*starts, len(self.line_fragments)][1:]
        lines = [self.line_fragments[start:end] for start, end in zip(starts, ends, strict=True)]
        return [
            self._directed("".join(each.text + " " * each.space for each in line).rstrip()) for line in lines
        ]

    def _directed(self, line: str) -> str:
        """Returns the line with a direction mark before it, unless it begins in the paragraph's direction."""
        if self.from_right is None or begins_from_right(line) == self.from_right:
            return line
        return (RIGHT_TO_LEFT_MARK if self.from_right else LEFT_TO_RIGHT_MARK) + line


@lru_cache(maxsize=4_096)
def width(text: str, size: int, face: Face = ROMAN) -> float:
    """Returns the width of the text on one line, in pixels.

    Raises UnpicturableError where no face has its letters.
    """
    return sum(font(each.face, size).getlength(each.text, each.direction) for each in runs(text, face))


def fitted(text: str, most_wide: int, comfortable: int, most_high: int) -> Setting:
    """Returns the text as large as it can be at a comfortable height,
    else at its smallest within the greatest one.

    Line ends of its own are kept; if it has any, a smaller size in which no line must be broken goes before.
    Raises QuoteTooLongForPictureError where it needs more room, UnpicturableError for lack of letters.
    """
    paragraphs = [_TypesetParagraph.of(each, ROMAN, most_wide, SIZES[-1]) for each in text.split("\n")]
    settings = [
        Setting(size, tuple(line for each in paragraphs for line in each.lines(size, most_wide) or [""]))
        for size in SIZES
        if size == SIZES[-1] or all(each.fits(size, most_wide) for each in paragraphs)
    ]
    unbroken = [each for each in settings if len(each.lines) == len(paragraphs) > 1]
    for setting in (*unbroken, *settings):
        if setting.high <= (comfortable if setting.size > SIZES[-1] else most_high):
            return setting
    raise QuoteTooLongForPictureError


def shortened(text: str, size: int, face: Face, most_wide: int, most_lines: int) -> list[str]:
    """Returns the text in at most so many lines of one size,
    cut behind a word with an ellipsis if it is longer.
    """
    words = _TypesetParagraph.of(text, face, most_wide, size)
    lines = words.lines(size, most_wide)
    while len(lines) > most_lines:
        words = words.shorter(most_lines * most_wide * _MEASURED_AT / size)
        lines = words.lines(size, most_wide)
    return lines


def _divided(fragment: LineFragment, face: Face, limit: float) -> Iterator[LineFragment]:
    """Yields the fragment, or the parts of it that fit."""
    if width(fragment.text, _MEASURED_AT, face) <= limit:
        yield fragment
        return
    part = ""
    for cluster in regex.findall(r"\X", fragment.text):
        if part and width(part + cluster, _MEASURED_AT, face) > limit:
            yield LineFragment(part, space=False)
            part = ""
        part += cluster
    yield LineFragment(part, fragment.space)
