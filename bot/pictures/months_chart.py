"""The words of a year's months as a picture: a bar for each, with its number."""

from __future__ import annotations

from collections.abc import Sequence

from bot.pictures.charting import LABEL, MARGIN, MONTHS, counted, heading
from bot.pictures.picture import Picture
from bot.pictures.sheet import EMBER, FRAME, SOFT_INK, WIDTH, Shape, TextLine, printed

_LEFT, _RIGHT = 316, WIDTH - 250
_TOP, _STEP = 262, 68
_THICK, _THIN = 40, 4
_HEIGHT = _TOP + 12 * _STEP + 66
_GAP = 18


def months_chart(year: int, months: Sequence[int]) -> Picture:
    """Returns a picture of the months one below the other.

    `months` are the words of each month from January, at least one of them above 0; months that are still to
    come are left out.
    """
    shapes, lines = [], [*heading(f"Words by month in {year}", _summary(months))]
    for number, name in enumerate(MONTHS):
        middle = _TOP + _STEP * (number + 0.5)
        lines.append(TextLine(name, middle + 13, LABEL, MARGIN, colour=SOFT_INK))
        if number < len(months):
            bar = _bar(middle, months[number] / max(months))
            shapes.append(bar)
            lines.append(TextLine(f"{months[number]:,}", middle + 13, LABEL, bar.right + _GAP))
    return Picture(printed(lines, _HEIGHT, shapes=shapes), WIDTH, _HEIGHT, _alternative_text(year, months))


def _bar(middle: float, share: float) -> Shape:
    """Returns a month's bar, or a thin mark where nothing was read."""
    if not share:
        return Shape(_LEFT, round(middle) - _THICK // 2, _LEFT + _THIN, round(middle) + _THICK // 2, FRAME)
    right = _LEFT + max(2 * _THIN, round(share * (_RIGHT - _LEFT)))
    return Shape(_LEFT, round(middle) - _THICK // 2, right, round(middle) + _THICK // 2, EMBER, 5)


def _summary(months: Sequence[int]) -> str:
    """Returns the year summed up in one line."""
    best = max(range(len(months)), key=lambda month: months[month])
    return f"{counted(sum(months), 'word')}; most in {MONTHS[best]}: {months[best]:,}"


def _alternative_text(year: int, months: Sequence[int]) -> str:
    """Returns the alternative text, which says what the picture shows."""
    each = ", ".join(f"{name} {words:,}" for name, words in zip(MONTHS, months, strict=False))
    return f"Words read in each month of {year}. {_summary(months)}. {each}."
