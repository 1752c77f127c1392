"""What stories are compared by, and how alike they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.recommendations import similarity
from bot.recommendations.models import Term
from bot.recommendations.similarity import (
    Content,
    Similarities,
    Weights,
    content_of,
    details_of,
    distinctive,
    term,
    weighted,
)
from bot.stories.details import Details
from bot.text.markup import escape, strip
from bot.text.segments import BETWEEN
from bot.text.words import words

SEA = "the ship sailed and the captain watched the sea until the harbour was gone. " * 3
WOOD = "the wolf ran and the hunter followed the wolf until the forest was dark. " * 3

plain = st.text(st.characters(codec="utf-8"), max_size=60)
known = st.sampled_from(
    ["the", "sea", "ship", "naïve", "Wood", "wood", "日本", "海", "שלום", "Müller’s", "*"]
)
prose = st.lists(known, max_size=40)
texts = st.lists(plain.map(escape) | prose.map(" ".join), max_size=4)
details = st.builds(Details, title=st.just("T"), tags=st.lists(plain, max_size=5).map(tuple))


def likeness(one: Weights, other: Weights) -> float:
    [found] = Similarities([other]).of(one)
    return found


def weighed(library: Iterable[tuple[str, Details]]) -> list[Weights]:
    """What the stories of a library of these texts and details are compared by."""
    stories = [(content_of([text], text), details_of(said)) for text, said in library]
    having = Counter(each for content, said in stories for each in (*content.counts, *said))
    return [weighted(content, said, having, len(stories)) for content, said in stories]


def tagged(*tags: str) -> Details:
    return Details(title="T", tags=tags)


NOTHING = tagged()


# What a story has


def test_a_story_is_most_like_the_one_that_tells_of_the_same() -> None:
    sea, wood, other_sea = weighed([(SEA, NOTHING), (WOOD, NOTHING), (SEA.replace("until", "when"), NOTHING)])
    assert likeness(sea, other_sea) > 2 * likeness(sea, wood) > 0


def test_details_count_however_they_are_spelt() -> None:
    first, second, third = weighed(
        [(SEA, tagged("Slow Burn")), (WOOD, tagged("slow-burn")), (WOOD, tagged("fluff"))]
    )
    assert likeness(first, second) > likeness(first, third)


def test_text_and_details_say_as_much_as_each_other() -> None:
    same_text, same_tags, both, _ = weighed(
        [(SEA, tagged("a")), (WOOD, tagged("b")), (SEA, tagged("b")), ("Nothing else.", tagged("c"))]
    )
    assert likeness(both, same_text) == pytest.approx(likeness(both, same_tags), abs=0.1)


def test_scripts_without_spaces_are_compared_too() -> None:
    fox, other_fox, rain = weighed(
        [("狐は森へ走った。", NOTHING), ("森へ狐が来た。", NOTHING), ("今日は雨でした。", NOTHING)]
    )
    assert likeness(fox, other_fox) > likeness(fox, rain)


def test_a_word_is_rare_only_if_it_is_in_its_own_language() -> None:
    """Two German stories among English ones share their ordinary words; that alone makes nothing alike."""
    german = ["der Wolf und die Nacht und das Eis " * 9, "der Fisch und die See und das Boot " * 9]
    library = [(f"{SEA} word{n}", NOTHING) for n in range(40)] + [(text, NOTHING) for text in german]
    weights = weighed(library)
    und, wolf = term("und"), term("wolf")
    assert weights[-2][wolf] > 1.5 * weights[-2][und]


# What may be told


def told(text: str, opening: str) -> set[str]:
    return set(content_of([text], opening).open.values())


def test_words_of_the_opening_may_be_told_but_no_later_ones() -> None:
    assert told(f"{WOOD}{SEA}", WOOD) >= {"wolf", "hunter", "forest"}
    assert not told(f"{WOOD}{SEA}", WOOD) & {"ship", "captain", "sea", "harbour"}


def test_a_word_that_the_opening_ends_within_is_not_told() -> None:
    text = "a forest, a forest, a forester, a fore, a fore, forest"
    assert told(text, text[: text.index("forester") + len("fore")]) == {"forest"}


@pytest.mark.parametrize(
    ("opening", "not_told"),
    [
        ("Then Orla came and Orla went away.", "Orla"),
        ("She didn't see it and didn't mind.", "didn"),
        ("In 1986 it rained, in 1986 it blew.", "1986"),
        ("It was so, and so it was.", "so"),
        ("A lamp stood there, and nothing else.", "lamp"),
    ],
)
def test_names_pieces_of_words_and_what_stands_once_are_not_told(opening: str, not_told: str) -> None:
    assert not_told.lower() not in {word.lower() for word in told(opening, opening)}


def test_a_told_word_is_spelt_as_the_story_spells_it() -> None:
    assert "naïveté" in told("her naïveté, his naïveté, and so on", "her naïveté, his naïveté, and so on")


def test_only_words_that_few_stories_have_tell_something() -> None:
    content = content_of([SEA], SEA + "x")
    ordinary = dict.fromkeys(content.counts, 100)
    assert distinctive(content, ordinary) == {}
    assert set(distinctive(content, ordinary | {term("harbour"): 5, term("ship"): 6}).values()) == {"harbour"}


def test_details_are_told_as_the_story_spells_them() -> None:
    said = Details(
        title="T", tags=("Slow Burn", "🔥"), fandoms=("Ars Paradoxica",), content_warnings=("Gore",)
    )
    assert set(details_of(said).values()) == {"Slow Burn", "Ars Paradoxica", "Gore"}


# Whatever the story


@given(st.lists(st.tuples(texts.map(BETWEEN.join), details), min_size=2, max_size=4))
def test_likeness_goes_from_0_to_1_both_ways_alike(library: list[tuple[str, Details]]) -> None:
    one, other, *_ = weighed(library)
    assert 0 <= likeness(one, other) == likeness(other, one) <= 1
    assert likeness(one, one) > 0.98 or not one
    assert set(similarity.in_common(one, other)) == one.keys() & other.keys()


@given(texts, st.integers(0, 60))
def test_what_may_be_told_stands_in_the_opening(parts: list[str], end: int) -> None:
    opening = BETWEEN.join(parts)[:end]
    content = content_of(parts, opening)
    shown = strip(opening)
    assert set(content.open.values()) <= {shown[word.start : word.end] for word in words(shown)}
    assert content.open.keys() <= content.counts.keys()


@given(texts)
def test_how_a_text_is_divided_into_chapters_makes_no_difference(parts: list[str]) -> None:
    assert content_of(parts, "") == content_of([BETWEEN.join(parts)], "")


@given(st.integers(1, 3_000), st.integers(0, 60))
def test_the_longest_story_is_compared_by_no_more_than_its_heaviest_terms(many: int, tags: int) -> None:
    content = content_of([" ".join(f"w{n}" for n in range(many))], "")
    assert len(content.counts) == min(many, similarity.MOST_COUNTED)
    said = [Term(n) for n in range(tags)]
    weights = weighted(content, said, dict.fromkeys([*content.counts, *said], 1), 2)
    assert len(weights) <= similarity.HEAVIEST_WORDS + similarity.HEAVIEST_DETAILS


def test_a_story_of_no_words_is_like_none() -> None:
    assert weighted(Content({}, {}), (), {}, 0) == {}
