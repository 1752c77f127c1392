"""The lists of the shelf: what a reader finds on each, as months go by."""

from __future__ import annotations

import pytest

from bot.stories.details import Completion
from tests.statistics.year_of_reading import next_year
from tests.support.fireside import Fireside
from tests.support.person import Person
from tests.support.reading_panel import passage
from tests.support.shelf_of_reader import (
    DAY,
    VOYAGE,
    append,
    counts,
    days,
    entry,
    opened,
    read_on,
    titles,
    voyage,
)
from tests.support.small_stories import a_tale

SERIAL, ONE_SHOT = "Low Water at Skerrow", "Room for a Horse"

# Reading now


async def test_reading_now_tells_how_far_and_in_which_chapter(fireside: Fireside, mira: Person) -> None:
    await fireside.add(voyage(4))
    await read_on(mira, 1)
    shelf = await mira.slash("shelf")
    assert shelf.ephemeral
    assert "### My shelf · Reading now" in shelf.text
    assert "**The Long Voyage** · A. Boatman\n-# ▰▰▰▰▰▱▱▱▱▱ 50% · Chapter 2 — Port 2" in shelf.text
    assert titles(shelf) == [VOYAGE]


async def test_the_story_read_last_comes_first(fireside: Fireside, mira: Person) -> None:
    await mira.slash("read", story=SERIAL)
    fireside.clock.advance(60)
    await mira.slash("read", story=ONE_SHOT)
    fireside.clock.advance(60)
    assert titles(await mira.slash("shelf")) == [ONE_SHOT, SERIAL]
    await mira.slash("read", story=SERIAL)
    assert titles(await mira.slash("shelf")) == [SERIAL, ONE_SHOT]


async def test_what_appeared_since_the_reader_was_there_is_told_until_they_look(
    fireside: Fireside, mira: Person
) -> None:
    await fireside.add(voyage(3))
    await read_on(mira, 1)
    assert "new chapter" not in (await mira.slash("shelf")).text
    fireside.clock.advance(DAY)
    await append(fireside, 4)
    assert "Chapter 2 — Port 2 · 1 new chapter since" in (await mira.slash("shelf")).text
    fireside.clock.advance(DAY)
    await append(fireside, 5)
    assert "2 new chapters since" in (await mira.slash("shelf")).text
    assert "**2 new chapters** since you were last there." in (await entry(mira)).text
    fireside.clock.advance(1)
    await mira.press("Go on reading")
    assert "new chapter" not in (await mira.slash("shelf")).text


async def test_what_appears_in_the_very_second_in_which_its_reader_was_there_is_new(
    fireside: Fireside, mira: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    await fireside.add(voyage(3))
    now = fireside.clock.now()
    monkeypatch.setattr(fireside.clock, "now", lambda: now)
    await read_on(mira, 1)
    await append(fireside, 4)
    assert "1 new chapter since" in (await mira.slash("shelf")).text


async def test_go_on_reading_opens_the_very_page(fireside: Fireside, mira: Person) -> None:
    await fireside.add(voyage(4))
    page = await read_on(mira, 2)
    await entry(mira)
    assert passage(await mira.press("Go on reading")) == passage(page)


# Waiting, finished


async def test_a_story_that_goes_on_waits_for_its_next_chapter(fireside: Fireside, mira: Person) -> None:
    await fireside.add(voyage(2, Completion.ONGOING))
    await read_on(mira, 1)
    waiting = await mira.slash("shelf")
    assert "### My shelf · Waiting for chapters" in waiting.text
    assert "all 2 chapters read, the last on" in waiting.text
    assert counts(waiting) == {
        "Reading now": 0,
        "Waiting": 1,
        "To read": 0,
        "Finished": 0,
        "Stopped": 0,
    }
    fireside.clock.advance(DAY)
    await append(fireside, 3, Completion.ONGOING)
    assert "Reading now" in (news := await mira.slash("shelf")).text
    assert "1 new chapter since" in news.text
    await read_on(mira, 1)
    assert counts(await mira.slash("shelf"))["Waiting"] == 1


async def test_a_story_that_becomes_complete_waits_no_longer(fireside: Fireside, mira: Person) -> None:
    next_year(fireside)
    await fireside.add(voyage(2, Completion.ONGOING))
    await read_on(mira, 1)
    end = fireside.clock.now() // DAY
    fireside.clock.advance(40 * DAY)
    await append(fireside, 2, Completion.COMPLETE)
    finished = await mira.slash("shelf")
    assert "### My shelf · Finished" in finished.text
    assert days(finished) == [end]


async def test_a_story_that_does_not_say_is_finished_until_it_goes_on(
    fireside: Fireside, mira: Person
) -> None:
    next_year(fireside)
    await fireside.add(voyage(2))
    await read_on(mira, 1)
    first = fireside.clock.now() // DAY
    assert days(await opened(mira, "Finished")) == [first]
    fireside.clock.advance(100 * DAY)
    await append(fireside, 3)
    assert counts(await mira.slash("shelf"))["Finished"] == 0
    fireside.clock.advance(DAY)
    await read_on(mira, 1)
    assert days(await mira.slash("shelf")) == [first + 101]
    fireside.clock.advance(DAY)
    await mira.slash("read", story=VOYAGE)
    assert days(await mira.slash("shelf")) == [first + 101], "looking at the end is not reading it again"


async def test_every_time_a_story_was_finished_is_dated(fireside: Fireside, mira: Person) -> None:
    next_year(fireside)
    await fireside.add(voyage(2, Completion.COMPLETE))
    first = fireside.clock.now() // DAY
    await read_on(mira, 1)
    assert "finished on" in (await mira.slash("shelf")).text
    for _ in range(2):
        fireside.clock.advance(30 * DAY)
        await entry(mira, which="Finished")
        await mira.press("Read again")
        await mira.press("Start again")
        await mira.press("▶")
    shelf = await mira.slash("shelf")
    assert "read 3 times: " in shelf.text
    assert days(shelf) == [first, first + 30, first + 60]
    assert "Read 3 times: " in (await entry(mira)).text


async def test_a_story_read_again_is_among_the_finished_and_those_being_read(
    fireside: Fireside, mira: Person
) -> None:
    await fireside.add(voyage(2))
    await read_on(mira, 1)
    await entry(mira)
    await mira.press("Read again")
    await mira.press("Start again")
    shelf = await mira.slash("shelf")
    assert counts(shelf) == {
        "Reading now": 1,
        "Waiting": 0,
        "To read": 0,
        "Finished": 1,
        "Stopped": 0,
    }
    assert "50%" in shelf.text
    assert "finished on" in (await mira.press("Finished")).text
    assert (await mira.choose(VOYAGE, among="a story")).labels[0] == "Go on reading"


# Lists and their pages


@pytest.mark.parametrize(
    ("which", "way"),
    [
        ("Reading now", "You’re not reading anything right now"),
        ("Waiting for chapters", "wait here once you’ve read all there is"),
        ("Finished", "when you reach their end"),
        ("Stopped", "put away are kept here"),
    ],
)
async def test_an_empty_list_says_what_brings_something_there(mira: Person, which: str, way: str) -> None:
    await mira.slash("story", story=SERIAL)
    await mira.press("Save for later")
    shown = await opened(mira, which)
    assert f"### My shelf · {which}" in shown.text
    assert way in shown.text
    assert titles(shown) == []


async def test_an_empty_list_to_read_says_how_to_save(mira: Person) -> None:
    await mira.slash("read", story=SERIAL)
    assert "Press *Save for later* on a story’s card" in (await opened(mira, "To read")).text


async def test_a_long_list_has_pages_and_leads_back_to_the_one_it_left(
    fireside: Fireside, mira: Person
) -> None:
    for number in range(23):
        await fireside.add(a_tale(f"Winter Tale {number:02}"))
        await mira.slash("story", story=f"Winter Tale {number:02}")
        await mira.press("Save for later")
        fireside.clock.advance(1)
    first = await mira.slash("shelf")
    assert titles(first)[0] == "Winter Tale 22"
    await mira.press("Next page")
    await mira.press("Next page")
    last = await mira.press("Next page")
    assert "Page 4 of 4" in last.text
    assert titles(last) == [f"Winter Tale {number:02}" for number in (4, 3, 2, 1, 0)]
    await mira.choose("Winter Tale 01")
    assert (await mira.press("My shelf")).text == last.text
    assert titles(await mira.press("Previous page"))[0] == "Winter Tale 10"
