"""The words for ratings, as authors and archives write them."""

from __future__ import annotations

import pytest

from bot.imports import formats, ratings
from bot.stories.details import Rating

STORY = "The lamp was lit at six, and the keeper sat down with his tea. It rained again.\n\n" * 9

_GENERAL = "G|K|K+|k|General Audiences|Everyone|E for everyone|E10+|All ages|PG|0+|6+|FSK 6|P6|Tout public"
_TEEN = "T|t|Teen And Up Audiences|PG-13|pg 13|PG13|Fiction  T|T for language|12+|13+|FSK 12|SFW|YA|**T**"
_MATURE = (
    "M|R|Mature|Rated M for language and violence|16+|FSK 16|R15|R-15|15禁|Not Rated|unrated|Lime|Hard R"
)
_EXPLICIT = (
    "18+|+18|-18|18|NSFW|R18|R-18|Ｒ１８|NC-17|nc17|NC-21|Adults only|Adult|Smut|Lemons!|Explicit|E|MA|X|XXX"
    "|x-rated|FSK 18|FR18|FRAO|P18-AVL|18禁|成人向け|限制级|19금|для взрослых|Erwachsene|réservé aux adultes"
    "|18 and over|🔞|minors DNI"
)
_SEVERAL = {
    "Teen And Up Audiences, Mature": Rating.MATURE,
    "T/M": Rating.MATURE,
    "K+/T": Rating.TEEN,
    "T (M in later chapters)": Rating.MATURE,
    "T for now, M later": Rating.MATURE,
    "M to NC-17 for sex": Rating.EXPLICIT,
    "Explicit (18+)": Rating.EXPLICIT,
    "T with smut in chapter 4": Rating.EXPLICIT,
    "R - 17+ (violence & profanity)": Rating.MATURE,
}
_NOT_SO_HIGH = {
    "T for mature themes": Rating.TEEN,
    "T, no smut": Rating.TEEN,
    "Teen (not explicit)": Rating.TEEN,
    "T, M/M": Rating.TEEN,
    "Fiction K - English - Family - [Harry P., Draco M.] - Reviews: 14": Rating.GENERAL,
    "T - English - Drama - Draco M., Harry P. - Words: 3,210": Rating.TEEN,
}


def _each(words: str, rating: Rating) -> list[tuple[str, Rating]]:
    return [(word, rating) for word in words.split("|")]


@pytest.mark.parametrize(
    ("words", "rating"),
    [
        *_each(_GENERAL, Rating.GENERAL),
        *_each(_TEEN, Rating.TEEN),
        *_each(_MATURE, Rating.MATURE),
        *_each(_EXPLICIT, Rating.EXPLICIT),
        *_SEVERAL.items(),
        *_NOT_SO_HIGH.items(),
    ],
)
def test_the_words_of_authors_and_archives_mean_a_rating(words: str, rating: Rating) -> None:
    assert ratings.stated(words) == (rating, "")


@pytest.mark.parametrize(
    ("ages", "rating"),
    [
        *_each("18+|18-|18|+18|18-99|21+|18 and over|from 18|Adults only|18 years and up", Rating.EXPLICIT),
        *_each("17+|17-|16–18|ages 15 to 99|Mature", Rating.MATURE),
        *_each("13+|12-17|13 - 19 years|Teen", Rating.TEEN),
        *_each("7-9|-12|6+|0-3|All ages", Rating.GENERAL),
    ],
)
def test_a_range_of_ages_means_a_rating_by_its_youngest(ages: str, rating: Rating) -> None:
    assert ratings.of_ages(ages) == (rating, "")


def test_ages_that_are_not_understood_count_as_mature_and_none_are_no_rating() -> None:
    assert ratings.of_ages("grown-ups") == (Rating.MATURE, "grown-ups")
    assert ratings.of_ages(" - ") == (None, "")


@pytest.mark.parametrize("words", ["spicy", "?", "TBD", "N/A", "None", "M+", "🌶️🌶️", "mature themes"])
def test_words_that_are_not_understood_count_as_mature_and_are_kept(words: str) -> None:
    assert ratings.stated(f" {words}\n") == (Rating.MATURE, words)


@pytest.mark.parametrize("words", ["", "-", "—", "...", "★★★★★", "4.5/5", "5 stars", "five stars"])
def test_an_empty_field_and_the_stars_of_readers_are_no_rating(words: str) -> None:
    assert ratings.stated(words) == (None, "")


def test_what_is_said_beside_a_rating_is_told_from_it() -> None:
    bare = ("Teen And Up Audiences", "Fiction T", "Explicit (18+)")
    assert not any(map(ratings.says_more, bare))
    assert ratings.says_more("M for blood")


@pytest.mark.parametrize(
    "said",
    [
        "warnings: smut (18+), pining",
        "Tags: angst, NSFW",
        "CW: minors DNI",
        "Chapter 1\n\nA.\n\nChapter 2\n\nTW: smut",
    ],
)
def test_warnings_and_tags_rate_a_story_that_states_no_rating(said: str) -> None:
    story = formats.parse(f"The Lamp\nby Owl\n\n{said}\n\n{STORY}".encode(), "lamp.txt")
    assert story.details.rating is Rating.EXPLICIT
    rated = formats.parse(f"The Lamp\nby Owl\n\nRating: M\n{said}\n\n{STORY}".encode(), "lamp.txt")
    assert rated.details.rating is Rating.MATURE


@pytest.mark.parametrize(
    "said", ["Tags: explicit language, smutty jokes", "Warnings: mature themes, minor injuries"]
)
def test_other_warnings_and_tags_do_not(said: str) -> None:
    story = formats.parse(f"The Lamp\nby Owl\n\n{said}\n\n{STORY}".encode(), "lamp.txt")
    assert story.details.rating is None


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize(
    ("line", "rating"), [("NSFW", Rating.EXPLICIT), ("Rated M", Rating.MATURE), ("Rated: M", Rating.MATURE)]
)
@pytest.mark.parametrize("below", ["\n", "\n\n"])
def test_a_rating_below_a_bare_heading_is_no_title(
    between: str, line: str, rating: Rating, below: str
) -> None:
    night = "The lamp went out at six, and nobody saw it. " * 20
    story = formats.parse(
        f"Chapter 1{between}{line}{below}{night}\n\nChapter 2\n\n{night}".encode(), "lamp.txt"
    )
    assert story.details.rating is rating
    assert [each.title for each in story.chapters] == ["Chapter 1", "Chapter 2"]
    assert story.chapters[0].text == night.strip()


@pytest.mark.parametrize(
    ("line", "rating"),
    [
        ("Rated M for this one", Rating.MATURE),
        ("**NSFW**", Rating.EXPLICIT),
        ("Rated by nobody, he slept.", None),
    ],
)
def test_a_rating_at_the_head_of_a_later_chapter_counts_and_stays_there(
    line: str, rating: Rating | None
) -> None:
    story = formats.parse(f"Chapter 1\n\n{STORY}Chapter 2\n\n{line}\n\n{STORY}".encode(), "lamp.txt")
    assert story.details.rating is rating
    assert story.chapters[1].text.startswith(line)
    assert any("states no rating" in each for each in story.warnings) == (rating is not None)


@pytest.mark.parametrize(
    ("head", "rating"),
    [
        ("Rated M", Rating.MATURE),
        ("**Rating:** NC-17", Rating.EXPLICIT),
        ("Rating for this chapter: M", Rating.MATURE),
        ("⚠️ 18+ ⚠️", Rating.EXPLICIT),
        ("A/N: Sorry for the wait! This chapter is rated M.", Rating.MATURE),
        ("A/N: The rating has been bumped up to E.", Rating.EXPLICIT),
        ("Рейтинг главы: NC-17", Rating.EXPLICIT),
        ("Rating: K+", Rating.TEEN),
        ("Rating: excellent, ten out of ten, thought the keeper.", Rating.TEEN),
        ("A/N: The rating may go up to M later.", Rating.TEEN),
        ("“Rated M?” she asked.", Rating.TEEN),
        ("TW: smut", Rating.TEEN),
    ],
)
def test_a_chapter_rated_higher_than_its_story_raises_the_rating(head: str, rating: Rating) -> None:
    text = f"The Lamp\nby Owl\nRating: T\n\nChapter 1\n\n{STORY}Chapter 2: Fire\n\n{head}\n\n{STORY}"
    story = formats.parse(text.encode(), "lamp.txt")
    assert story.details.rating is rating
    assert any("Fire” is rated" in each for each in story.warnings) == (rating is not Rating.TEEN)


@pytest.mark.parametrize(
    ("line", "rating"),
    [
        ("Content rating: Explicit", Rating.EXPLICIT),
        ("Story Rating - M", Rating.MATURE),
        ("Audience rating: Teen and Up", Rating.TEEN),
        ("Maturity level: 18+", Rating.EXPLICIT),
        ("Bewertung: Ab 16 Jahren", Rating.MATURE),
        ("Beoordeling: Volwassenen", Rating.EXPLICIT),
        ("This story is 18+. Minors, please leave.", Rating.EXPLICIT),
        ("A/N: This fic is rated M for violence.", Rating.MATURE),
        ("My book is for adults only", Rating.EXPLICIT),
    ],
)
def test_a_rating_is_told_by_the_labels_of_other_sites_and_in_a_sentence(line: str, rating: Rating) -> None:
    story = formats.parse(f"The Lamp\nby Owl\n\n{line}\n\n{STORY}".encode(), "lamp.txt")
    assert story.details.rating is rating
    within = f"The Lamp\nby Owl\n\nChapter 1\n\n{STORY}\n\nMaturity: adult, wrote the doctor.\n\n{STORY}"
    assert formats.parse(within.encode(), "lamp.txt").details.rating is None
