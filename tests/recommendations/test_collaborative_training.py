"""What is told from the readings of all."""

from __future__ import annotations

import random
from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.recommendations.collaborative.readings import FEWEST, KEPT, Floats, Ints
from bot.recommendations.collaborative.scoring import NEIGHBOUR, reasons, scores
from bot.recommendations.collaborative.training import PENALTY, train
from bot.stories.ids import StoryId
from tests.support.rounds import rounds

Pairs = list[tuple[int, int]]
ALL = [(reader, story) for reader in range(1, 10) for story in range(50, 58)]
SOME = st.sets(st.sampled_from(ALL)).map(lambda unread: [pair for pair in ALL if pair not in unread])


def as_array(pairs: Pairs) -> Ints:
    return np.array(pairs, np.int64)


def in_common(pairs: Pairs) -> Counter[tuple[int, int]]:
    """How many read both, of each two stories."""
    read: dict[int, set[int]] = {}
    for reader, story in pairs:
        read.setdefault(reader, set()).add(story)
    return Counter(pair for stories in read.values() for pair in combinations(sorted(stories), 2))


@given(pairs=SOME)
@example(pairs=[])
@example(pairs=ALL[:30])
def test_all_is_told_of_just_those_that_five_have_read(pairs: Pairs) -> None:
    common = in_common(pairs)
    readers = Counter(story for _, story in set(pairs))
    told = list(train(as_array(pairs)))
    assert {each.story: each.readers for each in told} == {s: n for s, n in readers.items() if n >= FEWEST}
    assert [each.story for each in told] == sorted(each.story for each in told)
    for each in told:
        found = {other: n for other, _, n in each.neighbours.tolist()}
        beside = {other: common[min(other, each.story), max(other, each.story)] for other in readers}
        assert found == {other: n for other, n in beside.items() if n >= FEWEST}


@given(SOME, st.randoms())
def test_neither_order_nor_reading_again_makes_a_difference(pairs: Pairs, chance: random.Random) -> None:
    again = [*pairs, *pairs[:7]]
    chance.shuffle(again)
    one, other = train(as_array(pairs)), train(as_array(again))
    assert [each.neighbours.tolist() for each in one] == [each.neighbours.tolist() for each in other]


@given(st.integers(3, 8))
@settings(max_examples=rounds(2, full=6))
def test_where_all_are_near_the_weights_are_those_of_ease(stories: int) -> None:
    pairs = [(reader, story) for reader in range(24) for story in range(stories) if reader % stories != story]
    exact = ease(pairs)
    for each in train(as_array(pairs)):
        found = {story: weight for story, weight, _ in each.neighbours.tolist()}
        for story, weight in found.items():
            assert weight == pytest.approx(exact[each.story, story], rel=1e-5)
        assert len(found) == stories - 1


def ease(pairs: Pairs) -> Floats:
    """How much each story speaks for each other, by the paper's formula."""
    read = np.zeros((1 + max(reader for reader, _ in pairs), 1 + max(story for _, story in pairs)))
    read[tuple(np.array(pairs).T)] = 1
    inverse = np.linalg.inv(read.T @ read + PENALTY * np.eye(read.shape[1]))
    weights: Floats = -inverse / inverse.diagonal()
    return weights


def test_what_fewer_than_five_share_changes_not_even_the_weights_of_the_rest() -> None:
    crowd = [(reader, story) for reader in range(20) for story in range(10) if (reader + story) % 3]
    alone = [(100 + number, 20 + number % 2) for number in range(10)]
    together = [(200 + reader, story) for reader in range(4) for story in (1, 20, 21)]
    apart = [(300 + number, story) for number, (_, story) in enumerate(together)]
    one, other = train(as_array(crowd + alone + together)), train(as_array(crowd + alone + apart))
    assert [(each.story, each.readers, each.neighbours.tolist()) for each in one] == [
        (each.story, each.readers, each.neighbours.tolist()) for each in other
    ]


def test_no_more_neighbours_are_kept_than_there_may_be() -> None:
    everything = [(reader, story) for reader in range(6) for story in range(KEPT + 50)]
    assert max(len(each.neighbours) for each in train(as_array(everything))) <= KEPT


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
