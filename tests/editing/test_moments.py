"""Times that librarians type, on every day of the month and across changes of the clocks."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.editing.moments import spoken, understood
from bot.text.daytimes import WEEKDAYS, clock_face

ZONES = ("Europe/Berlin", "America/Los_Angeles", "Asia/Tokyo", "Asia/Kolkata", "Pacific/Auckland", "UTC")
MORNING = "2026-11-18 10:00"  # a Wednesday


def meant(typed: str, now: str = MORNING, zone: str = "Europe/Berlin") -> str | None:
    """What is meant at this local time, by the clocks of the zone."""
    local = datetime.fromisoformat(now).replace(tzinfo=ZoneInfo(zone))
    found = understood(typed, int(local.timestamp()), zone)
    return None if found is None else f"{datetime.fromtimestamp(found, ZoneInfo(zone)):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("typed", "then"),
    [
        ("18:00", "2026-11-18 18:00"),
        ("10:00", "2026-11-19 10:00"),
        ("at 6", "2026-11-19 06:00"),
        ("at 6 o'clock", "2026-11-19 06:00"),
        ("6 p.m.", "2026-11-18 18:00"),
        ("18h30", "2026-11-18 18:30"),
        ("midnight", "2026-11-19 00:00"),
        ("18:00 UTC", "2026-11-18 19:00"),
        ("the 5th at 6pm", "2026-12-05 18:00"),
        ("5 at 18:00", "2026-12-05 18:00"),
        ("tonight at 9", "2026-11-18 21:00"),
        ("tonight at midnight", "2026-11-19 00:00"),
        ("today at midnight", "2026-11-19 00:00"),
        ("tonight at 1", "2026-11-19 01:00"),
        ("this evening 8:30", "2026-11-18 20:30"),
        ("tomorrow afternoon at 3", "2026-11-19 15:00"),
        ("Friday evening at 8", "2026-11-20 20:00"),
        ("Friday night at 12", "2026-11-21 00:00"),
        ("31 December in the evening at 9", "2026-12-31 21:00"),
        ("December 24,2027 18:00", "2027-12-24 18:00"),
        ("in 1,5 hours", "2026-11-18 11:30"),
        ("March 18:00", None),
        ("December 2027", None),
        ("on the 18th at noon", "2026-11-18 12:00"),
        ("18th 9:00", "2026-12-18 09:00"),
        ("the 31st, 18:00", "2026-12-31 18:00"),
        ("wednesday 11:00", "2026-11-18 11:00"),
        ("Wednesday at 9", "2026-11-25 09:00"),
        ("6pm on friday", "2026-11-20 18:00"),
        ("tomorrow noon", "2026-11-19 12:00"),
        ("18 November 18:00", "2026-11-18 18:00"),
        ("nov 18 9:00", "2027-11-18 09:00"),
        ("24.12. 18:00", "2026-12-24 18:00"),
        ("saturday", "2026-11-21 00:00"),
        ("in 1 day", "2026-11-19 10:00"),
        ("in 2 weeks at 18:00", "2026-12-02 18:00"),
        ("in half an hour", "2026-11-18 10:30"),
        ("in 1h30m", "2026-11-18 11:30"),
        ("in 2 hours and 15 minutes", "2026-11-18 12:15"),
        ("2027-01-31T18:00+02:00", "2027-01-31 17:00"),
        ("today 9:00", "2026-11-18 09:00"),
        ("yesterday 18:00", "2026-11-17 18:00"),
        ("25:00", None),
        ("the 32nd at 6pm", None),
        ("30 february 18:00", None),
        ("6pm and 7pm", None),
        ("at the lighthouse", None),
        ("when it is done at 6", None),
        ("in 99999999 days", None),
    ],
)
def test_a_typed_time_is_the_next_such_time(typed: str, then: str | None) -> None:
    assert meant(typed) == then


def test_the_fifth_day_that_a_month_lacks_is_that_of_the_next_that_has_it() -> None:
    assert meant("the 31st at 18:00", "2026-02-01 10:00") == "2026-03-31 18:00"
    assert meant("29 feb 18:00") == "2028-02-29 18:00"


def test_the_last_evening_of_a_year_is_still_to_come() -> None:
    assert meant("31 december 23:50", "2026-12-31 23:30") == "2026-12-31 23:50"
    assert meant("31 december 23:10", "2026-12-31 23:30") == "2027-12-31 23:10"


def test_clocks_that_are_changed_keep_the_time_of_day() -> None:
    assert meant("18:00", "2026-03-28 20:00") == "2026-03-29 18:00"
    assert meant("18:00", "2026-10-24 20:00") == "2026-10-25 18:00"
    assert meant("in 1 day", "2026-10-24 20:00") == "2026-10-25 20:00"
    assert meant("in 6 hours", "2026-03-28 23:00") == "2026-03-29 06:00"
    assert meant("2:30", "2026-03-28 22:00") == "2026-03-29 03:30"  # there is no half past two that night


def test_the_hour_that_is_there_twice_is_the_one_to_come() -> None:
    zone = ZoneInfo("Europe/Berlin")
    first, second = (int(datetime(2026, 10, 25, 2, 30, tzinfo=zone, fold=f).timestamp()) for f in (0, 1))
    assert understood("2:30", first - 600, zone.key) == first
    assert understood("2:30", first + 600, zone.key) == second


@given(
    st.datetimes(datetime(2025, 1, 1), datetime(2030, 1, 1)),
    st.integers(0, 24 * 60 - 1),
    st.sampled_from(ZONES),
)
def test_a_time_of_day_is_within_a_day_whatever_day_it_is(local: datetime, minute: int, zone: str) -> None:
    now = int(local.replace(tzinfo=ZoneInfo(zone)).timestamp())
    found = understood(clock_face(minute), now, zone)
    assert found is not None
    assert 0 < found - now <= 25 * 3_600
    then = datetime.fromtimestamp(found, ZoneInfo(zone))
    assert then.hour * 60 + then.minute in (minute, (minute + 60) % (24 * 60))  # the latter in spring


@given(
    st.datetimes(datetime(2025, 1, 1), datetime(2030, 1, 1)),
    st.sampled_from(WEEKDAYS),
    st.sampled_from(ZONES),
)
def test_a_weekday_is_within_a_week_whatever_day_it_is(local: datetime, day: str, zone: str) -> None:
    now = int(local.replace(tzinfo=ZoneInfo(zone)).timestamp())
    found = understood(f"{day} 18:00", now, zone)
    assert found is not None
    assert 0 < found - now <= 7 * 86_400 + 3_600
    assert f"{datetime.fromtimestamp(found, ZoneInfo(zone)):%A %H:%M}" == f"{day} 18:00"


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(
    "typed", ["31 dec 9999", "9999-12-31 23:59", "1 jan 0001", "0001-01-01 00:00", "in 9999 years", "9999"]
)
def test_the_ends_of_time_raise_nothing(typed: str, zone: str) -> None:
    found = understood(typed, 1_790_000_000, zone)
    assert found is None or spoken(found, zone)


@given(st.text(st.sampled_from("0123456789 :.,/-@atpmhndsfri'T+Zé\n"), max_size=60))
def test_whatever_is_typed_is_a_time_or_none(typed: str) -> None:
    understood(typed, 1_790_000_000, "Europe/Berlin")
