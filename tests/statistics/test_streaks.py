"""Days and weeks in a row."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.statistics.models import Streaks
from bot.statistics.streaks import by_day, by_week

TODAY = date(2027, 3, 17)  # a Wednesday
AGO = st.integers(0, 400)
PAST = st.sets(AGO, max_size=120).map(lambda numbers: {ago(number) for number in numbers})


def ago(days: int) -> date:
    return TODAY - timedelta(days)


@pytest.mark.parametrize(
    ("days", "streaks"),
    [
        ([], Streaks(0, 0)),
        ([0], Streaks(1, 1)),
        ([1], Streaks(1, 1)),
        ([2], Streaks(0, 1)),
        ([0, 1, 2], Streaks(3, 3)),
        ([1, 2, 3], Streaks(3, 3)),
        ([0, 2, 3, 4], Streaks(1, 3)),
        ([10, 11, 12, 13, 1], Streaks(1, 4)),
    ],
)
def test_days_in_a_row_end_today_or_yesterday(days: list[int], streaks: Streaks) -> None:
    assert by_day([ago(each) for each in days], TODAY) == streaks


@pytest.mark.parametrize(
    ("days", "streaks"),
    [
        ([0, 1, 2], Streaks(1, 1)),  # Monday to Wednesday
        ([0, 3], Streaks(2, 2)),  # Wednesday and the Sunday before it
        ([3, 9], Streaks(1, 1)),  # Sunday and the Monday of the same week; this week is not over yet
        ([9, 16, 23, 37], Streaks(3, 3)),
        ([10], Streaks(0, 1)),  # the week before last
    ],
)
def test_weeks_in_a_row_go_from_monday_to_sunday(days: list[int], streaks: Streaks) -> None:
    assert by_week([ago(each) for each in days], TODAY) == streaks


def test_a_week_goes_on_over_new_year() -> None:
    assert by_week([date(2026, 12, 24), date(2026, 12, 31), date(2027, 1, 4)], date(2027, 1, 9)).current == 3


def test_who_has_travelled_west_may_have_read_tomorrow() -> None:
    assert by_day([ago(1), ago(0), ago(-1)], TODAY) == Streaks(3, 3)


@given(PAST)
def test_the_longest_streak_is_there_and_no_longer_one(days: set[date]) -> None:
    longest = by_day(days, TODAY).longest

    def begins(first: date, length: int) -> bool:
        return all(first + timedelta(number) in days for number in range(length))

    assert not days or any(begins(each, longest) for each in days)
    assert not any(begins(each, longest + 1) for each in days)


@given(PAST)
def test_reading_today_makes_a_streak_one_day_longer_at_most_and_never_shorter(days: set[date]) -> None:
    before, after = by_day(days - {TODAY}, TODAY), by_day(days | {TODAY}, TODAY)
    assert after.current == before.current + 1
    assert before.longest <= after.longest <= before.longest + 1


@given(PAST)
def test_there_are_no_more_weeks_in_a_row_than_days_with_reading(days: set[date]) -> None:
    weeks = by_week(days, TODAY)
    assert weeks.current <= weeks.longest <= len(days)
    assert (by_day(days, TODAY).longest + 6) // 7 <= weeks.longest
