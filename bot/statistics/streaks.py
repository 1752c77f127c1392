"""How long somebody has kept something up: pure counting."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.statistics.models import Streaks


def by_day(days: Iterable[date], today: date) -> Streaks:
    """Days in a row. Today is not over yet, so a streak that reaches yesterday is still going on."""
    return _counted({each.toordinal() for each in days}, today.toordinal())


def by_week(days: Iterable[date], today: date) -> Streaks:
    """Weeks in a row, from Monday to Sunday, with any of these days in them; this week is not over yet."""
    return _counted({_week(each) for each in days}, _week(today))


def _week(day: date) -> int:
    """Weeks counted from the first Monday of the calendar, which is its first day."""
    return (day.toordinal() - 1) // 7


def _counted(numbers: set[int], now: int) -> Streaks:
    """The streaks in a set of numbers. Whoever has travelled west may have numbers that are past `now`."""
    longest = length = 0
    last = now
    for number in sorted(numbers):
        length = length + 1 if length and number == last + 1 else 1
        longest, last = max(longest, length), number
    return Streaks(length if last >= now - 1 else 0, longest)
