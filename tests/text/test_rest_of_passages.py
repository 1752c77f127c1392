"""A chapter that goes on in passages of another length: nothing comes twice, nothing is left out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.text.passages import Passage, passages, rest
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
