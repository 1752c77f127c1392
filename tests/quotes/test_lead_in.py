"""What leads up to a line, and where names are given first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.quotes.appearances import end_of_paragraph, first_appearances
from bot.quotes.lead_in import lead_in
from bot.text import markup

LINE = "“Go!”"


@pytest.mark.parametrize(
    ("before", "led_in"),
    [
        ("", ""),
        ("He stood up. Ada *smiled* at him. ", "Ada smiled at him."),
        ("It rained.\n\nAda smiled.\n\n", "Ada smiled."),
        ("Ada smiled.\n\n* * *\n\n", ""),
        ("Ada smiled.\n\noOo\n\n", ""),
        ("Ada said to\nnobody, ", "Ada said to nobody,"),
        (f"It was {'very ' * 80}cold. ", "…" + "very " * 38 + "cold."),
    ],
)
def test_the_sentence_in_front_of_a_line_leads_up_to_it(before: str, led_in: str) -> None:
    assert lead_in(f"{before}{LINE} It rained.", len(before)) == led_in


@given(st.lists(st.text(alphabet="Ab.!* _\n“”—", max_size=60), max_size=5), st.data())
def test_nothing_behind_a_line_leads_up_to_it(paragraphs: list[str], data: st.DataObject) -> None:
    text = "\n\n".join(paragraphs)
    at = data.draw(st.integers(0, len(text)))
    assert lead_in(text[:at], at) == lead_in(text[:at] + "Z" * 9, at)
    assert len(lead_in(text, at)) <= 201


def test_a_name_appears_where_it_stands_first_whatever_its_case_and_spaces() -> None:
    texts = ["“Go,” said Tom.", "TOM\u00a0LIGHTFOOT went.", "Tom Lightfoot and Ada."]
    found = first_appearances(texts, ["Tom", "Tom Lightfoot", "Ada", "Nobody"])
    assert found == {"Tom": (0, 11), "Tom Lightfoot": (1, 0), "Ada": (2, 18), "Nobody": (3, 0)}


def test_a_paragraph_ends_at_the_blank_line_or_with_the_text() -> None:
    text = markup.escape("One, two.") + "\n\nThree."
    assert [end_of_paragraph(text, at) for at in (0, 3, 9, 10, 12)] == [9, 9, 9, len(text), len(text)]
