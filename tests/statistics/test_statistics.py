"""What readers are told of what they have read, over a year and for themselves."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from tests.statistics.year_of_reading import (
    DAY,
    HOUR,
    go_to,
    next_year,
    opened,
    read_on_days,
    seen_picture,
    turn,
)
from tests.support.fireside import Fireside
from tests.support.person import Person
from tests.support.reading_panel import ended, read_again

# A year


async def test_a_year_of_reading(empty_fireside: Fireside, mira: Person) -> None:
    year = next_year(empty_fireside)
    panel = await opened(empty_fireside, mira)
    ten_days = list(range(2, 11))
    once_a_week = list(range(60, 130, 7))
    panel = await read_on_days(empty_fireside, mira, panel, ten_days + once_a_week, year)
    await read_on_days(empty_fireside, mira, panel, [204], year, pages=7)
    best = date(year, 1, 1) + timedelta(203)
    stats = await mira.slash("stats")
    assert stats.ephemeral
    assert f"My reading in {year}" in stats.text
    pages = 1 + 9 + 10 + 7
    assert f"**{pages * 100:,} words" in stats.text
    assert "21 days" in stats.text
    assert "This month: 700 words" in stats.text
    assert "**Days in a row:** 1 day · longest: 10 days" in stats.text
    assert "**Weeks in a row:** 1 week · longest: 10 weeks" in stats.text
    assert "January\N{NO-BREAK SPACE}1,000" in stats.text
    assert "July\N{NO-BREAK SPACE}700" in stats.text
    assert f"Most on one day: 700, on {best.day} July" in stats.text
    assert "**Most-read tags:** smoulder" in stats.text
    assert "**Most-read authors:** Wilhelmina Quill" in stats.text


async def test_nothing_read_is_a_friendly_sentence(empty_fireside: Fireside, mira: Person) -> None:
    stats = await mira.slash("stats")
    assert "You haven’t read anything yet" in stats.text
    assert stats.ephemeral
    assert stats.labels == []


async def test_a_whole_story_is_all_its_words_and_counts_again_when_it_is_read_again(
    sample_fireside: Fireside,
) -> None:
    next_year(sample_fireside)
    mira = await sample_fireside.person("Mira")
    panel = await mira.slash("read", story="Room for a Horse")
    while not ended(panel):
        panel = await mira.press("▶")
    story = await mira.slash("story", story="Room for a Horse")
    words = next(part for part in story.text.replace("*", "").split() if "," in part and part[0].isdigit())
    once = await mira.slash("stats")
    assert f"**{words} words" in once.text
    assert "1 story finished" in once.text
    panel = await read_again(mira, panel)
    while not ended(panel):
        panel = await mira.press("▶", panel)
    twice = await mira.slash("stats")
    assert f"**{2 * int(words.replace(',', '')):,} words" in twice.text
    assert "2 stories finished" in twice.text


async def test_going_back_and_looking_ahead_count_nothing(empty_fireside: Fireside, mira: Person) -> None:
    await opened(empty_fireside, mira)
    await turn(mira, 2, mira.last)
    for label in ("◀ Back", "◀ Back", "▶", "▶"):
        await mira.press(label)
    await mira.slash("read", story="Almanac", chapter="90")
    assert "**300 words" in (await mira.slash("stats")).text


async def test_reading_on_after_a_jump_counts_what_was_shown_since_and_not_what_was_left_out(
    empty_fireside: Fireside, mira: Person
) -> None:
    await opened(empty_fireside, mira)
    await mira.press("▶", await mira.slash("read", story="Almanac", chapter="90"))
    assert "**300 words" in (await mira.slash("stats")).text


async def test_what_was_read_elsewhere_counts_nothing(empty_fireside: Fireside, mira: Person) -> None:
    await opened(empty_fireside, mira)
    await mira.slash("shelf")
    await mira.choose("Almanac", among="a story")
    await mira.press("Mark as read up to…")
    await mira.choose("Page 20")
    assert "**100 words" in (await mira.slash("stats")).text
    await mira.slash("read", story="Almanac")
    onwards = await mira.press("▶")
    assert "Page 22" in onwards.text
    assert "**300 words" in (await mira.slash("stats")).text


async def test_the_time_is_measured_between_presses_unless_somebody_was_away(
    empty_fireside: Fireside, mira: Person
) -> None:
    await opened(empty_fireside, mira)
    for _ in range(9):
        empty_fireside.clock.advance(66)
        await mira.press("▶")
    empty_fireside.clock.advance(5 * HOUR)
    await mira.press("▶")
    assert "about 11 min" in (await mira.slash("stats")).text


# Days


async def test_a_day_ends_at_midnight_where_the_reader_lives(empty_fireside: Fireside, mira: Person) -> None:
    year = next_year(empty_fireside)
    await mira.slash("settings", time_zone="Asia/Tokyo")
    go_to(empty_fireside, datetime(year, 3, 1, 14, 50, tzinfo=UTC))  # ten to midnight in Tokyo
    panel = await opened(empty_fireside, mira)
    assert "1 day" in (await mira.slash("stats")).text
    empty_fireside.clock.advance(HOUR / 3)
    await mira.press("▶", panel)
    stats = await mira.slash("stats")
    assert "**200 words** · " not in stats.text
    assert "2 days" in stats.text
    assert "**Days in a row:** 2 days" in stats.text


async def test_and_elsewhere_it_is_the_same_day_still(empty_fireside: Fireside, mira: Person) -> None:
    year = next_year(empty_fireside)
    await mira.slash("settings", time_zone="America/Lima")
    go_to(empty_fireside, datetime(year, 3, 1, 14, 50, tzinfo=UTC))
    panel = await opened(empty_fireside, mira)
    empty_fireside.clock.advance(HOUR / 3)
    await mira.press("▶", panel)
    assert "**Days in a row:** 1 day" in (await mira.slash("stats")).text


async def test_the_year_is_the_reader_s_own_too(empty_fireside: Fireside, mira: Person) -> None:
    year = next_year(empty_fireside)
    await mira.slash("settings", time_zone="Pacific/Auckland")
    go_to(empty_fireside, datetime(year, 12, 31, 22, tzinfo=UTC))
    await opened(empty_fireside, mira)
    assert f"My reading in {year + 1}" in (await mira.slash("stats")).text


async def test_a_day_that_is_not_over_does_not_end_a_streak_but_one_without_reading_does(
    empty_fireside: Fireside, mira: Person
) -> None:
    year = next_year(empty_fireside)
    panel = await opened(empty_fireside, mira)
    await read_on_days(empty_fireside, mira, panel, [2, 3, 4], year)
    empty_fireside.clock.advance(DAY)
    assert "**Days in a row:** 4 days" in (await mira.slash("stats")).text
    empty_fireside.clock.advance(DAY)
    assert "**Days in a row:** none right now · longest: 4 days" in (await mira.slash("stats")).text


# Years, and pictures of them


async def test_the_years_with_any_reading_are_a_press_away(empty_fireside: Fireside, mira: Person) -> None:
    year = next_year(empty_fireside)
    panel = await opened(empty_fireside, mira)
    go_to(empty_fireside, datetime(year + 2, 6, 1, tzinfo=UTC))
    await mira.press("▶", panel)
    now = await mira.slash("stats")
    assert now.labels == ["Year", "Months", "Show here", f"◀ {year}"]
    assert "All time: 200 words" in now.text
    then = await mira.press(f"◀ {year}")
    assert f"My reading in {year}" in then.text
    assert "**100 words" in then.text
    assert "This month" not in then.text
    assert f"{year + 2} ▶" in then.labels
    between = await mira.slash("stats", year=year + 1)
    assert "No reading in this year." in between.text
    assert between.labels == [f"◀ {year}", f"{year + 2} ▶"]


async def test_the_year_and_its_months_as_pictures(empty_fireside: Fireside, mira: Person) -> None:
    year = next_year(empty_fireside)
    panel = await opened(empty_fireside, mira)
    await read_on_days(empty_fireside, mira, panel, [40], year, pages=3)
    stats = await mira.slash("stats")
    calendar = await mira.press("Year")
    assert calendar.text == stats.text
    image, alt = await seen_picture(mira, calendar)
    assert image.width == 1_200
    assert alt == (
        f"Calendar of reading in {year}. 400 words on 2 days; most on 9 February: 300. "
        "Words by month: January 100, February 300."
    )
    _, alt = await seen_picture(mira, await mira.press("Months"))
    assert alt.endswith("400 words; most in February: 300. January 100, February 300.")
