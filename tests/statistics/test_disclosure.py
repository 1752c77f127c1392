"""No number of readers that is told shows any few of them, whoever looks, with whatever accounts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.statistics.disclosure import FEWEST, STEP, Draw, beginning_of, disclosable, told, week_of
from bot.statistics.models import Readers, Stop

STOPPED = st.dictionaries(st.integers(1, 12), st.integers(1, 9), max_size=8)
COUNTS = st.integers(0, 40)
LESS = st.integers(0, STEP - 1)


def always(number: int) -> Draw:
    """The draw that comes to this each time."""
    return lambda: number


def outcomes(what: Callable[[Draw], object], draws: int) -> Counter[object]:
    """How often each thing is told, of all that so many draws can come to."""
    return Counter(repr(what(iter(drawn).__next__)) for drawn in product(range(STEP), repeat=draws))


def apart(one: Counter[object], other: Counter[object]) -> float:
    """How surely a single look tells two cases apart, from 0 to 1."""
    return (one - other).total() / one.total()


def stops_of(stopped: Mapping[int, int], draw: Draw) -> tuple[Stop, ...]:
    return disclosable(0, 0, stopped, draw).stops


# The attack: all but one of the readers are whoever looks, or known to them


@pytest.mark.parametrize("others", range(9))
@pytest.mark.parametrize("own", range(5))
def test_somebody_with_four_accounts_is_not_told_whether_there_is_one_more(own: int, others: int) -> None:
    without, with_one = (outcomes(partial(told, own + others + more), 1) for more in (0, 1))
    assert apart(without, with_one) <= 1 / STEP
    if own + others + 1 < FEWEST:
        assert set(with_one) == {"None"}


@given(STOPPED, st.integers(1, 12))
@settings(max_examples=15)
def test_nor_where_that_one_has_stopped(stopped: Mapping[int, int], chapter: int) -> None:
    stopped = {each: count for each, count in stopped.items() if each <= 4}
    more = {**stopped, chapter: stopped.get(chapter, 0) + 1}
    most = 2 + (sum(stopped.values()) + 1) // FEWEST + 1
    without, with_one = (outcomes(partial(stops_of, each), most) for each in (stopped, more))
    assert apart(without, with_one) <= 1 / STEP + 1e-9


@given(COUNTS, LESS)
def test_what_is_told_is_never_more_than_there_are_nor_about_few(number: int, less: int) -> None:
    if (said := told(number, always(less))) is not None:
        assert FEWEST <= said <= number < said + 2 * STEP - 1
        assert said % STEP == 0


@given(COUNTS, COUNTS, STOPPED, LESS)
def test_the_parts_are_no_more_than_the_whole_and_in_order(
    finished: int, reading: int, stopped: Mapping[int, int], less: int
) -> None:
    total = finished + reading + sum(stopped.values())
    said = disclosable(total, finished, stopped, always(less))
    assert (said.finished or 0) + sum(each.readers for each in said.stops) <= (said.total or 0) <= total
    after = 0
    for stop in said.stops:
        assert stop.first == after + 1
        assert FEWEST <= stop.readers <= sum(stopped.get(n, 0) for n in range(stop.first, stop.last + 1))
        after = stop.last


@pytest.mark.parametrize(
    ("number", "less", "said"), [(9, 0, None), (10, 0, 10), (10, 1, None), (14, 4, 10), (19, 4, 15)]
)
def test_the_fewest_that_are_told_are_ten(number: int, less: int, said: int | None) -> None:
    assert told(number, always(less)) == said
    stops = () if said is None else (Stop(2, 2, said),)
    assert stops_of({2: number}, always(less)) == tuple(replace(each, first=1) for each in stops)
    assert stops_of({1: 14, 2: number}, always(less)) == (Stop(1, 1, 10), *stops)


def test_the_whole_is_no_less_than_its_parts_whatever_is_drawn() -> None:
    drawn = iter((0, 0, 0, 4))  # for who has finished, for each stretch, and for all
    assert disclosable(20, 10, {1: 10}, drawn.__next__) == Readers(20, 10, (Stop(1, 1, 10),))


@pytest.mark.parametrize("less", range(STEP))
def test_of_seven_readers_nobody_is_told_that_two_have_finished(less: int) -> None:
    assert disclosable(7, 2, {1: 3, 4: 2}, always(less)) == Readers(None, None, ())
    said = disclosable(FEWEST + STEP + 7, 2, {1: 9, 4: 9}, always(less))
    assert said.total is not None
    assert said.finished is None


def test_small_stops_are_told_together_with_their_neighbours() -> None:
    said = disclosable(40, 11, {1: 11, 2: 3, 3: 8, 5: 4, 9: 2}, always(0))
    assert said == Readers(40, 10, (Stop(1, 1, 10), Stop(2, 3, 10)))


def test_weeks_begin_on_mondays() -> None:
    monday = 1_795_996_800  # 2026-11-30
    assert week_of(monday - 1) + 1 == week_of(monday) == week_of(monday + 7 * 86_400 - 1)
    assert beginning_of(week_of(monday + 12_345)) == monday
