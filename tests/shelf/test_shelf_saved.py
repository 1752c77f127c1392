"""What a reader wants to read, and what they have put away."""

from __future__ import annotations

import asyncio

from tests.support.fireside import Fireside
from tests.support.person import Person
from tests.support.reading_panel import passage, read_again
from tests.support.shelf_of_reader import VOYAGE, counts, entry, opened, read_on, titles, voyage
from tests.support.small_stories import a_tale, offered

SERIAL, ONE_SHOT = "Low Water at Skerrow", "Room for a Horse"

# To read


async def test_a_story_saved_from_its_card_waits_to_be_read(fireside: Fireside, mira: Person) -> None:
    await fireside.add(voyage(3))
    await mira.slash("library")
    card = await mira.choose(VOYAGE)
    saved = await mira.press("Save for later")
    assert saved.outcome == "update"
    assert "✓ Saved for later" in saved.labels
    assert saved.text == card.text
    shelf = await mira.slash("shelf")
    assert "### My shelf · To read" in shelf.text
    assert "3 chapters · 1 min · saved on" in shelf.text
    assert "✓ Saved for later" in (await mira.slash("story", story=VOYAGE)).labels
    await mira.forge(card.button("Save for later")["custom_id"], saved)
    assert counts(await mira.slash("shelf"))["To read"] == 1, "the button of before saves nothing twice"
    await mira.choose(VOYAGE)
    assert "port 1 of that year" in passage(await mira.press("Read"))
    assert counts(await mira.slash("shelf"))["To read"] == 0


async def test_a_second_press_takes_it_off_again(mira: Person) -> None:
    await mira.slash("story", story=SERIAL)
    await mira.press("Save for later")
    off = await mira.press("✓ Saved for later")
    assert off.outcome == "update"
    assert "Save for later" in off.labels
    assert "Your shelf is empty" in (await mira.slash("shelf")).text
    assert "Save for later" in (await mira.slash("story", story=SERIAL)).labels


async def test_a_story_is_taken_off_the_list_in_its_entry(mira: Person) -> None:
    await mira.slash("story", story=SERIAL)
    await mira.press("Save for later")
    shown = await entry(mira, SERIAL)
    assert shown.labels == ["Read", "Mark as read up to…", "Take off the list", "My shelf"]
    assert "Taken off your reading list" in (await mira.press("Take off the list")).text
    await mira.press("Undo")
    assert titles(await mira.press("My shelf")) == [SERIAL]


async def test_what_is_being_read_is_not_saved_for_later(mira: Person) -> None:
    card = await mira.slash("story", story=SERIAL)
    await mira.slash("read", story=SERIAL)
    assert "Save for later" not in (await mira.slash("story", story=SERIAL)).labels
    assert "on your `/shelf`" in (await mira.press("Save for later", card)).text
    assert counts(await mira.slash("shelf"))["To read"] == 0


async def test_a_finished_story_can_be_saved_to_be_read_again(fireside: Fireside, mira: Person) -> None:
    await fireside.add(voyage(2))
    await read_on(mira, 1)
    await mira.slash("story", story=VOYAGE)
    await mira.press("Save for later")
    assert counts(await mira.slash("shelf")) == {
        "Reading now": 0,
        "Waiting": 0,
        "To read": 1,
        "Finished": 1,
        "Stopped": 0,
    }
    await mira.slash("read", story=VOYAGE)
    assert counts(await mira.slash("shelf"))["To read"] == 1, "they looked at its end"
    await read_again(mira, await mira.slash("read", story=VOYAGE))
    assert counts(await mira.slash("shelf"))["To read"] == 0


# Stopped


async def test_a_story_put_away_stands_in_nobody_s_way(fireside: Fireside, mira: Person) -> None:
    await fireside.add(a_tale("Aaa"))
    await mira.slash("read", story=ONE_SHOT)
    fireside.clock.advance(60)
    await mira.slash("read", story=SERIAL)
    page = await mira.press("Next")
    fireside.clock.advance(60)
    await entry(mira, SERIAL)
    put_away = await mira.press("Put away")
    assert "Put away. I’ll keep your place" in put_away.text
    assert "Take up again" in put_away.labels
    shelf = await mira.slash("shelf")
    assert titles(shelf) == [ONE_SHOT]
    assert titles(await mira.press("Stopped")) == [SERIAL]
    assert ONE_SHOT in (await mira.slash("read")).text
    assert (await offered(mira, ""))[0].startswith(ONE_SHOT)
    assert (await offered(mira, ""))[1].startswith("Aaa"), "those put away come in the order of titles"
    fireside.clock.advance(60)
    assert passage(await mira.slash("read", story=SERIAL)) == passage(page)
    assert titles(await mira.slash("shelf")) == [SERIAL, ONE_SHOT]
    assert counts(await mira.slash("shelf"))["Stopped"] == 0


async def test_with_everything_put_away_reading_leads_to_the_library(mira: Person) -> None:
    await mira.slash("read", story=SERIAL)
    await entry(mira, SERIAL)
    await mira.press("Put away")
    assert "### Library" in (await mira.slash("read")).text


async def test_a_story_is_taken_up_again_in_its_entry(mira: Person) -> None:
    await mira.slash("read", story=SERIAL)
    await entry(mira, SERIAL)
    away = await mira.press("Put away")
    assert "Put away on <t:" in away.text
    twice = await asyncio.gather(*(mira.press("Take up again", away) for _ in range(2)))
    assert all("It’s back, at your place" in reply.text for reply in twice)
    assert titles(await opened(mira, "Reading now")) == [SERIAL]
