"""The screens of a reader's year: all of it in words, with a picture if one is wanted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from discord import MediaGalleryItem, ui

from bot.language import N_, _, ngettext, numeral
from bot.language.names import MONTHS
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
        for label, each in ((_("Year"), Chart.YEAR), (_("Months"), Chart.MONTHS))
        if year.total.words
    ]
    if charts and offer is not None:
        charts.append(button(_("Show here"), ShowYearHere(year.year, chart, offer)))
    rows = [ui.ActionRow(*buttons) for buttons in (charts, years) if buttons]
    return view_of(
        ui.TextDisplay(f"### {_('My reading in {year}', year=str(year.year))}"), *_year(year, alt), *rows
    )


def year_post(year: YearOfReading, alt: str, whose: ReaderId) -> ui.LayoutView:
    """Returns the message that shows a year to everybody in a channel."""
    title = _("What {reader} read in {year}", reader=f"<@{whose}>", year=str(year.year))
    return view_of(ui.TextDisplay(f"### {title}"), *_year(year, alt))


def _year(year: YearOfReading, alt: str) -> Iterator[Item]:
    for part in (_totals(year), _streaks(year), _months(year), _favourites(year)):
        if part:
            yield ui.TextDisplay(part)
    if alt:
        yield ui.MediaGallery(MediaGalleryItem(f"attachment://{PICTURE_FILE}", description=alt))


def _totals(year: YearOfReading) -> str:
    total = f"**{_amount(year.total)}**" if year.total.words else _("No reading in this year.")
    lines = [total]
    if year.month and year.month.words and year.month != year.total:
        lines.append("-# " + _("This month: {amount}", amount=_amount(year.month)))
    if year.all_time != year.total:
        lines.append("-# " + _("All time: {amount}", amount=_amount(year.all_time)))
    return "\n".join(lines)


def _amount(amount: Amount) -> str:
    facts = [counted(amount.words, "word"), _time(amount.seconds), counted(amount.days, "day")]
    if amount.finished:
        facts.append(ngettext("{number} story finished", "{number} stories finished", amount.finished))
    return " · ".join(facts)


def _time(seconds: int) -> str:
    """Returns a duration in rounded words: without seconds, and for many hours without minutes."""
    hours, minutes = divmod(round(seconds / 60), 60)
    if hours >= 10:
        return _("about {hours} h", hours=hours + (minutes >= 30))
    if hours and minutes:
        return _("about {hours} h {minutes} min", hours=hours, minutes=minutes)
    if hours:
        return _("about {hours} h", hours=hours)
    return _("about {minutes} min", minutes=minutes) if minutes else _("less than a minute")


def _streaks(year: YearOfReading) -> str:
    days, weeks = _streak("day", year.by_day), _streak("week", year.by_week)
    return (
        _("**Days in a row:** {streak}", streak=days) + "\n" + _("**Weeks in a row:** {streak}", streak=weeks)
    )


def _streak(what: str, streaks: Streaks) -> str:
    longest = counted(streaks.longest, what)
    if not streaks.current:
        return _("none right now · longest: {longest}", longest=longest)
    return _("{now} · longest: {longest}", now=counted(streaks.current, what), longest=longest)


def _months(year: YearOfReading) -> str:
    if not year.total.words:
        return ""
    months = (  # a line may end between two of them only
        f"{_(MONTHS[number - 1])}\N{NO-BREAK SPACE}{numeral(words)}"
        for number, words in enumerate(year.months, 1)
        if words
    )
    best, words = year.best_day
    day = _("{day} {month}", day=best.day, month=_(MONTHS[best.month - 1]))
    most = _("Most on one day: {words}, on {day}", words=words, day=day)
    return _("**Words by month:** {months}", months=" · ".join(months)) + f"\n-# {most}"


def _favourites(year: YearOfReading) -> str:
    found = year.favourites
    named = (
        (N_("**Most-read tags:** {names}"), found.tags),
        (N_("**Most-read fandoms:** {names}"), found.fandoms),
        (N_("**Most-read authors:** {names}"), found.authors),
    )
    return "\n".join(_(line, names=_names(names)) for line, names in named if names)


def _names(names: Sequence[str]) -> str:
    return ", ".join(escaped(name, 80) for name in names)
