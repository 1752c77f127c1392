"""Corrections put into stored texts: whatever was typed, the formatting and the rest stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.remarks.corrections import corrected, replacements, tidied
from bot.text.markup import Run, Style, escape, inline, strip

words = st.lists(st.sampled_from(["the", "lamp", "*", "_", "a-b", " ", "\\", "3.", "…", "çà"]), max_size=12)
plain = words.map(" ".join)
runs = st.lists(
    st.builds(Run, plain, st.sampled_from([Style.PLAIN, Style.EMPHASIS, Style.STRONG])), max_size=4
)


@given(plain, plain)
def test_replacements_turn_one_text_into_the_other(before: str, after: str) -> None:
    found, at, made = replacements(before, after), 0, ""
    for each in found:
        assert at <= each.start <= each.end
        made += before[at : each.start] + each.by
        at = each.end
    assert made + before[at:] == after


@given(runs.map(inline), plain)
def test_a_corrected_text_reads_as_the_correction_or_is_left_alone(stored: str, correction: str) -> None:
    assert corrected(stored, strip(stored)) == stored
    found = corrected(stored, correction)
    assert found is None or strip(found) == correction


@given(plain, plain)
def test_a_text_without_formatting_can_always_be_corrected(before: str, after: str) -> None:
    found = corrected(escape(before), after)
    assert found is not None or strip(escape(after)) != after


@pytest.mark.parametrize(
    ("stored", "correction", "right"),
    [
        ("He said _teh_ word.", "He said the word.", "He said _the_ word."),
        ("_All teh way_", "All the way", "_All the way_"),
        (r"2 \* 2 are fvie", "2 * 2 are five", r"2 \* 2 are five"),
        (r"2 \* 2 are 4", "2 + 2 are 4", "2 + 2 are 4"),
        ("No stop", "No stop.", "No stop."),
        ("**Stop** now", "Stop, now", "**Stop**, now"),
        ("One _two_ three", "One four", None),
        ("Line one\nlnie two", "Line one\nline two", "Line one\nline two"),
    ],
)
def test_only_what_was_changed_is_replaced(stored: str, correction: str, right: str | None) -> None:
    assert corrected(stored, correction) == right


def test_a_correction_has_the_line_breaks_of_the_words() -> None:
    assert tidied("The lamp\r\nwent out. \n", "Teh lamp went out.") == "The lamp went out."
    assert tidied("The lamp\r\n\r\nwent out.", "Teh lamp\nwent out.") == "The lamp\nwent out."
