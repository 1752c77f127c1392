"""When things are due by somebody's clock: on every local date once, whatever the clocks do there."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.readers.models import QuietHours
from bot.subscriptions.errors import UnknownTimeOfDayError
from bot.subscriptions.models import Schedule
from bot.subscriptions.schedules import next_time, quiet_until, times_of
from bot.text.daytimes import daytime, stretch

DAY = 86_400
Moment = tuple[str, int]
FAR_APART = ("Pacific/Apia", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Etc/GMT+12")
HALF_HOURS = (
    "Australia/Lord_Howe",
    "America/St_Johns",
    "Asia/Kathmandu",
    "Pacific/Chatham",
    "Asia/Pyongyang",
)
CHANGING = ("Europe/Lisbon", "America/New_York", "America/Sao_Paulo", "Africa/Casablanca", "Asia/Beirut")


def utc(text: str) -> int:
    return int(datetime.fromisoformat(f"{text}+00:00").timestamp())


CHANGES = [
    ("America/New_York", utc("2026-03-08 07:00")),
    ("America/New_York", utc("2026-11-01 06:00")),
    ("Australia/Lord_Howe", utc("2026-10-03 15:30")),
    ("Australia/Lord_Howe", utc("2026-04-04 15:00")),
    ("America/Sao_Paulo", utc("2018-11-04 03:00")),
    ("America/St_Johns", utc("1988-10-30 02:31")),  # two hours, at a minute past midnight
    ("Pacific/Apia", utc("2011-12-30 10:00")),  # a day that was left out
]
zones = st.sampled_from([*FAR_APART, *HALF_HOURS, *CHANGING, *sorted(available_timezones() - {"localtime"})])
minutes = st.integers(0, 24 * 60 - 1)
moments = st.tuples(zones, st.integers(utc("1970-01-02 00:00"), utc("2037-01-01 00:00"))) | st.sampled_from(
    CHANGES
).flatmap(lambda change: st.tuples(st.just(change[0]), st.integers(change[1] - DAY, change[1] + DAY)))
"""A zone and a moment there, UTC: any, or one about which its clocks are changed."""


def local(moment: int, zone: str) -> datetime:
    return datetime.fromtimestamp(moment, ZoneInfo(zone))


def shows(moment: int, zone: str) -> int:
    """The minute of the day that the clocks there show."""
    there = local(moment, zone)
    return there.hour * 60 + there.minute


def ever_shown(day: date, minute: int, zone: str) -> bool:
    """Whether the clocks there show this minute on this day at all."""
    there = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=ZoneInfo(zone))
    return there.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) == there.replace(tzinfo=None)


def run(schedule: Schedule, after: int, zone: str, times: int) -> list[int]:
    """So many times in a row, each the next after the one before."""
    found = []
    for _ in range(times):
        after = next_time(schedule, after, zone)
        found.append(after)
    return found


# Times of every day


@given(moments, minutes)
def test_every_local_date_has_its_time_once(start: Moment, minute: int) -> None:
    zone, after = start
    came = run(Schedule(minute), after, zone, 400)
    assert came == sorted({*came} - {after})
    days = [local(each, zone).date() for each in came]
    assert len(set(days)) == len(days)
    whole = (days[0] + timedelta(ahead) for ahead in range((days[-1] - days[0]).days))
    assert [day for day in whole if day not in days and ever_shown(day, minute, zone)] == []


@given(moments, minutes)
def test_it_comes_at_the_minute_unless_the_clocks_skip_that(start: Moment, minute: int) -> None:
    zone, after = start
    for moment in run(Schedule(minute), after, zone, 400):
        assert shows(moment, zone) == minute or not ever_shown(local(moment, zone).date(), minute, zone)


@given(moments, minutes, st.integers(0, 2 * DAY))
def test_nothing_that_was_due_is_passed_over(start: Moment, minute: int, later: int) -> None:
    zone, after = start
    due = next_time(Schedule(minute), after, zone)
    assert next_time(Schedule(minute), min(after + later, due - 1), zone) == due


@given(moments, minutes, st.integers(0, 6))
def test_what_comes_weekly_comes_once_a_week_on_its_day(start: Moment, minute: int, weekday: int) -> None:
    zone, after = start
    came = run(Schedule(minute, weekday), after, zone, 60)
    for moment in came:
        day = local(moment, zone).date()
        assert day.weekday() == weekday or not ever_shown(day - timedelta(1), minute, zone)
    assert all(6 * DAY <= later - sooner <= 8 * DAY for sooner, later in pairwise(came))


@pytest.mark.parametrize(
    ("zone", "typed", "after", "due"),
    [
        ("Europe/Lisbon", "18:00", "2026-03-28 18:00", "2026-03-29 17:00"),
        ("Europe/Lisbon", "18:00", "2026-10-24 17:00", "2026-10-25 18:00"),
        ("America/New_York", "2:30", "2026-03-08 06:00", "2026-03-08 07:30"),  # skipped: 03:30 by the clock
        ("America/New_York", "1:30", "2026-11-01 05:00", "2026-11-01 05:30"),  # gone through twice: the first
        ("America/New_York", "1:30", "2026-11-01 05:30", "2026-11-02 06:30"),
        ("Australia/Lord_Howe", "2:15", "2026-10-03 14:00", "2026-10-03 15:45"),  # half an hour is skipped
        ("Australia/Lord_Howe", "1:45", "2026-04-04 14:00", "2026-04-04 14:45"),  # half an hour comes twice
        ("Australia/Lord_Howe", "1:45", "2026-04-04 14:45", "2026-04-05 15:15"),
        ("Pacific/Apia", "9:00", "2011-12-29 19:00", "2011-12-30 19:00"),  # from Thursday to Saturday
        ("Pacific/Apia", "9:00", "2011-12-30 19:00", "2011-12-31 19:00"),
        ("America/Sao_Paulo", "0:00", "2018-11-03 03:00", "2018-11-04 03:00"),  # midnight is skipped
        ("Asia/Kathmandu", "7:00", "2026-06-01 00:00", "2026-06-01 01:15"),
    ],
)
def test_by_the_clocks_of_a_place(zone: str, typed: str, after: str, due: str) -> None:
    minute = daytime(typed)
    assert minute is not None
    assert next_time(Schedule(minute), utc(after), zone) == utc(due)


def test_where_the_machine_stands_plays_no_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")  # two days ahead of the other one, at times
    time.tzset()
    try:
        assert next_time(Schedule(23 * 60), utc("2026-06-02 10:30"), "Etc/GMT+12") == utc("2026-06-02 11:00")
    finally:
        monkeypatch.undo()
        time.tzset()


# What somebody types


@pytest.mark.parametrize(
    ("typed", "schedule"),
    [
        (None, None),
        ("", None),
        ("  ", None),
        ("18:00", Schedule(18 * 60)),
        ("every day at 6 pm", Schedule(18 * 60)),
        ("sunday 9 am", Schedule(9 * 60, 6)),
        ("0:05", Schedule(5)),
    ],
)
def test_a_time_of_every_day_or_of_one_in_the_week_is_understood(
    typed: str | None, schedule: Schedule | None
) -> None:
    assert times_of(typed) == schedule


@pytest.mark.parametrize("typed", ["soon", "25:00", "sunday", "monday tuesday 9 am x"])
def test_what_is_no_time_is_refused_with_what_was_typed(typed: str) -> None:
    with pytest.raises(UnknownTimeOfDayError) as refused:
        times_of(typed)
    assert refused.value.typed == typed


# Quiet hours

hours = st.builds(QuietHours, minutes, minutes).filter(lambda each: 0 < each.minutes <= 20 * 60)


@given(moments, hours)
def test_it_is_quiet_exactly_between_the_two_times(moment: Moment, quiet: QuietHours) -> None:
    zone, now = moment
    within = (shows(now, zone) - quiet.start) % (24 * 60) < quiet.minutes
    assert (quiet_until(quiet, now, zone) is not None) == within


@given(moments, hours)
def test_quiet_hours_end_when_the_clock_says_so(moment: Moment, quiet: QuietHours) -> None:
    zone, now = moment
    end = quiet_until(quiet, now, zone)
    assume(end is not None)
    assert end is not None
    assert shows(end, zone) == quiet.end or not ever_shown(local(end, zone).date(), quiet.end, zone)
    turned_back = local(now, zone).utcoffset() or timedelta()
    turned_back -= local(end, zone).utcoffset() or timedelta()
    assert now < end <= now + quiet.minutes * 60 + max(0, turned_back.total_seconds())


@pytest.mark.parametrize(
    ("zone", "typed", "now", "end"),
    [
        ("UTC", "22:00-7:00", "2026-06-01 23:30", "2026-06-02 07:00"),
        ("UTC", "22:00-7:00", "2026-06-01 06:59", "2026-06-01 07:00"),
        ("UTC", "22:00-7:00", "2026-06-01 07:00", None),
        ("UTC", "22:00-7:00", "2026-06-01 21:59", None),
        ("UTC", "13:00-15:00", "2026-06-01 13:00", "2026-06-01 15:00"),
        ("Europe/Lisbon", "22:00-7:00", "2026-03-28 23:00", "2026-03-29 06:00"),  # an hour shorter
        ("America/New_York", "22:00-2:30", "2026-03-08 06:00", "2026-03-08 07:30"),  # an end that is skipped
        ("America/New_York", "22:00-1:30", "2026-11-01 04:30", "2026-11-01 05:30"),
        ("America/New_York", "22:00-1:30", "2026-11-01 06:15", "2026-11-01 06:30"),  # the second 01:15
    ],
)
def test_quiet_until(zone: str, typed: str, now: str, end: str | None) -> None:
    between = stretch(typed)
    assert between is not None
    assert quiet_until(QuietHours(*between), utc(now), zone) == (end and utc(end))
