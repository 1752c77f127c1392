"""A chapter that goes on in passages of another length: nothing comes twice, nothing is left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.passages import Passage, holding, passages, rest
from tests.text.chapter_texts import chapters, stored_chapters
from tests.text.discord_markdown import Seen, read

limits = st.sampled_from([128, 200, 300, 900])


def in_turn(text: str, lengths: list[int]) -> list[Passage]:
    """The chapter in passages, each of the length whose turn it is and all that was not in those before."""
    found: list[Passage] = []
    while not found or found[-1].end < len(text):
        limit = lengths[len(found) % len(lengths)]
        found.append(rest(text, passages(text, limit), found[-1].end if found else 0))
    return found


def without_space(seen: list[Seen]) -> list[Seen]:
    return [(letter, looks) for letter, looks in seen if not letter.isspace()]


@given(chapters | stored_chapters, st.lists(limits, min_size=1, max_size=4))
def test_each_fits_in_its_own_length(text: str, lengths: list[int]) -> None:
    for number, passage in enumerate(in_turn(text, lengths)):
        assert 0 < len(passage.render(text)) <= lengths[number % len(lengths)]


@given(chapters, st.lists(limits, min_size=1, max_size=4))
def test_joined_they_are_the_chapter(text: str, lengths: list[int]) -> None:
    found = in_turn(text, lengths)
    assert "".join(text[each.start : each.end] for each in found) == text


@given(stored_chapters, st.lists(limits, min_size=1, max_size=4))
def test_they_look_as_the_chapter_does(text: str, lengths: list[int]) -> None:
    found = [letter for each in in_turn(text, lengths) for letter in read(each.render(text))]
    assert without_space(found) == without_space(read(text))


@given(chapters, limits)
def test_in_the_same_length_it_is_the_next_passage(text: str, limit: int) -> None:
    assert tuple(in_turn(text, [limit])) == passages(text, limit)


TEXT = "One two. _Three four five._\n\n" + "x" * 120 + ".\n\nEnd."
DIVIDED = passages(TEXT, 128)


@pytest.mark.parametrize(
    ("offset", "found"),
    [
        (0, DIVIDED[0]),
        (3, Passage(4, 29)),  # the space belongs to what is before
        (9, Passage(9, 29)),
        (10, Passage(10, 29, "_")),
        (16, Passage(16, 29, "_")),
        (27, DIVIDED[1]),  # nothing but space is left of the first one
        (29, DIVIDED[1]),
        (40, Passage(40, 156)),
        (156, Passage(156, 156)),
    ],
)
def test_the_rest_begins_with_its_words_and_opens_their_marks(offset: int, found: Passage) -> None:
    assert (DIVIDED[0].end, DIVIDED[1].end) == (29, len(TEXT)) == (29, 156)
    assert rest(TEXT, DIVIDED, offset) == found


def test_the_rest_closes_what_its_passage_closes() -> None:
    text = "_" + "word " * 60 + "end_"
    divided = passages(text, 128)
    assert rest(text, divided, 11) == Passage(11, divided[0].end, "_", "_")


def test_an_offset_outside_of_the_text_is_held_by_the_passage_at_that_end() -> None:
    assert [holding(DIVIDED, at) for at in (-5, 0, 28, 29, 155, 156, 9_999)] == [0, 0, 0, 1, 1, 1, 1]
