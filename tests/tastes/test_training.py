"""What is told from the readings of all: by either form of EASE^R, and by what stands in for it."""

from __future__ import annotations

import random
from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.models import StoryId
from bot.tastes import ease, nearby
from bot.tastes.readings import FEWEST, KEPT, Ints, readings_of
from bot.tastes.scoring import NEIGHBOUR, reasons, scores
from bot.tastes.training import train

Pairs = list[tuple[int, int]]
ALL = [(reader, story) for reader in range(1, 10) for story in range(50, 58)]
SOME = st.sets(st.sampled_from(ALL)).map(lambda unread: [pair for pair in ALL if pair not in unread])
untimed = settings(deadline=None)


def as_array(pairs: Pairs) -> Ints:
    return np.array(pairs, np.int64)


def in_common(pairs: Pairs) -> Counter[tuple[int, int]]:
    """How many read both, of each two stories."""
    read: dict[int, set[int]] = {}
    for reader, story in pairs:
        read.setdefault(reader, set()).add(story)
    return Counter(pair for stories in read.values() for pair in combinations(sorted(stories), 2))


@untimed
@given(SOME)
def test_both_forms_of_ease_give_the_same_weights(pairs: Pairs) -> None:
    readings = readings_of(as_array(pairs))
    every = np.arange(len(readings.stories))
    if not every.size:
        return
    by_stories, by_readers = ease.by_stories(readings), ease.by_readers(readings)
    for story in every.tolist():
        others = every[every != story]
        if others.size:
            np.testing.assert_allclose(by_stories(story, others), by_readers(story, others), atol=1e-12)


@pytest.mark.parametrize("largest_side", [0, 100])
@untimed
@given(pairs=SOME)
@example(pairs=[])
@example(pairs=ALL[:30])
def test_all_is_told_of_just_those_that_five_have_read(largest_side: int, pairs: Pairs) -> None:
    common = in_common(pairs)
    readers = Counter(story for _, story in set(pairs))
    told = list(train(as_array(pairs), largest_side))
    assert {each.story: each.readers for each in told} == {s: n for s, n in readers.items() if n >= FEWEST}
    assert [each.story for each in told] == sorted(each.story for each in told)
    for each in told:
        found = {other: n for other, _, n in each.neighbours.tolist()}
        beside = {other: common[min(other, each.story), max(other, each.story)] for other in readers}
        assert found == {other: n for other, n in beside.items() if n >= FEWEST}


@untimed
@given(SOME, st.randoms())
def test_neither_order_nor_reading_again_makes_a_difference(pairs: Pairs, chance: random.Random) -> None:
    again = [*pairs, *pairs[:7]]
    chance.shuffle(again)
    one, other = train(as_array(pairs)), train(as_array(again))
    assert [each.neighbours.tolist() for each in one] == [each.neighbours.tolist() for each in other]


@given(st.integers(3, 8))
@settings(max_examples=6, deadline=None)
def test_where_all_are_near_the_stand_in_is_ease_itself(stories: int) -> None:
    readings = readings_of(as_array([(r, s) for r in range(24) for s in range(stories) if r % stories != s]))
    exact = ease.neighbours(readings, ease.by_readers(readings))
    for one, other in zip(exact, nearby.neighbours(readings), strict=True):
        ours, theirs = (np.sort(each.neighbours, order="story") for each in (one, other))
        assert ours["story"].tolist() == theirs["story"].tolist()
        np.testing.assert_allclose(ours["weight"], theirs["weight"], rtol=1e-5)


def test_no_more_neighbours_are_kept_than_there_may_be() -> None:
    everything = [(reader, story) for reader in range(6) for story in range(KEPT + 50)]
    for largest_side in (0, 100):
        assert max(len(each.neighbours) for each in train(as_array(everything), largest_side)) <= KEPT


LIKING = {StoryId(1): 1.0, StoryId(2): 0.5}


def packed(*neighbours: tuple[int, float, int]) -> bytes:
    return b"".join(NEIGHBOUR.pack(*each) for each in neighbours)


def test_a_story_s_score_is_what_all_of_them_say_and_the_reason_the_one_that_says_most() -> None:
    beside = {StoryId(1): packed((8, 0.25, 6)), StoryId(2): packed((8, 0.75, 5), (9, 0.125, 7))}
    found = scores(LIKING, beside, 2)
    assert list(found.items()) == [(8, 0.625), (9, 0.0625)]
    why = reasons(LIKING, beside, found)
    assert {story: (each.because, each.readers) for story, each in why.items()} == {8: (2, 5), 9: (2, 7)}
    assert list(scores(LIKING, beside, 1)) == [8]


def test_what_is_spoken_against_or_theirs_already_is_left_out() -> None:
    beside = {StoryId(1): packed((8, 0.25, 6), (2, 0.875, 6)), StoryId(2): packed((8, -0.5, 5))}
    assert scores(LIKING, beside, 9) == {}


def test_what_was_told_reads_the_same_packed() -> None:
    [first, *_] = train(as_array([(reader, story) for reader in range(6) for story in (3, 2**40, 7)]))
    assert list(NEIGHBOUR.iter_unpack(first.neighbours.tobytes())) == first.neighbours.tolist()
