"""The screens of a reader's year: all of it in words, with a picture if one is wanted."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence

from discord import MediaGalleryItem, ui

from bot.statistics.models import Amount, Streaks, YearOfReading
from bot.statistics.presses import Chart, ShowYear, ShowYearHere
from bot.stories.ids import ReaderId
from cogs.ui.components import Item, button, view_of
from cogs.ui.labels import counted, escaped

PICTURE_FILE = "reading.png"


def year_panel(year: YearOfReading, chart: Chart, alt: str, offer: int | None) -> ui.LayoutView:
    """Returns the screen of a year for its reader alone. `alt` describes the picture, if there is one;
    `offer` identifies the offer to show the year to everybody, None where that is not possible."""
    years = [
        button(f"{arrow[0]}{each}{arrow[1]}", ShowYear(each, chart))
        for each, arrow in ((year.before, ("◀ ", "")), (year.after, ("", " ▶")))
        if each is not None
    ]
    charts = [
        button(label, ShowYear(year.year, each), main=each is chart)
        for label, each in (("Year", Chart.YEAR), ("Months", Chart.MONTHS))
        if year.total.words
    ]
    if charts and offer is not None:
        charts.append(button("Show here", ShowYearHere(year.year, chart, offer)))
    rows = [ui.ActionRow(*buttons) for buttons in (charts, years) if buttons]
    return view_of(ui.TextDisplay(f"### My reading in {year.year}"), *_year(year, alt), *rows)


def year_post(year: YearOfReading, alt: str, whose: ReaderId) -> ui.LayoutView:
    """Returns the message that shows a year to everybody in a channel."""
    return view_of(ui.TextDisplay(f"### <@{whose}>’s reading in {year.year}"), *_year(year, alt))


def _year(year: YearOfReading, alt: str) -> Iterator[Item]:
    for part in (_totals(year), _streaks(year), _months(year), _favourites(year)):
        if part:
            yield ui.TextDisplay(part)
    if alt:
        yield ui.MediaGallery(MediaGalleryItem(f"attachment://{PICTURE_FILE}", description=alt))


def _totals(year: YearOfReading) -> str:
    total = f"**{_amount(year.total)}**" if year.total.words else "Nothing read."
    beside = [f"-# This month: {_amount(year.month)}"] if year.month and year.month.words else []
    return "\n".join((total, *beside, f"-# All time: {_amount(year.all_time)}"))


def _amount(amount: Amount) -> str:
    finished = f" · {counted(amount.finished, 'story', 'stories')} finished" if amount.finished else ""
    return (
        f"{counted(amount.words, 'word')} · {_time(amount.seconds)} · {counted(amount.days, 'day')}{finished}"
    )


def _time(seconds: int) -> str:
    """Returns a duration in rounded words: without seconds, and for many hours without minutes."""
    hours, minutes = divmod(round(seconds / 60), 60)
    if hours >= 10:
        return f"about {hours + (minutes >= 30):,} h"
    if hours:
        return f"about {hours} h {minutes} min" if minutes else f"about {hours} h"
    return f"about {minutes} min" if minutes else "less than a minute"


def _streaks(year: YearOfReading) -> str:
    return "\n".join((_streak("day", year.by_day), _streak("week", year.by_week)))


def _streak(what: str, streaks: Streaks) -> str:
    now = counted(streaks.current, what) if streaks.current else "none at the moment"
    return f"**{what.capitalize()}s in a row:** {now} · longest: {counted(streaks.longest, what)}"


def _months(year: YearOfReading) -> str:
    if not year.total.words:
        return ""
    months = (  # a line may end between two of them only
        f"{calendar.month_name[number]}\N{NO-BREAK SPACE}{words:,}"
        for number, words in enumerate(year.months, 1)
        if words
    )
    best, words = year.best_day
    return (
        f"**Words by month:** {' · '.join(months)}\n"
        f"-# Most on one day: {words:,}, on {best.day} {calendar.month_name[best.month]}"
    )


def _favourites(year: YearOfReading) -> str:
    found = year.favourites
    named = (("Tags", found.tags), ("Fandoms", found.fandoms), ("Authors", found.authors))
    return "\n".join(f"**{what} read most:** {_names(names)}" for what, names in named if names)


def _names(names: Sequence[str]) -> str:
    return ", ".join(escaped(name, 80) for name in names)
