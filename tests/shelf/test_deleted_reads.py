"""A read that was a mistake is deleted: from the shelf, and from what counts as read."""

from __future__ import annotations

import pytest

from tests.support.fireside import Fireside
from tests.support.librarians import DAWN, DUSK, NOON, TITLE, ferry
from tests.support.person import Person
from tests.support.replies import Reply, walk


@pytest.fixture
async def mira(empty_fireside: Fireside) -> Person:
    """A reader who has read *The Ferry* to its end."""
    ines = await empty_fireside.person("Ines")
    await empty_fireside.bring_in("ferry.txt", ferry(status="complete"), ines)
    mira = await empty_fireside.person("Mira")
    await to_the_end(mira, await mira.slash("read", story=TITLE))
    return mira


async def to_the_end(mira: Person, panel: Reply) -> None:
    while any(label.endswith("▶") for label in panel.labels):
        panel = await mira.press("▶", panel)


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
    assert "haven’t read anything yet" in (await mira.slash("stats")).text
    assert "0%" not in (await mira.slash("shelf")).text
    panel = await mira.slash("read", story=TITLE)
    assert "p1w0" in panel.text


async def test_one_begun_by_mistake_gives_back_the_one_before(mira: Person) -> None:
    await mira.press("Read again", await entry(mira, "Finished"))
    await mira.press("Start again")
    await delete(mira, "Finished", "2.")
    found = await entry(mira, "Finished")
    assert "100%" in found.text
    assert "read 2 times" not in found.text.lower()


@pytest.fixture
async def begun_a_third_time(mira: Person) -> Person:
    await mira.press("Read again", await entry(mira, "Finished"))
    await to_the_end(mira, await mira.press("Start again"))
    await mira.press("Read again", await entry(mira, "Finished"))
    await mira.press("Start again")
    return mira


async def test_a_chapter_that_came_meanwhile_is_not_read(
    empty_fireside: Fireside, begun_a_third_time: Person
) -> None:
    mira, ines = begun_a_third_time, await empty_fireside.person("Ines")
    await empty_fireside.bring_in("ferry.txt", ferry(DAWN, NOON, DUSK, status="complete"), ines)
    await delete(mira, "Finished", "3.")
    listed = await mira.press("Reading now", await mira.slash("shelf"))
    assert "1 new chapter" in listed.text


async def test_the_one_before_follows_an_edit_of_meanwhile(
    empty_fireside: Fireside, begun_a_third_time: Person
) -> None:
    mira, ines = begun_a_third_time, await empty_fireside.person("Ines")
    edited = ferry(status="complete").replace(b"p18w3 ", b"another ")
    await empty_fireside.bring_in("ferry.txt", edited, ines)
    await delete(mira, "Finished", "3.")
    listed = await mira.press("Reading now", await mira.slash("shelf"))
    assert TITLE not in listed.text


async def test_a_finished_one_whose_stretches_nobody_kept_was_read_to_the_end(
    empty_fireside: Fireside, begun_a_third_time: Person
) -> None:
    mira = begun_a_third_time
    await empty_fireside.app.database.transaction(
        lambda connection: connection.execute("UPDATE readings SET passed_when_closed = NULL")
    )
    await delete(mira, "Finished", "3.")
    listed = await mira.press("Reading now", await mira.slash("shelf"))
    assert TITLE not in listed.text
