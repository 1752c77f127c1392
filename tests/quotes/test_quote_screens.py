"""Every screen of saved quotes is one that Discord takes, whatever was saved."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.quotes.excerpts import shown_alone
from bot.quotes.export import quote_file
from bot.quotes.models import SavedQuote, Sentence, Sentences
from bot.quotes.presses import ListSavedQuotes
from bot.stories.ids import ChapterId, SavedQuoteId, StoryId
from bot.stories.models import Chapter, ChapterKind, Excerpt, Place, Story
from bot.text.markup import escape, quote
from cogs.quotes.saved_screens import (
    EDITED,
    quote_by_itself,
    quote_list,
    removed,
    saved,
    sentence_menu,
    taken_back,
)
from tests.support.rounds import rounds
from tests.text.chapter_texts import stored_chapters
from tests.ui.strategies import (
    FULLEST,
    LARGEST,
    chapters,
    check,
    counts,
    excerpts,
    listing,
    names,
    numbers,
    stories,
    titles,
)

# Every sentence has a letter or a digit in it, and stands at a place of its own.
words = titles.map(lambda text: f"A {text}")
sentences = st.builds(Sentence, st.integers(0, 10**8), counts, words)
written = stored_chapters.map(lambda text: shown_alone(text, 0, len(text)))
saved_quotes = st.builds(
    SavedQuote,
    id=st.builds(SavedQuoteId, numbers),
    story=stories,
    chapter=chapters,
    excerpt=excerpts,
    markdown=written | words.map(escape),
    speaker=names | st.none(),
    saved_at=st.integers(0, 2**31),
)
of_stories = st.builds(StoryId, numbers) | st.none()


@given(
    stories,
    excerpts,
    st.lists(sentences, min_size=1, max_size=25, unique_by=lambda each: (each.start, each.end)),
    st.sampled_from(["", EDITED]),
)
async def test_the_sentences(story: Story, where: Excerpt, found: list[Sentence], note: str) -> None:
    check(sentence_menu(Sentences(story, where, listing(found, 3)), where.place, note))


@given(saved_quotes, of_stories, counts, st.booleans())
async def test_a_quote(kept: SavedQuote, story: StoryId | None, page: int, in_text: bool) -> None:
    check(saved(kept, kept.excerpt.place, LARGEST))
    back = ListSavedQuotes(story, page)
    check(quote_by_itself(kept, back, LARGEST, in_text=in_text))
    check(removed(kept.id, back))
    check(taken_back(kept.excerpt.place))


@given(st.lists(saved_quotes, max_size=10, unique_by=lambda each: each.id), of_stories)
@settings(max_examples=rounds(15, full=50))
async def test_the_list(found: list[SavedQuote], story: StoryId | None) -> None:
    check(quote_list(listing(found, 3), story))


@given(st.lists(saved_quotes, max_size=4))
@settings(max_examples=rounds(15, full=50))
def test_the_file_tells_of_every_quote(found: list[SavedQuote]) -> None:
    text = quote_file(found)
    assert all(quote(each.markdown) in text for each in found)


@pytest.mark.parametrize("line", ["x" * 7_999, "y\n" * 3_999, "\\*" * 3_999, "_a_ " * 1_999, "> z\n" * 1_900])
async def test_the_fullest_quotes_there_can_be(line: str) -> None:
    place = Place(ChapterId(LARGEST), 10**7, 10**8)
    chapter = Chapter(
        place.chapter, FULLEST.id, 9, 10**7, "C_" * 150, ChapterKind.BODY, 10**7, 10**8, 10**7, 0
    )
    longest = SavedQuote(
        SavedQuoteId(LARGEST), FULLEST, chapter, Excerpt(place, 10**8), line, "S_" * 300, 2**31
    )
    check(saved(longest, place, LARGEST))
    check(quote_by_itself(longest, ListSavedQuotes(FULLEST.id, 10**4), LARGEST, in_text=False))
    ten = [replace(longest, id=SavedQuoteId(LARGEST - number)) for number in range(10)]
    check(quote_list(listing(ten, 100), FULLEST.id))
