"""A sentence by itself looks as it does in its chapter."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from bot.quotes.excerpts import sentences, shown_alone
from bot.text.markup import strip
from bot.text.passages import passages
from tests.support.rounds import rounds
from tests.text.chapter_texts import stored_chapters
from tests.text.discord_markdown import Seen, read

OF_LINES = {"quote", "heading", "subtext", "list"}


def alone(text: str, start: int = 0, end: int | None = None) -> list[str]:
    """Every sentence of an excerpt by itself."""
    found = sentences(text, start, len(text) if end is None else end)
    return [shown_alone(text, *span) for span in found]


def looks(markdown: str) -> list[Seen]:
    """The letters and digits that are shown, with the looks that do not belong to whole lines."""
    return [(each, looks - OF_LINES) for each, looks in read(markdown) if each.isalnum()]


@given(stored_chapters)
@settings(max_examples=rounds(15, full=50))
def test_sentences_one_after_the_other_show_what_the_chapter_shows(text: str) -> None:
    assert [seen for sentence in alone(text) for seen in looks(sentence)] == looks(text)


@given(stored_chapters)
@settings(max_examples=rounds(15, full=50))
def test_the_sentences_of_a_passage_are_in_order_and_within_it(text: str) -> None:
    for passage in passages(text, 128):
        found = list(sentences(text, passage.start, passage.end))
        edges = [passage.start, *(edge for span in found for edge in span), passage.end]
        assert edges == sorted(edges)
        assert all(strip(text[start:end]).strip() for start, end in found)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("One. Two.", ["One.", "Two."]),
        ("## The Lamp\n\nIt burned", ["## The Lamp", "It burned"]),
        ("_He came. She went._ They slept.", ["_He came._", "_She went._", "They slept."]),
        ("**All _of it. And_ more.**", ["**All _of it._**", "**_And_ more.**"]),
        ("> A letter. Dear me.\n> \n> Yours,\n> V.", ["A letter.", "Dear me.", "Yours,\nV."]),
        ("Who? - He. When? 1986. Why? Yes.", ["Who?", "\\- He.", "When?", "1986\\.", "Why?", "Yes."]),
        ("Gone.\n\n\\* \\* \\*\n\nBack.", ["Gone.", "Back."]),
        (
            "See [the first. The second](<https://a.b/>) now.",
            ["See [the first. The second](<https://a.b/>) now."],
        ),
        ("…", []),
    ],
)
def test_each_sentence_is_shown_with_its_own_marks(text: str, shown: list[str]) -> None:
    assert alone(text) == shown
