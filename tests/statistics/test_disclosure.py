"""No number of readers that is told, or follows from those that are, is about a few of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.statistics.disclosure import FEWEST, disclosable, enough
from bot.statistics.models import Readers, Stop

STOPPED = st.dictionaries(st.integers(1, 12), st.integers(1, 9), max_size=8)
COUNTS = st.integers(0, 12)


def test_less_than_five_readers_are_nobody_s_business() -> None:
    assert disclosable(4, 4, {}) == Readers(None)
    assert enough(4) is None
    assert enough(5) == 5


def test_five_readers_who_finished_are_told() -> None:
    assert disclosable(5, 5, {}) == Readers(5, 5, others=0)


def test_a_few_who_did_not_finish_do_not_show_in_the_difference() -> None:
    told = disclosable(12, 10, {3: 2})
    assert told == Readers(12, None, nearly_all_finished=True)


def test_a_few_who_finished_do_not_show_either() -> None:
    assert disclosable(12, 2, {1: 5}) == Readers(12, None, stops=(Stop(1, 1, 5),), others=7)


def test_small_stops_are_told_together_with_their_neighbours() -> None:
    told = disclosable(30, 6, {1: 6, 2: 1, 3: 2, 5: 3, 9: 2})
    assert told.stops == (Stop(1, 1, 6), Stop(2, 5, 6))
    assert told.others == 12


def test_the_last_stop_is_not_told_if_few_were_left_behind_it() -> None:
    told = disclosable(15, 5, {1: 7})
    assert told == Readers(15, 5, stops=(), others=10)


@given(COUNTS, COUNTS, STOPPED)
def test_all_told_adds_up_and_every_part_of_it_is_nobody_or_enough(
    finished: int, reading: int, stopped: dict[int, int]
) -> None:
    total = finished + reading + sum(stopped.values())
    told = disclosable(total, finished, stopped)
    if told.total is None:
        assert total < FEWEST
        assert told == Readers(None)
        return
    if told.nearly_all_finished:
        assert (told.finished, told.stops, told.others) == (None, (), None)
        return
    parts = [told.finished or 0, told.others or 0, *(each.readers for each in told.stops)]
    assert sum(parts) == told.total == total
    assert all(part == 0 or part >= FEWEST for part in parts)


@given(COUNTS, COUNTS, STOPPED)
def test_stops_are_true_and_in_order(finished: int, reading: int, stopped: dict[int, int]) -> None:
    told = disclosable(finished + reading + sum(stopped.values()), finished, stopped)
    after = 0
    for stop in told.stops:
        assert stop.first == after + 1
        assert stop.readers == sum(stopped.get(each, 0) for each in range(stop.first, stop.last + 1))
        after = stop.last


@given(COUNTS, COUNTS, STOPPED)
def test_which_of_the_chapters_of_a_stretch_they_stopped_in_does_not_show(
    finished: int, reading: int, stopped: dict[int, int]
) -> None:
    """Moving everybody in a stretch to its last chapter changes nothing."""
    total = finished + reading + sum(stopped.values())
    told = disclosable(total, finished, stopped)
    ends = {stop.last: stop.readers for stop in told.stops}
    behind = max(ends, default=0)
    moved = ends | {each: count for each, count in stopped.items() if each > behind}
    assert disclosable(total, finished, moved) == told
