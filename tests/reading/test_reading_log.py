"""How many words a press took a reader past, and about how long they took for them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hypothesis import given
from hypothesis import strategies as st

from bot.reading.models import Bookmark
from bot.reading.passed import new_from
from bot.reading.positions import Move, Passing, ShownPassage, moved, passing
from bot.reading.reading_log import seconds_spent, words_between
from bot.stories.ids import ChapterId, StoryId
from bot.stories.models import Chapter, ChapterKind, Spot
from bot.text.spans import BEGUN, Spans, joined

PAGE = 1_000
PACE = 260
CHAPTER = Chapter(ChapterId(1), StoryId(1), 0, 1, "", ChapterKind.BODY, 1, 7 * PAGE, 1_234, 0)
START = Bookmark(Spot(0, 0))


@dataclass(frozen=True)
class Here:
    """Where a reader is in one chapter, and what they have passed of it."""

    bookmark: Bookmark = START
    spans: Spans = BEGUN


def page(number: int, *, beside: bool = True) -> ShownPassage:
    return ShownPassage(Spot(0, number * PAGE), Spot(0, (number + 1) * PAGE), beside)


def read(here: Here, shown: ShownPassage, how: Move, chapter: Chapter = CHAPTER) -> tuple[int, Here]:
    """The words that count as read, and where the reader is then."""
    after = moved(here.bookmark, shown, how)
    what = passing(here.bookmark, here.spans, shown, how)
    if what is None:
        return 0, Here(after, here.spans)
    part = what.since.offset, shown.end.offset
    new = new_from(chapter, here.spans, part)
    words = words_between(new, None, chapter, shown.end.offset) if new else 0
    return words, Here(after, joined((*here.spans, part)))


def test_a_page_counts_once_however_often_it_is_shown() -> None:
    first, here = read(Here(), page(0), Move.OPEN)
    again, here = read(here, page(0), Move.OPEN)
    second, here = read(here, page(1), Move.NEXT)
    back, here = read(here, page(0), Move.VISIT)
    once_more, here = read(here, page(1), Move.NEXT)
    assert (first, again, second, back, once_more) == (176, 0, 177, 0, 0)


def test_what_a_jump_left_out_does_not_count_but_the_page_that_it_led_to_does() -> None:
    _, here = read(Here(), page(0), Move.OPEN)
    jumped, here = read(here, page(4, beside=False), Move.VISIT)
    onwards, here = read(here, page(5), Move.NEXT)
    assert jumped == 0
    assert onwards == round(1_234 * 6 / 7) - round(1_234 * 4 / 7)


def test_what_stands_around_the_story_does_not_count() -> None:
    preface = replace(CHAPTER, kind=ChapterKind.FRONT, number=None)
    assert words_between(Spot(0, 0), None, preface, PAGE) == 0
    assert words_between(Spot(0, 0), preface, CHAPTER, 7 * PAGE) == 1_234


def test_the_page_before_a_chapter_counts_with_its_first_if_a_jump_led_there() -> None:
    jumped = Bookmark(Spot(0, 6 * PAGE))
    shown = ShownPassage(Spot(1, 0), Spot(1, PAGE), beside=True)
    what = passing(jumped, (), shown, Move.NEXT)
    assert what == Passing(Spot(0, 6 * PAGE), over=True)
    following = replace(CHAPTER, position=1, number=2)
    assert words_between(what.since, CHAPTER, following, PAGE) == 1_234 - round(1_234 * 6 / 7) + 176


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.lists(st.floats(0, 1), max_size=20))
def test_however_a_chapter_is_divided_its_pages_add_up_to_its_words(
    words: int, characters: int, cuts: list[float]
) -> None:
    chapter = replace(CHAPTER, words=words, characters=characters)
    ends = sorted({*(round(cut * characters) for cut in cuts if round(cut * characters)), characters})
    here, counted = Here(), 0
    for start, end in zip([0, *ends], ends, strict=False):
        shown = ShownPassage(Spot(0, start), Spot(0, end), beside=True)
        new, here = read(here, shown, Move.NEXT, chapter)
        counted += new
    assert counted == words
    assert here.spans == ((0, characters),)


def test_time_is_what_passed_since_the_last_press() -> None:
    assert seconds_spent(300, 300, 50, PACE) == 50
    assert seconds_spent(300, 300, 2, PACE) == 2


def test_who_was_away_is_taken_to_have_read_as_fast_as_people_do() -> None:
    assert seconds_spent(PACE, 300, 86_400, PACE) == 60
    assert seconds_spent(PACE, 300, None, PACE) == 60
    assert seconds_spent(PACE, 300, -5, PACE) == 60


def test_a_short_last_page_may_be_turned_to_after_a_long_one() -> None:
    assert seconds_spent(4, 300, 70, PACE) == 70
