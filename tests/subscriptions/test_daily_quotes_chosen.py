"""Which of the lines that were drawn becomes the quote of a day."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.quotes.daily import best_drawn
from bot.quotes.models import Quote, QuoteKind
from bot.quotes.queries.quote_draws import Drawn
from bot.stories.ids import ChapterId, QuoteId, StoryId
from bot.stories.models import Chapter, ChapterKind
from tests.ui.strategies import FULLEST

CHAPTER = Chapter(ChapterId(1), StoryId(1), 0, 1, "", ChapterKind.BODY, 1, 9, 9, 0)
texts = st.text("abc", min_size=1, max_size=200)
turns = st.none() | st.integers(1, 9)


def lot(text: str, turn: int | None, number: int = 1) -> tuple[Drawn, Quote]:
    quote = Quote(QuoteId(number), FULLEST, CHAPTER, ((0, len(text)),), text, None, QuoteKind.SPEECH)
    return Drawn(quote.id, turn), quote


def test_a_line_that_says_something_is_given_rather_than_one_that_says_little() -> None:
    given_, quote = best_drawn([lot("I see,", None, 1), lot("The tide does not wait for the post.", None, 2)])
    assert (given_.quote, quote.text) == (2, "The tide does not wait for the post.")


@given(st.lists(st.tuples(texts, turns), min_size=1, max_size=6))
def test_what_is_new_comes_before_what_was_given_and_that_by_its_age(
    drawn: list[tuple[str, int | None]],
) -> None:
    chosen, quote = best_drawn([lot(text, turn, number) for number, (text, turn) in enumerate(drawn)])
    oldest = min(turn or 0 for _, turn in drawn)
    assert (chosen.turn or 0) == oldest
    others = [text for text, turn in drawn if (turn or 0) == oldest]
    assert len(quote.text) >= min(80, max(map(len, others)))
