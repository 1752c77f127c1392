"""Times of day in the many ways in which people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.daytimes import WEEKDAYS, clock_face, daytime, stretch, weekly

NOON = 12 * 60
minutes = st.integers(0, 24 * 60 - 1)


def at(hour: int, minute: int = 0) -> int:
    return hour * 60 + minute


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("18:00", at(18)),
        ("6 pm", at(18)),
        ("6pm", at(18)),
        ("6 p.m.", at(18)),
        ("6:30 PM", at(18, 30)),
        ("7", at(7)),
        ("07.15", at(7, 15)),
        ("7h", at(7)),
        ("18h30", at(18, 30)),
        ("at 9 am", at(9)),
        ("every day at 21:45", at(21, 45)),
        ("12 am", 0),
        ("12 pm", NOON),
        ("12:30 am", at(0, 30)),
        ("0:00", 0),
        ("midnight", 0),
        ("Noon", NOON),
        ("  23:59 ", at(23, 59)),
        ("24:00", None),
        ("18:60", None),
        ("13 pm", None),
        ("0 am", None),
        ("1800", None),
        ("6:5", None),
        ("-6", None),
        ("soon", None),
        ("", None),
        ("18:00 19:00", None),
        ("٦", at(6)),
    ],
)
def test_a_time_of_day(typed: str, meant: int | None) -> None:
    assert daytime(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("sunday 9.30", (6, at(9, 30))),
        ("Sundays at 10", (6, at(10))),
        ("every Wed, 18:00", (2, at(18))),
        ("9 am on tues", (1, at(9))),
        ("thurs noon", (3, NOON)),
        ("18:00", (None, at(18))),
        ("friday", (4, None)),
        ("friday saturday 9:00", (None, at(9))),
        ("someday 9:00", (None, None)),
        ("t 9:00", (None, None)),
        ("su 9:00", (None, None)),
    ],
)
def test_a_time_of_the_week(typed: str, meant: tuple[int | None, int | None]) -> None:
    assert weekly(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("22:00–7:00", (at(22), at(7))),
        ("22-7", (at(22), at(7))),
        ("from 10 pm to 6:30 am", (at(22), at(6, 30))),
        ("10pm until noon", (at(22), NOON)),
        ("13:00 — 15:00", (at(13), at(15))),
        ("22:00", None),
        ("22:00–22:00", None),
        ("22:00–7:00–9:00", None),
        ("22:00–late", None),
        ("–7:00", None),
        ("", None),
    ],
)
def test_a_stretch_of_the_day(typed: str, meant: tuple[int, int] | None) -> None:
    assert stretch(typed) == meant


@given(minutes)
def test_what_a_clock_shows_is_understood(minute: int) -> None:
    assert daytime(clock_face(minute)) == minute
    hour, past = minute // 60, minute % 60
    half = "am" if hour < 12 else "pm"
    assert daytime(f"{(hour - 1) % 12 + 1}:{past:02} {half}") == minute


@given(minutes, st.integers(0, 6), st.booleans())
def test_a_day_and_a_time_are_understood_in_either_order(minute: int, day: int, day_first: bool) -> None:
    parts = [WEEKDAYS[day], clock_face(minute)]
    assert weekly(" ".join(parts if day_first else parts[::-1])) == (day, minute)


@given(st.tuples(minutes, minutes).filter(lambda ends: ends[0] != ends[1]))
def test_two_clock_faces_are_a_stretch(ends: tuple[int, int]) -> None:
    assert stretch("–".join(map(clock_face, ends))) == ends


@given(st.text() | st.from_regex(r"[0-9ampfrsunto:. –-]{1,12}", fullmatch=True))
def test_whatever_is_typed_is_a_time_of_the_day_or_none(typed: str) -> None:
    for minute in (daytime(typed), weekly(typed)[1], *(stretch(typed) or ())):
        assert minute is None or 0 <= minute < 24 * 60
