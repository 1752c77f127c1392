"""A read that was a mistake is deleted: from the shelf, and from what counts as read."""

from __future__ import annotations

import pytest

from tests.support.fireside import Fireside
from tests.support.librarians import TITLE, ferry
from tests.support.person import Person
from tests.support.replies import Reply, walk


@pytest.fixture
async def mira(empty_fireside: Fireside) -> Person:
    """A reader who has read *The Ferry* to its end."""
    ines = await empty_fireside.person("Ines")
    await empty_fireside.bring_in("ferry.txt", ferry(status="complete"), ines)
    mira = await empty_fireside.person("Mira")
    panel = await mira.slash("read", story=TITLE)
    while any(label.endswith("▶") for label in panel.labels):
        panel = await mira.press("▶", panel)
    return mira


async def entry(mira: Person, section: str) -> Reply:
    shelf = await mira.slash("shelf")
    listed = await mira.press(section, shelf)
    menus = [each for each in walk(listed.components) if each.get("options")]
    return await mira.choose(menus[0]["options"][0]["label"], message=listed)


async def delete(mira: Person, section: str, which: str) -> Reply:
    await mira.press("Delete a read…", await entry(mira, section))
    asked = await mira.choose(which)
    assert "can’t be undone" in asked.text
    return await mira.press("Delete it")


async def test_the_only_read_goes_with_its_days(mira: Person) -> None:
    assert "words" in (await mira.slash("stats")).text
    gone = await delete(mira, "Finished", "1.")
    assert "✓ That read is deleted." in gone.text
    assert "haven't read anything yet" in (await mira.slash("stats")).text
    assert "0 %" not in (await mira.slash("shelf")).text
    panel = await mira.slash("read", story=TITLE)
    assert "p1w0" in panel.text


async def test_one_begun_by_mistake_gives_back_the_one_before(mira: Person) -> None:
    await mira.press("Read again", await entry(mira, "Finished"))
    await mira.press("Start again")
    await delete(mira, "Finished", "2.")
    found = await entry(mira, "Finished")
    assert "100 %" in found.text
    assert "read 2 times" not in found.text.lower()
