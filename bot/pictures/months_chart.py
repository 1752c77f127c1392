"""The words of a year's months as a picture: a bar for each, with its number."""

from __future__ import annotations

from collections.abc import Sequence

from bot.language import _, numeral
from bot.pictures.charting import LABEL, MARGIN, heading, month_named, words_of
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
    shapes, lines = [], [*heading(_("Words by month in {year}", year=str(year)), _summary(months))]
    for number in range(12):
        middle = _TOP + _STEP * (number + 0.5)
        lines.append(TextLine(month_named(number + 1), middle + 13, LABEL, MARGIN, colour=SOFT_INK))
        if number < len(months):
            bar = _bar(middle, months[number] / max(months))
            shapes.append(bar)
            lines.append(TextLine(numeral(months[number]), middle + 13, LABEL, bar.right + _GAP))
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
    return _(
        "{words}; most in {month}: {most}",
        words=words_of(sum(months)),
        month=month_named(best + 1),
        most=months[best],
    )


def _alternative_text(year: int, months: Sequence[int]) -> str:
    """Returns the alternative text, which says what the picture shows."""
    each = ", ".join(f"{month_named(number)} {numeral(words)}" for number, words in enumerate(months, 1))
    said = _("Words read in each month of {year}.", year=str(year))
    return f"{said} {_summary(months)}. {each}."
