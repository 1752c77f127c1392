"""How many words a press took a reader past, and about how long they took for them."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.reading.models import Bookmark
from bot.reading.positions import Move, ShownPassage, moved
from bot.reading.reading_log import newly_read, seconds_spent, words_between
from bot.stories.ids import ChapterId, StoryId
from bot.stories.models import Chapter, ChapterKind, Spot

PAGE = 1_000
PACE = 260
CHAPTER = Chapter(ChapterId(1), StoryId(1), 0, 1, "", ChapterKind.BODY, 1, 7 * PAGE, 1_234, 0)
BEGUN = Bookmark(Spot(0, 0), Spot(0, 0))


def page(number: int, *, beside: bool = True) -> ShownPassage:
    return ShownPassage(Spot(0, number * PAGE), Spot(0, (number + 1) * PAGE), beside)


def read(bookmark: Bookmark, shown: ShownPassage, how: Move) -> tuple[int, Bookmark]:
    after = moved(bookmark, shown, how)
    since = newly_read(bookmark, shown, after)
    return words_between(since, None, CHAPTER, shown.end.offset) if since else 0, after


def test_a_page_counts_once_however_often_it_is_shown() -> None:
    first, here = read(BEGUN, page(0), Move.OPEN)
    again, here = read(here, page(0), Move.OPEN)
    second, here = read(here, page(1), Move.NEXT)
    back, here = read(here, page(0), Move.VISIT)
    once_more, here = read(here, page(1), Move.NEXT)
    assert (first, again, second, back, once_more) == (176, 0, 177, 0, 0)


def test_what_a_jump_left_out_does_not_count_but_the_page_that_it_led_to_does() -> None:
    _, here = read(BEGUN, page(0), Move.OPEN)
    jumped, here = read(here, page(4, beside=False), Move.VISIT)
    onwards, here = read(here, page(5), Move.NEXT)
    assert jumped == 0
    assert onwards == round(1_234 * 6 / 7) - round(1_234 * 4 / 7)


def test_what_stands_around_the_story_does_not_count() -> None:
    preface = replace(CHAPTER, kind=ChapterKind.FRONT, number=None)
    assert words_between(Spot(0, 0), None, preface, PAGE) == 0
    assert words_between(Spot(0, 0), preface, CHAPTER, 7 * PAGE) == 1_234


def test_the_page_before_a_chapter_counts_with_its_first_if_a_jump_led_there() -> None:
    jumped = Bookmark(current=Spot(0, 6 * PAGE), furthest=Spot(0, 0))
    shown = ShownPassage(Spot(1, 0), Spot(1, PAGE), beside=True)
    since = newly_read(jumped, shown, moved(jumped, shown, Move.NEXT))
    assert since == Spot(0, 6 * PAGE)
    following = replace(CHAPTER, position=1, number=2)
    assert words_between(since, CHAPTER, following, PAGE) == 1_234 - round(1_234 * 6 / 7) + 176


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.lists(st.floats(0, 1), max_size=20))
def test_however_a_chapter_is_divided_its_pages_add_up_to_its_words(
    words: int, characters: int, cuts: list[float]
) -> None:
    chapter = replace(CHAPTER, words=words, characters=characters)
    ends = sorted({*(round(cut * characters) for cut in cuts if round(cut * characters)), characters})
    bookmark, counted = BEGUN, 0
    for start, end in zip([0, *ends], ends, strict=False):
        shown = ShownPassage(Spot(0, start), Spot(0, end), beside=True)
        after = moved(bookmark, shown, Move.NEXT)
        since = newly_read(bookmark, shown, after)
        assert since == Spot(0, start)
        counted += words_between(since, None, chapter, end)
        bookmark = after
    assert counted == words


def test_time_is_what_passed_since_the_last_press() -> None:
    assert seconds_spent(300, 300, 50, PACE) == 50
    assert seconds_spent(300, 300, 2, PACE) == 2


def test_who_was_away_is_taken_to_have_read_as_fast_as_people_do() -> None:
    assert seconds_spent(PACE, 300, 86_400, PACE) == 60
    assert seconds_spent(PACE, 300, None, PACE) == 60
    assert seconds_spent(PACE, 300, -5, PACE) == 60


def test_a_short_last_page_may_be_turned_to_after_a_long_one() -> None:
    assert seconds_spent(4, 300, 70, PACE) == 70
