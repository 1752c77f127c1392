"""The rhythm in which a story's chapters appear, across changes of the clocks."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.editing.rhythm import Rhythm, next_dates, rhythm_typed
from tests.support.fireside import Fireside
from tests.support.librarians import TITLE, chapters_once_there, ferry
from tests.support.person import Person
from tests.support.story_editor import planned_chapters
from tests.support.zips import zipped

BERLIN = "Europe/Berlin"
DAY, YEAR = 86_400, 366 * 86_400
rhythms = st.builds(
    Rhythm,
    st.sets(st.integers(0, 6), min_size=1).map(sorted).map(tuple),
    st.integers(0, 24 * 60 - 1),
    st.sampled_from([BERLIN, "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"]),
)


@pytest.fixture
def files_of_ines() -> Mapping[str, bytes]:
    """*The Ferry*, two chapters."""
    return {"ferry.txt": ferry()}


@pytest.mark.parametrize(
    ("typed", "days", "minute"),
    [
        ("fridays 18:00", (4,), 1_080),
        ("Mon, thu 9am", (0, 3), 540),
        ("mon/thu at 9 pm", (0, 3), 1_260),
        ("daily 20:00", (0, 1, 2, 3, 4, 5, 6), 1_200),
        ("every day at 20:00", (0, 1, 2, 3, 4, 5, 6), 1_200),
        ("weekdays 8:30", (0, 1, 2, 3, 4), 510),
        ("every saturday and sunday noon", (5, 6), 720),
    ],
)
def test_what_people_type_is_understood(typed: str, days: tuple[int, ...], minute: int) -> None:
    assert rhythm_typed(typed, BERLIN) == Rhythm(days, minute, BERLIN)


@pytest.mark.parametrize("typed", ["", "fridays", "18:00", "tomorrow 18:00", "fridays 25:00", "f" * 200])
def test_what_is_no_rhythm_is_none(typed: str) -> None:
    assert rhythm_typed(typed, BERLIN) is None


@given(rhythms, st.integers(1_700_000_000, 2_000_000_000), st.integers(1, 12))
def test_dates_are_the_next_free_days_by_the_clocks_of_the_place(
    rhythm: Rhythm, now: int, count: int
) -> None:
    zone = ZoneInfo(rhythm.zone)
    dates = next_dates(rhythm, now, [], count)
    local = [datetime.fromtimestamp(each, zone) for each in dates]
    assert dates == sorted(set(dates))
    assert len(dates) == count
    assert dates[0] > now
    assert {each.weekday() for each in local} <= set(rhythm.days)
    on_time = [each.hour * 60 + each.minute == rhythm.minute for each in local]
    exists = [
        each.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).time() == each.time()
        for each in (day.replace(hour=rhythm.minute // 60, minute=rhythm.minute % 60) for day in local)
    ]
    assert on_time == exists  # an hour that the clocks leave out comes as much later
    kept = next_dates(rhythm, now, dates[::2], count)
    assert not set(kept) & set(dates[::2])


def test_friday_evening_is_friday_evening_in_summer_and_in_winter() -> None:
    rhythm, now = Rhythm((4,), 1_080, BERLIN), int(datetime(2026, 10, 20, tzinfo=UTC).timestamp())
    hours = [datetime.fromtimestamp(each, UTC).hour for each in next_dates(rhythm, now, [], 2)]
    assert hours == [16, 17]


async def test_each_chapter_that_is_uploaded_gets_the_next_free_day(
    empty_fireside: Fireside, ines: Person, mira: Person
) -> None:
    form = await ines.press("Rhythm", await planned_chapters(ines))
    listed = await ines.fill(form, rhythm="daily 18:00")
    assert "**Rhythm:** every day at 18:00 (UTC)" in listed.text
    files = {f"{n}.md": f"# Part {n}\n\nThe {n}. lamp was lit." for n in (1, 2, 3)}
    card = await ines.slash("stories publish", story=TITLE, file=await ines.upload("new.zip", zipped(files)))
    assert "3 chapters of" in card.text
    times = sorted({int(part.split(":")[1]) for part in card.text.split("<t")[1:]})
    assert [each % DAY for each in times] == [18 * 3_600] * 3
    assert [later - sooner for sooner, later in pairwise(times)] == [DAY, DAY]
    single = await ines.slash("stories publish", story=TITLE)
    assert f"<t:{times[-1] + DAY}" in (await ines.fill(single, title="Fourth", text="More.")).text
    empty_fireside.clock.advance(times[1] + 60 - empty_fireside.clock.now())
    assert len(await chapters_once_there(mira, 4)) == 4
    now = await ines.slash("stories publish", story=TITLE, at="now")
    assert "is published" in (await ines.fill(now, title="Fifth", text="At once.")).text


async def test_what_was_planned_while_the_clock_was_ahead_appears_on_the_next_free_days(
    empty_fireside: Fireside, ines: Person
) -> None:
    await ines.fill(await ines.press("Rhythm", await planned_chapters(ines)), rhythm="daily 18:00")
    empty_fireside.clock.set_wrong(10 * YEAR)
    for title in ("Third", "Fourth"):
        form = await ines.slash("stories publish", story=TITLE)
        await ines.fill(form, title=title, text="The lamp was lit.")
    empty_fireside.clock.set_wrong(-10 * YEAR)
    await empty_fireside.app.publishing.worker().round()
    listed = (await planned_chapters(ines)).text
    days = sorted({int(part.split(":")[1]) - empty_fireside.clock.now() for part in listed.split("<t")[1:]})
    assert [0 < day < 2 * DAY for day in days] == [True, True]


async def test_what_is_no_rhythm_is_refused_and_an_empty_one_ends_it(ines: Person) -> None:
    refused = await ines.fill(await ines.press("Rhythm", await planned_chapters(ines)), rhythm="now and then")
    assert "I don’t understand the rhythm" in refused.text
    await ines.fill(await ines.press("Rhythm", await planned_chapters(ines)), rhythm="fridays 18:00")
    form = await ines.press("Rhythm", await planned_chapters(ines))
    assert "There’s no rhythm any more." in (await ines.fill(form, rhythm="")).text


async def test_early_chapters_of_one_moment_open_on_days_of_their_own(
    empty_fireside: Fireside, ines: Person
) -> None:
    form = await ines.press("Rhythm", await planned_chapters(ines))
    await ines.fill(form, rhythm="daily 18:00")
    role = empty_fireside.playground.world.guild_named("The Hearth").role_named("Supporters")
    forms = [await ines.slash("stories publish", story=TITLE, early=role.id) for _ in range(4)]
    cards = await asyncio.gather(*(ines.fill(each, text=f"Part {at}.") for at, each in enumerate(forms)))
    opening = sorted(int(card.text.partition("<t:")[2].partition(":")[0]) for card in cards)
    assert [later - sooner for sooner, later in pairwise(opening)] == [DAY] * 3
