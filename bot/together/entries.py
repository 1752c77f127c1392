"""The plan of a read-along as a host types it: pure functions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from bot.editing.moments import understood
from bot.language.time_words import in_english
from bot.stories.ids import StoryId
from bot.text.daytimes import clock_face, without_daytime
from bot.together.errors import BadDatesError, BadNumberError, UnknownDayError
from bot.together.models import Wanted
from bot.together.paces import Pace, PaceKind, day_of

PACES = {
    "daily": Pace(a_week=7),
    "thrice": Pace(a_week=3),
    "twice": Pace(a_week=2),
    "weekly": Pace(a_week=1),
    "dates": Pace(PaceKind.DATES),
    "evenly": Pace(PaceKind.EVENLY),
}
"""The paces of the form, by the values of its menu."""
_MORNING = 9 * 60
"""The minute of the day at which parts open unless somebody says so."""
_A_YEAR, _MOST_CHAPTERS, _MOST_DAYS = timedelta(days=366), 50, 366
_UP_TO = re.compile(r"[:：–—→]\s*(?:\D{0,20}\s)?(\d{1,5})$")
"""What stands behind a date on its line: the chapter that its part goes up to."""


def wanted_of(entries: Mapping[str, str], story: StoryId, channel: int, zone: str, now: int) -> Wanted:
    """Returns the plan that somebody in this time zone typed into the form, at this time (UTC, seconds).

    Raises UnknownDayError, BadDatesError or BadNumberError.
    """
    pace = PACES.get(entries.get("pace", ""), PACES["daily"])
    first, minute = _first(entries.get("first", ""), zone, now)
    if pace.kind is PaceKind.CHAPTERS:
        chapters = _whole(entries.get("chapters", "") or "1", _MOST_CHAPTERS)
        pace = replace(pace, chapters=chapters)
    else:
        pace = _with_dates(pace, entries.get("days", ""), zone, now)
        first = pace.dates[0] if pace.kind is PaceKind.DATES else first
        if pace.dates[-1] < first:
            raise BadDatesError
    return Wanted(
        story=story,
        channel=channel,
        pace=pace,
        zone=zone,
        first_day=first,
        minute=minute,
        goes_on=entries.get("goes_on") == "yes",
    )


def entries_of(wanted: Wanted, today: date) -> dict[str, str]:
    """Returns what can be typed into the form for what is left of a plan from today on."""
    pace = wanted.pace
    named = next(
        name
        for name, each in PACES.items()
        if each.kind is pace.kind and (pace.kind is not PaceKind.CHAPTERS or each.a_week == pace.a_week)
    )
    upto = [f": {number}" for number in pace.upto] or [""] * len(pace.dates)
    left = [f"{day}{end}" for day, end in zip(pace.dates, upto, strict=True) if day >= today]
    first = max(today, wanted.first_day)
    return {
        "pace": named,
        "chapters": str(pace.chapters),
        "days": "\n".join(left),
        "first": f"{first} {clock_face(wanted.minute)}",
        "goes_on": "yes" if wanted.goes_on else "no",
    }


def days_typed(typed: str) -> int:
    """Returns by how many days somebody wants to move a plan, below 0 for earlier. Raises BadNumberError."""
    text = typed.strip().replace("−", "-").removeprefix("+")
    sign = -1 if text.startswith("-") else 1
    return sign * _whole(text.removeprefix("-"), _MOST_DAYS)


def _whole(typed: str, most: int) -> int:
    text = typed.strip()
    if not text.isdecimal() or not 1 <= int(text[:6]) <= most:
        raise BadNumberError
    return int(text)


def _first(typed: str, zone: str, now: int) -> tuple[date, int]:
    english = in_english(typed).strip()
    parts = without_daytime(english)
    minute = parts[1] if parts else None
    return _day(typed, zone, now), _MORNING if minute is None else minute


def _day(typed: str, zone: str, now: int) -> date:
    """Returns the day that somebody typed, from today on within a year."""
    today = day_of(now, zone)
    if in_english(typed).strip().lower() == "today":
        return today
    found = understood(in_english(typed), now, zone)
    if found is None or not today <= day_of(found, zone) <= today + _A_YEAR:
        raise UnknownDayError(typed)
    return day_of(found, zone)


def _with_dates(pace: Pace, typed: str, zone: str, now: int) -> Pace:
    lines = [each for each in map(str.strip, re.split(r"[\n;]", typed)) if each]
    if not lines or len(lines) > _MOST_DAYS:
        raise BadDatesError
    found = [_UP_TO.search(each) for each in lines]
    days = tuple(
        _day(line[: each.start()] if each else line, zone, now)
        for each, line in zip(found, lines, strict=True)
    )
    upto = tuple(int(each[1]) for each in found if each)
    if pace.kind is PaceKind.EVENLY:
        return replace(pace, dates=days[-1:])
    if len(upto) not in (0, len(days)) or list(days) != sorted(set(days)) or list(upto) != sorted(set(upto)):
        raise BadDatesError
    return replace(pace, dates=days, upto=upto)
