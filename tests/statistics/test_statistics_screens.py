"""Numbers fit Discord, however large they are and whatever there is to name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.statistics.models import (
    Amount,
    Favourites,
    QuotedLine,
    Readers,
    Stop,
    StoryNumbers,
    Streaks,
    YearOfReading,
)
from bot.statistics.presses import Chart
from bot.stories.ids import ChapterId, ReaderId, StoryId
from bot.stories.models import Chapter, ChapterKind
from cogs.statistics.screens import year_panel, year_post
from cogs.statistics.story_numbers_screens import numbers_card
from tests.ui.strategies import FULLEST, LARGEST, chapters, check, names, numbers, stories

amounts = st.builds(Amount, *[st.integers(0, 10**9)] * 4)
named = st.lists(names, max_size=5).map(tuple)
years = st.builds(
    YearOfReading,
    year=st.integers(1_970, 9_998),
    words=st.lists(st.integers(0, 10**6), min_size=1, max_size=365).map(tuple),
    total=amounts,
    month=amounts | st.none(),
    all_time=amounts,
    by_day=st.builds(Streaks, st.integers(0, 999), st.integers(0, 999)),
    by_week=st.builds(Streaks, st.integers(0, 999), st.integers(0, 999)),
    favourites=st.builds(Favourites, named, named, named),
    before=st.just(1_969) | st.none(),
    after=st.just(9_999) | st.none(),
)
readers = st.builds(
    Readers,
    total=numbers | st.none(),
    finished=numbers | st.none(),
    stops=st.lists(st.builds(Stop, numbers, numbers, numbers), max_size=99).map(tuple),
)
lines = st.builds(QuotedLine, chapters, names, numbers)
story_numbers = st.builds(
    StoryNumbers, stories, readers, numbers | st.none(), st.lists(lines, max_size=5).map(tuple)
)
LONG_CHAPTER = Chapter(ChapterId(1), StoryId(1), 0, 1, "_*" * 300, ChapterKind.BODY, 1, 9, 9, 0)
alts = st.just("") | st.just("a" * 1_024)


@given(years, st.sampled_from(Chart), alts, numbers | st.none())
async def test_every_year_fits(year: YearOfReading, chart: Chart, alt: str, offer: int | None) -> None:
    check(year_panel(year, chart, alt, offer))
    check(year_post(year, alt, ReaderId(LARGEST)))


@given(story_numbers, alts)
async def test_every_story_s_numbers_fit(found: StoryNumbers, alt: str) -> None:
    check(numbers_card(found, alt))


async def test_the_fullest_story_s_numbers_fit() -> None:
    stops = tuple(Stop(10**6, 10**7, 10**7) for _ in range(999))
    line = QuotedLine(LONG_CHAPTER, "_*" * 4_000, 10**7)
    everybody = Readers(10**9, 10**8, stops)
    check(numbers_card(StoryNumbers(FULLEST, everybody, 10**7, (line,) * 5), "a" * 1_024))


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (20, "less than a minute"),
        (61, "about 1 min"),
        (3_600, "about 1 h"),
        (5_520, "about 1 h 32 min"),
        (39_000, "about 11 h"),
        (7_200_000, "about 2,000 h"),
    ],
)
async def test_time_is_told_as_people_do(seconds: int, shown: str) -> None:
    amount = Amount(1_000, seconds, 1, 0)
    year = YearOfReading(
        2_027,
        (1_000,),
        amount,
        None,
        amount,
        Streaks(1, 1),
        Streaks(1, 1),
        Favourites((), (), ()),
        None,
        None,
    )
    view = year_panel(year, Chart.NONE, "", None)
    texts = [item.content for item in view.walk_children() if hasattr(item, "content")]
    assert any(f" · {shown} · " in text for text in texts)
