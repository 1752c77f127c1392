"""Draws a year of reading: a square for each day, the darker and larger the more was read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from bot.language import _, ngettext, numeral, pgettext
from bot.pictures.charting import LABEL, MARGIN, NUMBER, heading, month_named, words_of
from bot.pictures.picture import Picture
from bot.pictures.sheet import FRAME, SOFT_INK, WIDTH, Shape, TextLine, printed
from bot.pictures.typesetting import width

SHADES = ("#b4712e", "#964619", "#6b240c", "#330c03")
"""From little to much, each darker than the one before, so that hues need not be told apart; the lightest
stands out from the paper by 3 to 1 still, https://www.w3.org/TR/WCAG22/#non-text-contrast"""
_SIZES = (20, 24, 28, 32)
_UNREAD = 8
_STEP = 35
_LEFT = 170
_TOPS = (372, 760)
_HEIGHT = 1_150
_LEGEND = _HEIGHT - 90

Days = Sequence[tuple[date, int]]


def year_map(year: int, words: Sequence[int]) -> Picture:
    """Returns the year in two rows of weeks.

    `words` are those of each day from the first of January, and end with the last day to be shown.
    """
    first = date(year, 1, 1).toordinal()
    days = [(date.fromordinal(first + number), count) for number, count in enumerate(words)]
    bounds = levels(words)
    shapes = [_square(*_middle(day), _level(count, bounds)) for day, count in days]
    lines = [*heading(_("Reading in {year}", year=str(year)), _summary(days))]
    for month, count in _months(days):
        lines += _month_label(date(year, month, 1), count)
    for top in _TOPS:
        lines += [
            TextLine(name, top + _STEP * row + 30, NUMBER, MARGIN, colour=SOFT_INK)
            for row, name in _weekdays()
        ]
    for square, label in _legend(bounds):
        shapes.append(square)
        lines.append(label)
    return Picture(printed(lines, _HEIGHT, shapes=shapes), WIDTH, _HEIGHT, _alternative_text(year, days))


def levels(words: Sequence[int]) -> tuple[int, ...]:
    """Returns the upper bounds, in words a day, of all shades but the darkest.

    They are round numbers near the quarters of the days with any reading, fewer where those are alike.
    """
    read = sorted(each for each in words if each)
    quarters = {_rounded(read[len(read) * quarter // 4]) for quarter in (1, 2, 3)} if read else set()
    return tuple(sorted(each for each in quarters if each < read[-1]))


def _rounded(number: int) -> int:
    """Returns the nearest number of one figure and noughts, or of two for those that begin with 1."""
    size = int("1" + "0" * (len(str(number)) - 1))
    step = max(1, size // 2 if number < 2 * size else size)
    return max(1, round(number / step) * step)


def _level(count: int, bounds: Sequence[int]) -> int:
    """Returns the shade of a day: 0 for one without reading, else from 1 on."""
    return 0 if not count else 1 + sum(count > bound for bound in bounds)


def _middle(day: date) -> tuple[float, float]:
    """Returns the centre of a day's square: weeks run from left to right,
    from Monday above to Sunday below.
    """
    half = day.month > 6
    first = date(day.year, 7 if half else 1, 1)
    week = (day.toordinal() - first.toordinal() + first.weekday()) // 7
    return _LEFT + _STEP * (week + 0.5), _TOPS[half] + _STEP * (day.weekday() + 0.5)


def _square(x: float, y: float, level: int) -> Shape:
    size = _SIZES[level - 1] if level else _UNREAD
    colour = SHADES[level - 1] if level else FRAME
    left, top = round(x - size / 2), round(y - size / 2)
    return Shape(left, top, left + size, top + size, colour, 4)


def _month_label(first: date, words: int) -> Iterator[TextLine]:
    """Yields the month's name and its words, above the week in which it begins."""
    left = _middle(first)[0] - _STEP / 2 + (_STEP if first.weekday() and first.month not in (1, 7) else 0)
    top = _TOPS[first.month > 6]
    yield TextLine(_short_months()[first.month - 1], top - 56, LABEL, left)
    if words:
        yield TextLine(numeral(words), top - 16, NUMBER, left, colour=SOFT_INK)


def _short_months() -> Sequence[str]:
    return (
        pgettext("short month", "Jan"),
        pgettext("short month", "Feb"),
        pgettext("short month", "Mar"),
        pgettext("short month", "Apr"),
        pgettext("short month", "May"),
        pgettext("short month", "Jun"),
        pgettext("short month", "Jul"),
        pgettext("short month", "Aug"),
        pgettext("short month", "Sep"),
        pgettext("short month", "Oct"),
        pgettext("short month", "Nov"),
        pgettext("short month", "Dec"),
    )


def _weekdays() -> Sequence[tuple[int, str]]:
    return (
        (0, pgettext("weekday", "Mon")),
        (2, pgettext("weekday", "Wed")),
        (4, pgettext("weekday", "Fri")),
        (6, pgettext("weekday", "Sun")),
    )


def _legend(bounds: Sequence[int]) -> Iterator[tuple[Shape, TextLine]]:
    """Yields a square of each shade, with its meaning."""
    left = float(MARGIN)
    most = _("more words a day") if bounds else _("a day with reading")
    labels = [
        pgettext("words", "none"),
        # Translators: these stand below a picture with little room.
        *(_("to {words}", words=_short_number(bound)) for bound in bounds),
        most,
    ]
    for level, text in enumerate(labels):
        yield (
            _square(left + 16, _LEGEND, level),
            TextLine(text, _LEGEND + 12, NUMBER, left + 44, colour=SOFT_INK),
        )
        left += 44 + width(text, NUMBER) + 34


def _short_number(number: int) -> str:
    return numeral(number) if number < 10_000 else f"{number / 1_000:,.0f}k"


def _months(days: Days) -> list[tuple[int, int]]:
    """Returns each month that there are days of, with its words."""
    months = groupby(days, key=lambda pair: pair[0].month)
    return [(month, sum(count for _, count in those)) for month, those in months]


def _summary(days: Days) -> str:
    """Returns the year summed up in one line."""
    best, most = max(days, key=lambda pair: pair[1])
    total, read = sum(count for _, count in days), sum(1 for _, count in days if count)
    return _(
        "{words} on {days}; most on {day}: {most}",
        words=words_of(total),
        days=ngettext("{number} day", "{number} days", read),
        day=_("{day} {month}", day=best.day, month=month_named(best.month)),
        most=most,
    )


def _alternative_text(year: int, days: Days) -> str:
    """Returns the alternative text, which says what the picture shows."""
    months = ", ".join(f"{month_named(month)} {numeral(count)}" for month, count in _months(days) if count)
    said = _("Calendar of reading in {year}.", year=str(year))
    return f"{said} {_summary(days)}. {_('Words by month: {months}.', months=months)}"
