"""Times as people type them: “tomorrow 18:00”, “in 3 days”, “24 December 6 pm”."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from zoneinfo import ZoneInfo

from bot.language import _
from bot.language.names import MONTHS, WEEKDAYS
from bot.text.daytimes import weekday, without_daytime

_TYPED_LIMIT = 60
_UNITS = {"h": 3_600, "m": 60, "s": 1}
_AMOUNT = r"(half an|an?|\d{1,6}(?:\.\d)?)\s*(h|m|s)(?:ou)?(?:(?:r|in|ec)(?:ond|ute)?s?)?\b"
_AMOUNTS = re.compile(_AMOUNT)
_SPAN = rf"{_AMOUNT}(?:\s*(?:,|and)?\s*{_AMOUNT})?"
_FROM_NOW = re.compile(rf"in\s+{_SPAN}|{_SPAN}\s+from\s+now")
_NEARLY_A_YEAR = timedelta(days=360)
_PARTS = {"a": 1.0, "an": 1.0, "half an": 0.5}
_TODAY = {"today": 0, "tonight": 0, "tomorrow": 1}
_OF_MONTH = re.compile(r"(?:the\s+)?(\d{1,2})(?:st|nd|rd|th|\.)?")
_PART_OF_DAY = re.compile(r"\b(?:in\s+the\s+)?(afternoon|evening|night)\b")
_SMALL_HOURS, _NOON, _DAY = 5 * 60, 12 * 60, 24 * 60
"""Minutes of a day: the end of the hours that are of the night before, noon, and the end of the day."""
_ZONED = re.compile(r"(?:\b|(?<=\d))(?:UTC|GMT|Z)$")


def understood(typed: str, now: int, time_zone: str) -> int | None:
    """Returns the time meant, in seconds since 1970, by somebody in this time zone, or None where it is no
    time.

    A time of day is the next such time by the clocks of the zone, and a day without a year the next such
    day; a time that was named with its day may have gone by. `now` is in seconds since 1970 too.
    """
    text = " ".join(typed.split())
    if len(text) > _TYPED_LIMIT or sum(map(str.isalnum, text)) < 3:
        return None
    zone = ZoneInfo("UTC" if _ZONED.search(text) else time_zone)
    try:
        found = _moment(_ZONED.sub("", text).strip(), now, zone)
        if found is not None:
            datetime.fromtimestamp(found, UTC).astimezone(ZoneInfo(time_zone))
    except (OverflowError, ValueError):
        return None  # beyond the years that there are
    return found


def load() -> None:
    """Loads what understands dates, which takes a tenth of a second, before anybody waits for it."""
    understood("24 December", 0, "UTC")


def spoken(moment: int, time_zone: str) -> str:
    """Returns a time as people of this time zone read it: “Thursday 24 December 2026, 18:00”."""
    local = datetime.fromtimestamp(moment, UTC).astimezone(ZoneInfo(time_zone))
    return _(
        "{weekday} {day} {month} {year}, {time}",
        weekday=_(WEEKDAYS[local.weekday()]),
        day=local.day,
        month=_(MONTHS[local.month - 1]),
        year=str(local.year),
        time=f"{local:%H:%M}",
    )


def written(moment: int, time_zone: str) -> str:
    """Returns a time as it can be typed in this time zone: “2026-12-24 18:00”."""
    return f"{datetime.fromtimestamp(moment, UTC).astimezone(ZoneInfo(time_zone)):%Y-%m-%d %H:%M}"


def _moment(text: str, now: int, zone: ZoneInfo) -> int | None:
    if _FROM_NOW.fullmatch(text.lower()):
        return now + _seconds(text.lower())
    local = datetime.fromtimestamp(now, zone).replace(tzinfo=None)
    if (exact := _exact(text, zone)) is not None:
        return exact
    parts = without_daytime(text)
    if parts is None:
        return None
    day, minute = parts
    if minute is None:
        found = _day_alone(day.lower(), local)
        return None if found is None else int(found.replace(tzinfo=zone).timestamp())
    return _at(*_of_day(day.lower(), minute), now, local.date(), zone)


def _seconds(text: str) -> int:
    amounts = _AMOUNTS.findall(text)
    return int(sum(_UNITS[unit] * (_PARTS.get(amount) or float(amount)) for amount, unit in amounts))


def _exact(text: str, zone: ZoneInfo) -> int | None:
    """Returns the moment of a date and time in the form of ISO 8601, such as 2027-01-31T18:00+01:00."""
    if len(text) < len("2027-01-31T18") or not text[:4].isdigit():
        return None
    try:
        exact = datetime.fromisoformat(text)
    except ValueError:
        return None
    return int((exact if exact.tzinfo else exact.replace(tzinfo=zone)).timestamp())


def _of_day(day: str, minute: int) -> tuple[str, int]:
    """Returns a day without its part, such as “evening”, and the minute that is meant in that: of nine hours
    in the evening, that of 21:00. What is behind midnight is of the day before, and so is today's midnight,
    which is the coming one."""
    part = _PART_OF_DAY.search(day := day.replace("tonight", "today night"))
    if part is None:
        return day, _DAY if (day, minute) == ("today", 0) else minute
    day = " ".join(_PART_OF_DAY.sub(" ", day).split())
    day = "today" if day == "this" else day
    if part[1] != "afternoon" and (minute < _SMALL_HOURS or _NOON <= minute < _NOON + 60):
        return day, (minute + _NOON) % _NOON + _DAY
    return day, minute + _NOON if minute < _NOON else minute


def _at(day: str, minute: int, now: int, today: date, zone: ZoneInfo) -> int | None:
    """Returns the first moment after now at a minute of a named day, or of any where `day` is empty."""
    for since in (today, today + timedelta(days=1)):
        named = _day(day, since) if day else since
        if named is None:
            return None
        local = datetime.combine(named, clock_time()) + timedelta(minutes=minute)
        # Where the clocks are set back, an hour is there twice.
        moments = [int(local.replace(tzinfo=zone, fold=fold).timestamp()) for fold in (0, 1)]
        later = next((each for each in moments if each > now), None)
        # A day that has its time behind it is that of a week, month or year later, if it is not fixed.
        if later is not None or named != today or _is_fixed(day):
            return moments[0] if later is None else later
    return None


def _is_fixed(day: str) -> bool:
    return day in _TODAY or re.search(r"\d{4}|\bin\b|now|day before|ago", day) is not None


def _day(day: str, since: date) -> date | None:
    """Returns the next day of that name from `since` on."""
    if day in _TODAY:
        return since + timedelta(days=_TODAY[day])
    if (named := weekday(day.removeprefix("this ").removeprefix("next "))) is not None:
        return since + timedelta(days=(named - since.weekday()) % 7)
    if found := _OF_MONTH.fullmatch(day):
        return _day_of_month(int(found[1]), since)
    midnight = datetime.combine(since, clock_time())
    parsed = _parsed(day, midnight)
    if parsed is not None and parsed - midnight > _NEARLY_A_YEAR:  # today counts as gone by
        earlier = _parsed(day, midnight - timedelta(days=1))
        parsed = earlier if earlier and earlier.date() == since else parsed
    return None if parsed is None else parsed.date()


def _day_alone(day: str, local: datetime) -> datetime | None:
    """Returns the time meant by a day without a time: its beginning, or the present time on it where it is so
    many days from now.
    """
    if weekday(day) is not None or _OF_MONTH.fullmatch(day):
        found = _day(day, local.date() + timedelta(days=1))
        return None if found is None else datetime.combine(found, clock_time())
    return _parsed(day, local)


def _day_of_month(number: int, since: date) -> date | None:
    for months in range(12):
        year, month = since.year + (since.month - 1 + months) // 12, (since.month - 1 + months) % 12 + 1
        if 1 <= number <= monthrange(year, month)[1] and date(year, month, number) >= since:
            return date(year, month, number)
    return None


def _parsed(text: str, base: datetime) -> datetime | None:
    """Returns the date that is meant at a local time, if the library for dates knows it."""
    import dateparser  # noqa: PLC0415 - takes a twentieth of a second to load, and is seldom wanted

    settings: dict[str, object] = {"PREFER_DATES_FROM": "future", "RELATIVE_BASE": base}
    if not any(weekday(word) is not None for word in text.split()):
        settings["REQUIRE_PARTS"] = ["day"]  # a month by itself is no day
    parsed: datetime | None = dateparser.parse(text, languages=["en"], settings=settings)
    return parsed if parsed is None else parsed.replace(tzinfo=None)
