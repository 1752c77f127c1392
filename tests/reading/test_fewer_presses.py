"""Going on takes as few presses as it can: from the shelf, a notice, a long list, and after an end."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.stories.details import Details
from tests.support.delivered_notices import next_notice, publish
from tests.support.fireside import Fireside
from tests.support.librarians import TITLE, ferry
from tests.support.person import Person
from tests.support.reading_panel import ended
from tests.support.replies import Reply

DUSK = "### Chapter 3 — Dusk"


@pytest.fixture
async def fireside(empty_fireside: Fireside) -> Fireside:
    """The bot with nothing to read but what a test brings in."""
    return empty_fireside


@pytest.fixture
def files_of_ines() -> Mapping[str, bytes]:
    """*The Ferry*, two chapters of two pages, to go on."""
    return {"ferry.txt": ferry(status="in progress")}


def tale(title: str, *texts: str) -> Manuscript:
    """A story of chapters without titles."""
    return Manuscript(Details(title=title), tuple(ManuscriptChapter("", text) for text in texts))


async def read_to_the_end(reader: Person, story: str = TITLE) -> Reply:
    panel = await reader.slash("read", story=story)
    while not ended(panel):
        panel = await reader.press("▶")
    return panel


async def test_from_the_shelf_it_is_one(fireside: Fireside, mira: Person) -> None:
    await fireside.add(tale("The Mill", "Dawn.", "Noon.", "Dusk."))
    await mira.slash("read", story="The Mill")
    await mira.press("Chapter 2 ▶")
    shelf = await mira.slash("shelf")
    assert "Noon." in (await mira.press("The Mill ▶", shelf)).text
    await fireside.add(tale("The Weir", "Rain.", "Sun."))
    fireside.clock.advance(60)
    await mira.slash("read", story="The Weir")
    assert "Noon." in (await mira.choose("The Mill", message=await mira.slash("shelf"))).text


async def test_a_chapter_of_three_hundred_is_three(fireside: Fireside, mira: Person) -> None:
    await fireside.add(tale("The Serial", *(f"Words {number}." for number in range(1, 301))))
    await mira.slash("read", story="The Serial")
    await mira.press("☰")
    listed = await mira.choose("Chapters 251 to 275 of the list")
    assert "Page 11 of 12" in listed.text
    assert "Words 263." in (await mira.choose("Chapter 263")).text


async def test_a_notice_opens_the_new_chapter_for_who_has_come_to_it(
    fireside: Fireside, mira: Person, ines: Person
) -> None:
    theo, odile = await fireside.person("Theo"), await fireside.person("Odile")
    for reader in (mira, theo, odile):
        await reader.slash("subscribe", story=TITLE)
    await read_to_the_end(mira)
    await theo.slash("read", story=TITLE)
    await publish(ines, "Dusk")
    opened = {reader: await reader.press("Read", await next_notice(reader)) for reader in (mira, theo, odile)}
    assert DUSK in opened[mira].text
    for reader in (theo, odile):
        assert "Chapter 1 — Dawn" in opened[reader].text, "who has not read so far is at their place"
    assert DUSK in (await mira.slash("read", story=TITLE)).text, "reading it is reading on"
    await mira.press("Back")
    again = await mira.press("Read", await next_notice(mira))
    assert "Chapter 2 — Noon" in again.text, "who has begun it is at their place"


async def test_after_an_end_read_offers_what_comes_next(
    fireside: Fireside, mira: Person, ines: Person
) -> None:
    await fireside.add(tale("The Mill", "Dawn.", "Noon."))
    await mira.slash("read", story="The Mill")
    fireside.clock.advance(60)
    end = await read_to_the_end(mira)
    offered = await mira.slash("read")
    assert (
        offered.text
        == "You are up to date with **The Ferry** by A. Boatman. What would you like to read meanwhile?"
    )
    assert offered.labels == [
        "The Mill · 50% ▶",
        "Subscribe",
        "More like this",
        "Library",
        "The last page",
    ]
    assert "Dawn." in (await mira.press("The Mill", offered)).text
    fireside.clock.advance(60)
    await read_to_the_end(mira)
    assert (await mira.press("The last page", await mira.slash("read"))).text == end.text
    await mira.press("Back")
    assert "What would you like" not in (await mira.slash("read")).text, "she has gone back in it"
