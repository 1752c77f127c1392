"""Texts that are read from the right, and what keeps them together among others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.direction import (
    has_right_to_left,
    isolated,
    listed,
    open_isolates,
    reads_from_right,
    stretches,
    without_isolates,
)

LETTERS = st.text(alphabet="ab .!,(1אבع夜ไ\u200e\u200f", max_size=30)


@pytest.mark.parametrize(
    "text",
    [
        "האור בחלון",
        "Sherlock Holmes אמר: לא.",
        "„Watson, בוא הנה”, אמר הולמס.",
        "1895 كان عام الضباب",
        "في رواية Great Expectations لتشارلز ديكنز",
        "\u200fWatson",
    ],
)
def test_a_paragraph_is_read_from_the_right_though_a_foreign_name_begins_it(text: str) -> None:
    assert reads_from_right(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1895",
        "Never.",
        "夜の灯",
        "שלום was the only word he knew.",
        "The Dybbuk (הדיבוק)",
        "She wrote سلام and left.",
        "\u200eאור",
    ],
)
def test_a_foreign_word_turns_no_paragraph_round(text: str) -> None:
    assert not reads_from_right(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Low Water", "Low Water"),
        ("夜の灯", "夜の灯"),
        ("", ""),
        ("אור!", "\u2068אור!\u2069"),
        ("Skerrow והמגדלור", "\u2067Skerrow והמגדלור\u2069"),
        ("שלום and Other Stories", "\u2066שלום and Other Stories\u2069"),
        ("\u2068אור\u2069 and Ann", "\u2068אור\u2069 and Ann"),
    ],
)
def test_only_what_has_letters_from_the_right_is_isolated(text: str, shown: str) -> None:
    assert isolated(text) == shown


@given(LETTERS)
def test_isolating_changes_no_letter_and_twice_is_once(text: str) -> None:
    shown = isolated(text)
    assert without_isolates(shown) == text
    assert isolated(shown) == shown
    assert (shown == text) is not has_right_to_left(text)


def test_names_in_a_row_keep_their_order() -> None:
    assert listed(["Ann", "תמר", "נועה"]) == "Ann, \u2068תמר\u2069, \u2068נועה\u2069"


@given(st.lists(LETTERS, max_size=4), st.integers(0, 60))
def test_a_row_that_is_cut_leaves_no_isolate_open(names: list[str], end: int) -> None:
    cut = listed(names)[:end]
    assert open_isolates(cut + open_isolates(cut)) == ""


@given(st.text(alphabet="ab א\u05d1\u0639()[12.%,夜\u0301\u05b8", max_size=40))
def test_a_line_is_the_parts_that_go_one_way_each(line: str) -> None:
    parts = list(stretches(line))
    assert "".join(part for part, _ in parts) == line
    for part, from_right in parts:
        assert not (from_right and {"a", "b", "夜"} & set(part))
        assert from_right or not has_right_to_left(part)
