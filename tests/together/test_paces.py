"""Paces: every word is in exactly one part, parts follow one another, and their days are the host's days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.stories.ids import ChapterId, StoryId
from bot.stories.models import Chapter, ChapterKind
from bot.together.paces import Pace, PaceKind, PartEnd, PlannedPart, day_of, days, moment, plan

MONDAY = date(2026, 11, 30)
DIARY = Pace(PaceKind.DATES, dates=(MONDAY, MONDAY + timedelta(days=3), MONDAY + timedelta(days=10)))


def story(*words: int) -> list[Chapter]:
    """Chapters of so many words, each word of five characters."""
    return [
        Chapter(
            ChapterId(at + 1),
            StoryId(1),
            at,
            at + 1,
            "",
            ChapterKind.BODY,
            1,
            5 * each,
            each,
            sum(words[:at]),
        )
        for at, each in enumerate(words)
    ]


def paragraphs(chapter: Chapter) -> list[int]:
    """A paragraph each 250 characters."""
    return [*range(250, chapter.characters, 250), chapter.characters]


def planned(pace: Pace, body: list[Chapter], first: date = MONDAY, since: PartEnd | None = None) -> list[str]:
    """Each part as “day: chapter/offset”; the offset is left out where the part ends with its chapter."""
    found = plan(pace, first, body, since, paragraphs)
    return [
        f"{(each.day - MONDAY).days}: {each.end.chapter.number}"
        + ("" if each.end.ends_chapter else f"/{each.end.offset}")
        for each in found
    ]


def test_a_chapter_a_day() -> None:
    assert planned(Pace(), story(900, 1200, 300)) == ["0: 1", "1: 2", "2: 3"]


def test_two_a_week_are_as_far_apart_as_a_week_allows() -> None:
    assert planned(Pace(a_week=2), story(*[100] * 5)) == ["0: 1", "3: 2", "7: 3", "10: 4", "14: 5"]


def test_three_chapters_a_week_leave_the_rest_to_the_last_part() -> None:
    assert planned(Pace(chapters=3, a_week=1), story(*[100] * 7)) == ["0: 3", "7: 6", "14: 7"]


def test_dates_with_the_chapters_that_their_host_named() -> None:
    pace = Pace(PaceKind.DATES, dates=DIARY.dates, upto=(1, 4, 5))
    assert planned(pace, story(*[100] * 6)) == ["0: 1", "3: 4", "10: 6"]


def test_dates_alone_share_the_words_out_by_whole_chapters() -> None:
    assert planned(DIARY, story(1000, 100, 100, 900, 1000)) == ["0: 1", "3: 4", "10: 5"]


def test_evenly_until_a_day_ends_at_paragraphs_and_at_chapters_that_are_near() -> None:
    pace = Pace(PaceKind.EVENLY, dates=(MONDAY + timedelta(days=3),))
    assert planned(pace, story(1040, 1960, 1000)) == ["0: 1", "1: 2/4750", "2: 2", "3: 3"]


def test_a_new_pace_goes_on_behind_what_has_opened() -> None:
    body = story(*[100] * 4)
    since = PartEnd(body[1], 500)
    assert planned(Pace(a_week=1), body, MONDAY + timedelta(days=2), since) == ["2: 3", "9: 4"]
    assert planned(Pace(), body, MONDAY, PartEnd(body[3], 500)) == []


def test_dates_that_have_gone_by_are_left_out() -> None:
    late = MONDAY + timedelta(days=4)
    assert planned(DIARY, story(100, 100), late) == ["10: 2"]
    assert planned(DIARY, story(100, 100), late + timedelta(days=30)) == ["34: 2"]


PACES = st.one_of(
    st.builds(Pace, st.just(PaceKind.CHAPTERS), st.integers(1, 5), st.integers(1, 7)),
    st.lists(st.integers(0, 60), min_size=1, max_size=9, unique=True).map(
        lambda found: Pace(
            PaceKind.DATES, dates=tuple(MONDAY + timedelta(days=each) for each in sorted(found))
        )
    ),
    st.integers(0, 40).map(lambda last: Pace(PaceKind.EVENLY, dates=(MONDAY + timedelta(days=last),))),
)
BODIES = st.lists(st.integers(0, 3000), min_size=1, max_size=12).map(lambda words: story(*words))


@given(PACES, BODIES, st.data())
def test_parts_follow_one_another_and_leave_nothing_out(
    pace: Pace, body: list[Chapter], data: st.DataObject
) -> None:
    chosen = data.draw(st.none() | st.sampled_from(body))
    since = PartEnd(chosen, data.draw(st.sampled_from(paragraphs(chosen)))) if chosen else None
    first = MONDAY + timedelta(days=data.draw(st.integers(-3, 50)))
    found = plan(pace, first, body, since, paragraphs)
    ends = [(each.end.chapter.position, each.end.offset) for each in found]
    begin = (since.chapter.position, since.offset) if since else (-1, 0)
    assert sorted(set(ends)) == ends and all(begin < each for each in ends)
    assert [each.day for each in found] == sorted({each.day for each in found})
    assert all(each.day >= first for each in found)
    last = (body[-1].position, body[-1].characters)
    assert ends[-1:] == ([] if begin >= last else [last])


@given(PACES)
def test_a_pace_is_stored_and_found_again(pace: Pace) -> None:
    assert Pace.of_column(pace.to_column()) == pace


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.integers(1, 7), st.integers(1, 50))
def test_so_many_days_of_each_week(first: date, a_week: int, count: int) -> None:
    found = days(first, a_week, count)
    assert found[0] == first and len(found) == count
    assert all(sum(first <= each < first + timedelta(days=7) for each in found) <= a_week for _ in [0])
    assert all(later - earlier <= timedelta(days=-(-7 // a_week)) for earlier, later in pairwise(found))


@given(
    st.dates(date(2020, 1, 1), date(2035, 1, 1)),
    st.integers(0, 1439),
    st.sampled_from(["Europe/Oslo", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca"]),
)
def test_a_part_opens_on_its_day_by_the_clocks_of_its_zone(day: date, minute: int, zone: str) -> None:
    at = moment(day, minute, zone)
    assert day_of(at, zone) == day
    assert moment(day + timedelta(days=1), minute, zone) - at in range(22 * 3600, 26 * 3600 + 1)


def test_a_time_that_the_clocks_skip_comes_as_much_later() -> None:
    at = datetime.fromtimestamp(moment(date(2027, 3, 28), 150, "Europe/Oslo"), UTC)
    assert at == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)  # 03:30 there, where 02:30 does not exist


def test_what_is_planned_says_its_words() -> None:
    [first, _] = plan(Pace(), MONDAY, story(200, 300), None, paragraphs)
    assert first == PlannedPart(MONDAY, PartEnd(story(200, 300)[0], 1000)) and first.end.words == 200
