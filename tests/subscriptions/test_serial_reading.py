"""A serial is reading: its instalments are marked as read, asked for, and wait for their reader."""

from __future__ import annotations

import pytest

from tests.subscriptions.delivered_instalments import (
    CHAPTERS,
    PASSAGES,
    a_long_day,
    brought_directly,
    days_pass,
    footing_of,
    paragraphs_brought,
)
from tests.support.delivered_notices import all_tried, change, publish
from tests.support.fireside import Fireside
from tests.support.librarians import DAWN, DUSK, NOON, TITLE, add_and_keep, ferry, numbers_in
from tests.support.person import Person
from tests.support.reading_panel import passage
from tests.support.replies import Json, readable, walk

FIRST, SECOND, THIRD, FOURTH = [1, 2, 3, 4], [5, 6, 7, 8], [11, 12, 13, 14], [15, 16, 17, 18]


@pytest.fixture
async def mira(empty_fireside: Fireside, ines: Person) -> Person:
    """A reader who has a page of *The Ferry* a day."""
    reader = await empty_fireside.person("Mira")
    await reader.slash("subscribe", story=TITLE, deliver=PASSAGES)
    return reader


async def after_days(fireside: Fireside, person: Person, days: int) -> list[Json]:
    await days_pass(fireside, days)
    await person.go_direct()
    return await brought_directly(person)


def heading_of(message: Json) -> str:
    return readable(message).splitlines()[0]


def labels_of(message: Json) -> list[str]:
    return [each["label"] for each in walk(message["components"]) if each.get("label")]


async def menu_of_chapters(person: Person) -> list[str]:
    await person.slash("read", story=TITLE)
    menu = await person.press("☰ Chapters")
    return [option["label"] for each in walk(menu.components) for option in each.get("options", ())]


async def test_read_moves_the_bookmark_and_covers_what_came_before(
    empty_fireside: Fireside, mira: Person
) -> None:
    came = await after_days(empty_fireside, mira, 3)
    assert (await mira.slash("shelf")).text.endswith("comes here.")  # what merely arrived is not read
    marked = await mira.press("Read ✓", came[1])
    assert marked.message is not None
    assert marked.message["id"] == came[1]["id"]
    assert "✓ Read" in labels_of(marked.message)
    assert numbers_in(passage(await mira.slash("read", story=TITLE))) == THIRD
    assert [each[:2] for each in await menu_of_chapters(mira)] == ["✓ ", "▸ "]
    assert "50%" in (await mira.slash("shelf")).text
    assert "480 words" in (await mira.slash("stats")).text


async def test_read_twice_counts_once_and_never_moves_back(empty_fireside: Fireside, mira: Person) -> None:
    came = await after_days(empty_fireside, mira, 3)
    await mira.press("Read ✓", came[2])
    for message in (came[2], came[0]):
        await mira.forge(button_of(message, "Read ✓"), message)
    assert "720 words" in (await mira.slash("stats")).text
    assert numbers_in(passage(await mira.slash("read", story=TITLE))) == FOURTH


async def test_read_to_the_end_finishes_the_story(empty_fireside: Fireside, ines: Person) -> None:
    await add_and_keep(ines, ferry(status="complete"))
    theo = await empty_fireside.person("Theo")
    await theo.slash("subscribe", story=TITLE, deliver=PASSAGES)
    came = await after_days(empty_fireside, theo, 4)
    await theo.press("Read ✓", came[-1])
    assert "finished on" in (await theo.press("Finished", await theo.slash("shelf"))).text


async def test_after_an_edit_the_words_that_came_are_read_and_no_others(
    empty_fireside: Fireside, mira: Person, ines: Person
) -> None:
    came = await after_days(empty_fireside, mira, 3)
    await add_and_keep(ines, ferry(("Night", 71), DAWN, NOON, status="in progress"))
    await mira.press("Read ✓", came[2])
    assert numbers_in(passage(await mira.slash("read", story=TITLE))) == FOURTH
    assert [each[:2] for each in await menu_of_chapters(mira)] == ["Ch", "✓ ", "▸ "]


async def test_it_says_which_day_it_is(empty_fireside: Fireside, ines: Person) -> None:
    await add_and_keep(ines, ferry(DAWN, NOON, DUSK, status="complete"))
    theo = await empty_fireside.person("Theo")
    await theo.slash("subscribe", story=TITLE, deliver=PASSAGES)
    came = await after_days(empty_fireside, theo, 6)
    days = [heading_of(each).partition(" · ")[2] for each in came]
    assert days == [*(f"Day {day} of about 6" for day in range(1, 6)), "Day 6 of 6"]


async def test_parts_of_one_day_are_one_day(empty_fireside: Fireside, ines: Person) -> None:
    await add_and_keep(ines, a_long_day(24), "day.txt")
    theo = await empty_fireside.person("Theo")
    await theo.slash("subscribe", story="The Long Day", deliver=CHAPTERS)
    came = await after_days(empty_fireside, theo, 2)
    days = [heading_of(each).partition(" · ")[2] for each in came]
    assert days[:2] == ["Day 1 of about 2", "Day 1 of about 2, part 2"]
    assert days[-1] == "Day 2 of 2"


async def test_the_next_piece_comes_when_it_is_asked_for_and_only_once(
    empty_fireside: Fireside, mira: Person
) -> None:
    [first] = await after_days(empty_fireside, mira, 1)
    hour = await mira.slash("settings", quiet_hours="0:00–23:59")
    assert "23:59" in hour.text
    for _ in range(2):
        await mira.forge(button_of(first, "Next instalment now"), first)
    await all_tried(empty_fireside)
    assert await paragraphs_brought(mira) == [FIRST, SECOND]
    assert "Sent below" in labels_of((await brought_directly(mira))[0])
    late = await mira.forge(button_of(first, "Next instalment now"), first)
    assert late.text == "You already have the next instalment: it’s further down."
    assert "240 words" in (await mira.slash("stats")).text


async def test_it_waits_until_the_last_one_was_read(empty_fireside: Fireside, mira: Person) -> None:
    await change(mira, TITLE, waits=["waits"])
    assert "Each waits until you’ve read the one before." in (await mira.slash("subscriptions")).text
    [first] = await after_days(empty_fireside, mira, 3)
    assert footing_of(first).endswith("the next instalment waits until you’ve read this one")
    await mira.press("Read ✓", first)
    came = await after_days(empty_fireside, mira, 3)
    assert await paragraphs_brought(mira) == [FIRST, SECOND]
    await mira.press("Read on ▶", came[-1])  # reading by oneself is reading, too
    await days_pass(empty_fireside)
    assert len(await paragraphs_brought(mira)) == 3
    assert heading_of((await brought_directly(mira))[-1]).endswith("Day 3")


async def test_a_chapter_that_came_since_is_covered(
    empty_fireside: Fireside, mira: Person, ines: Person
) -> None:
    await days_pass(empty_fireside, 4)
    await publish(ines, "Dusk")
    await publish(ines, "Night")
    came = await after_days(empty_fireside, mira, 2)
    await mira.press("Read ✓", came[-1])
    assert [each[:2] for each in await menu_of_chapters(mira)] == ["✓ ", "✓ ", "✓ ", "▸ "]
    assert "all 4 chapters read" in (await mira.slash("shelf")).text


async def test_nobody_marks_what_is_another_s(empty_fireside: Fireside, mira: Person) -> None:
    [first] = await after_days(empty_fireside, mira, 1)
    theo = await empty_fireside.person("Theo")
    panel = await theo.slash("read", story=TITLE)
    for label in ("Read ✓", "Read on ▶", "Next instalment now"):
        forged = await theo.forge(button_of(first, label), panel)
        assert forged.text.startswith("That button no longer leads anywhere.")


def button_of(message: Json, label: str) -> str:
    found = next(each for each in walk(message["components"]) if each.get("label") == label)
    return str(found["custom_id"])
