"""Streaks of days and weeks: pure counting."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.statistics.models import Streaks


def by_day(days: Iterable[date], today: date) -> Streaks:
    """Returns the streaks of days. Today is not over yet, so a streak that reaches yesterday still counts as
    current."""
    return _counted({each.toordinal() for each in days}, today.toordinal())


def by_week(days: Iterable[date], today: date) -> Streaks:
    """Returns the streaks of weeks, from Monday to Sunday, with any of these days in them; this week is not
    over yet."""
    return _counted({_week(each) for each in days}, _week(today))


def _week(day: date) -> int:
    """Returns the number of weeks since the first Monday of the calendar, which is its first day."""
    return (day.toordinal() - 1) // 7


def _counted(numbers: set[int], now: int) -> Streaks:
    """Returns the streaks in a set of numbers. Numbers of those who have travelled west may be past `now`."""
    longest = length = 0
    last = now
    for number in sorted(numbers):
        length = length + 1 if length and number == last + 1 else 1
        longest, last = max(longest, length), number
    return Streaks(length if last >= now - 1 else 0, longest)
