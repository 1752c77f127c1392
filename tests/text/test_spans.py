"""Stretches of a text: joined, compared, and with the gaps between them filled, to the letter."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.spans import Span, Spans, between, bridged, common, joined, size, touching

LENGTH = 12
some_spans = st.lists(st.tuples(st.integers(0, LENGTH), st.integers(0, LENGTH)).map(sorted).map(tuple))


def letters(spans: Spans) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}


@given(some_spans)
def test_joined_they_are_sorted_apart_and_hold_the_same_letters(spans: list[Span]) -> None:
    found = joined(spans)
    assert letters(found) == letters(tuple(spans))
    assert all(one[1] < following[0] for one, following in pairwise(found))
    assert size(found) == len(letters(found))


@pytest.mark.parametrize(
    ("spans", "found"),
    [
        ([(4, 6), (2, 4)], ((2, 6),)),  # touching
        ([(2, 8), (3, 5)], ((2, 8),)),  # one within the other
        ([(2, 3), (4, 5)], ((2, 3), (4, 5))),  # a letter between them
        ([(0, 0)], ((0, 0),)),  # begun, and nothing read
        ([(0, 0), (0, 3)], ((0, 3),)),
        ([(3, 3)], ()),
        ([(1, 1), (2, 3)], ((2, 3),)),
    ],
)
def test_only_the_beginning_of_a_text_is_kept_with_nothing_in_it(spans: list[Span], found: Spans) -> None:
    assert joined(spans) == found


def test_a_span_is_touched_at_both_of_its_ends_and_no_further() -> None:
    spans = ((2, 4), (6, 9))
    assert [touching(spans, at) for at in (1, 2, 4, 5, 6, 9, 10)] == [
        None,
        (2, 4),
        (2, 4),
        None,
        (6, 9),
        (6, 9),
        None,
    ]


@given(some_spans)
def test_what_is_left_of_a_text_is_all_else(spans: list[Span]) -> None:
    left = between(spans, LENGTH)
    assert letters(left) == set(range(LENGTH)) - letters(tuple(spans))
    assert left == joined(each for each in left if each[0] < each[1])


def test_nothing_is_left_of_a_text_that_is_covered() -> None:
    assert between([(0, 5), (5, 9)], 9) == ()
    assert between([], 0) == ()


@given(some_spans, some_spans)
def test_what_both_have_is_in_both(some: list[Span], others: list[Span]) -> None:
    one, other = joined(some), joined(others)
    both = common(one, other)
    assert letters(both) == letters(one) & letters(other)
    assert all(start < end for start, end in both)


def test_one_span_shares_with_several_and_several_with_one() -> None:
    assert common(((0, 9),), ((1, 3), (4, 6))) == ((1, 3), (4, 6))
    assert common(((1, 3), (4, 6)), ((0, 9),)) == ((1, 3), (4, 6))
    assert common(((0, 3), (4, 5)), ((0, 1), (2, 6))) == ((0, 1), (2, 3), (4, 5))
    assert common(((0, 2), (3, 5)), ((2, 3), (5, 6))) == ()


def test_only_a_gap_with_a_span_on_either_side_is_filled() -> None:
    spans = ((0, 2), (4, 6))
    assert bridged(spans, [(2, 4)]) == ((0, 6),)
    assert bridged(spans, [(2, 3)]) == spans  # it does not reach the next
    assert bridged(spans, [(3, 4)]) == spans  # it does not begin at the last
    assert bridged(spans, [(6, 8)]) == spans
    assert bridged(((0, 2), (4, 6), (7, 9)), [(2, 4), (6, 8)]) == ((0, 6), (7, 9))
