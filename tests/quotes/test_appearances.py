"""Where each name is first heard in a story: before it, nobody is told it."""

from __future__ import annotations

from bot.quotes.appearances import end_of_paragraph, first_appearances

TEXTS = ("The bell rang.", "Nell heard it. So did nell’s dog.", "Old Tom and Nell went down.")


def test_a_name_is_first_heard_where_it_stands_first() -> None:
    assert first_appearances(TEXTS, ["Nell", "Old Tom", "dog", "The"]) == {
        "Nell": (1, 0),
        "Old Tom": (2, 0),
        "dog": (1, 29),
        "The": (0, 0),
    }


def test_capitals_and_spaces_that_do_not_break_make_no_difference() -> None:
    assert first_appearances(["It was old\u00a0tom."], ["Old Tom"]) == {"Old Tom": (0, 7)}


def test_a_name_that_is_never_heard_is_known_at_the_end() -> None:
    assert first_appearances(TEXTS, ["Mira"]) == {"Mira": (3, 0)}
    assert first_appearances(TEXTS, []) == {}


def test_a_paragraph_ends_before_the_empty_line_or_with_the_text() -> None:
    text = "One.\nTwo.\n\nThree."
    assert [end_of_paragraph(text, at) for at in (0, 6, 9, 10, 11, 16)] == [9, 9, 9, 17, 17, 17]
