"""What a press does to a bookmark, and what it passes, decided without a database."""

from __future__ import annotations

import pytest

from bot.reading.models import Bookmark
from bot.reading.positions import Move, Passing, ShownPassage, moved, notes_come_first, passing
from bot.stories.models import Spot
from bot.text.spans import BEGUN

HERE, THERE, LATER = Spot(1, 100), Spot(1, 200), Spot(1, 300)
READ = ((0, 100),)
"""What has been passed by somebody who is HERE."""
MARKED = Bookmark(HERE, Spot(0, 7))


def shown(start: Spot, *, beside: bool = True) -> ShownPassage:
    return ShownPassage(start, Spot(start.position, start.offset + 100), beside)


# Where the bookmark is then


def test_to_open_at_the_bookmark_is_no_move() -> None:
    assert moved(MARKED, shown(Spot(1, 90)), Move.OPEN) == MARKED


@pytest.mark.parametrize("how", [Move.NEXT, Move.BACK, Move.VISIT])
def test_a_step_to_a_neighbour_keeps_what_can_be_undone(how: Move) -> None:
    assert moved(MARKED, shown(THERE), how) == Bookmark(THERE, Spot(0, 7))


@pytest.mark.parametrize("how", [Move.NEXT, Move.BACK, Move.VISIT])
def test_a_move_to_any_other_place_can_be_undone(how: Move) -> None:
    assert moved(MARKED, shown(LATER, beside=False), how) == Bookmark(LATER, HERE)


# What is passed by it


def test_reading_on_passes_the_passage_that_one_comes_from_and_leaves_nothing_out() -> None:
    assert passing(Bookmark(HERE), READ, shown(THERE), Move.NEXT) == Passing(HERE, over=False)


def test_reading_on_with_another_length_passes_from_where_the_passage_begins() -> None:
    assert passing(Bookmark(THERE), ((0, 200),), shown(HERE), Move.NEXT) == Passing(HERE, over=False)


def test_reading_on_after_a_jump_passes_over_what_it_left_out() -> None:
    assert passing(Bookmark(HERE), BEGUN, shown(THERE), Move.NEXT) == Passing(HERE, over=True)


def test_reading_on_from_an_old_panel_passes_its_passage_and_what_it_left_out() -> None:
    # Also where the bookmark itself was reached by reading.
    assert passing(Bookmark(HERE), READ, shown(LATER, beside=False), Move.NEXT) == Passing(LATER, over=True)
    assert passing(Bookmark(HERE), (), shown(LATER, beside=False), Move.NEXT) == Passing(LATER, over=True)


def test_reading_on_into_the_next_chapter_passes_over_what_was_left_out_of_this_one() -> None:
    # The spans are of the chapter shown: what was passed there says nothing of the bookmark’s.
    into = ShownPassage(Spot(2, 0), Spot(2, 100), beside=True)
    assert passing(Bookmark(Spot(1, 0)), ((0, 900),), into, Move.NEXT) == Passing(Spot(1, 0), over=True)


def test_whoever_stands_beside_words_that_are_gone_passes_only_what_they_are_shown() -> None:
    assert passing(Bookmark(HERE), READ, shown(THERE), Move.NEXT, displaced=True) == Passing(
        THERE, over=False
    )
    assert passing(Bookmark(HERE), (), shown(THERE), Move.NEXT, displaced=True) == Passing(THERE, over=False)


def test_opening_at_the_place_that_one_read_to_passes_the_passage() -> None:
    assert passing(Bookmark(HERE), READ, shown(HERE), Move.OPEN) == Passing(HERE, over=False)


def test_opening_where_a_jump_led_passes_nothing() -> None:
    assert passing(Bookmark(HERE), ((0, 99),), shown(HERE), Move.OPEN) is None
    assert passing(Bookmark(HERE), ((101, 200),), shown(HERE), Move.OPEN) is None


def test_opening_another_chapter_than_the_bookmark_passes_nothing() -> None:
    assert passing(Bookmark(Spot(0, 100)), READ, shown(HERE), Move.OPEN) is None


@pytest.mark.parametrize("how", [Move.BACK, Move.VISIT])
def test_turning_back_and_jumping_pass_nothing(how: Move) -> None:
    assert passing(Bookmark(HERE), READ, shown(HERE), how) is None


# Whether notes come first


@pytest.mark.parametrize(
    ("how", "spans", "position", "first"),
    [
        (Move.NEXT, (), 2, True),  # from another chapter
        (Move.NEXT, READ, 2, True),
        (Move.NEXT, (), 1, False),  # from the notes themselves
        (Move.NEXT, BEGUN, 1, False),
        (Move.OPEN, BEGUN, 1, True),  # nothing of the chapter is read
        (Move.OPEN, (), 2, True),
        (Move.OPEN, READ, 1, False),
        (Move.OPEN, READ, 2, False),
        (Move.VISIT, READ, 2, True),
        (Move.VISIT, READ, 1, False),
        (Move.VISIT, (), 1, True),
        (Move.BACK, READ, 2, False),
        (Move.BACK, READ, 1, False),
        (Move.BACK, (), 2, True),
    ],
)
def test_notes_come_before_a_chapter_that_one_comes_to_and_not_again(
    how: Move, spans: tuple[tuple[int, int], ...], position: int, first: bool
) -> None:
    assert notes_come_first(Bookmark(HERE), spans, position, how) is first
