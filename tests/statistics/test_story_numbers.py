"""What those who look after a story are told of its readers: numbers, and none that is about a few."""

from __future__ import annotations

import pytest

from tests.statistics.year_of_reading import DAY, GALLERY, almanac, turn
from tests.support.fireside import Fireside
from tests.support.person import Person
from tests.support.replies import Reply, walk

PAGE_LINE = "Ember ember"


class Server:
    """The Hearth with a story of its own, its librarian, and any number of readers."""

    def __init__(self, fireside: Fireside, ines: Person) -> None:
        self.fireside = fireside
        self.ines = ines
        self.guild = fireside.playground.world.guild_named("The Hearth")

    async def reader(self, pages: int) -> Person:
        """Somebody new who reads so many pages."""
        stage = self.fireside.playground.stage
        person = stage.add_person(f"Reader {len(self.guild.members)}", self.guild)
        reader = await self.fireside.person(person.id)
        await turn(reader, pages - 1, await reader.slash("read", story="Almanac"))
        return reader

    async def readers(self, count: int, pages: int) -> list[Person]:
        return [await self.reader(pages) for _ in range(count)]

    async def numbers(self) -> Reply:
        """What the librarian sees five weeks later."""
        self.fireside.clock.advance(35 * DAY)
        return await self.ines.slash("stories numbers", story="Almanac")


@pytest.fixture
async def server(empty_fireside: Fireside) -> Server:
    ines = await empty_fireside.person("Ines")
    server = Server(empty_fireside, ines)
    await empty_fireside.add(almanac(pages=8), empty_fireside.guild())
    return server


async def test_four_readers_are_no_number(server: Server) -> None:
    await server.readers(4, 8)
    numbers = await server.numbers()
    assert numbers.ephemeral
    assert "**Readers:** fewer than five" in numbers.text
    assert "**Finished:** fewer than five" in numbers.text
    assert "**Subscribers:** fewer than five" in numbers.text
    assert "Where readers stop" not in numbers.text
    assert numbers.labels == []


async def test_from_five_on_they_are_and_so_are_who_finished_and_who_subscribed(server: Server) -> None:
    for reader in await server.readers(5, 8):
        await reader.slash("subscribe", story="Almanac")
    numbers = await server.numbers()
    assert "**Readers:** 5" in numbers.text
    assert "**Finished:** 5" in numbers.text
    assert "**Subscribers:** 5" in numbers.text


async def test_four_who_did_not_finish_cannot_be_worked_out(server: Server) -> None:
    await server.readers(5, 8)
    await server.readers(1, 3)
    numbers = await server.numbers()
    assert "**Readers:** 6" in numbers.text
    assert "**Finished:** all but a few" in numbers.text
    assert "Chapter" not in numbers.text


async def test_where_readers_stop_as_a_list_and_as_a_curve(server: Server) -> None:
    await server.readers(5, 1)
    await server.readers(2, 3)
    await server.readers(3, 5)
    await server.readers(5, 8)
    numbers = await server.numbers()
    assert "Chapter 1: 5\nChapters 2 to 5: 5" in numbers.text
    assert "**Finished:** 5" in numbers.text
    curve = await server.ines.press("As a curve")
    assert "Chapters 2 to 5: 5" in curve.text
    [gallery] = [found for found in walk(curve.components) if found["type"] == GALLERY]
    assert gallery["items"][0]["description"] == (
        "Curve of where the 15 readers of Almanac stop. chapter 1: 5; chapters 2 to 5: 5."
    )


async def test_who_read_on_lately_has_not_stopped(server: Server) -> None:
    await server.readers(5, 1)
    faithful = await server.readers(5, 2)
    server.fireside.clock.advance(20 * DAY)
    for reader in faithful:
        await reader.press("▶")
    server.fireside.clock.advance(20 * DAY)
    numbers = await server.ines.slash("stories numbers", story="Almanac")
    assert "Chapter 1: 5" in numbers.text
    assert "5 others read on or have finished" in numbers.text


async def test_lines_count_from_five_different_readers_on(server: Server) -> None:
    readers = await server.readers(5, 1)
    for reader in readers[:4]:
        await reader.press("❝ Quote")
        await reader.choose(PAGE_LINE)
    assert "No line yet that at least 5 readers have saved" in (await server.numbers()).text
    await readers[4].slash("read", story="Almanac")
    await readers[4].press("❝ Quote")
    await readers[4].choose(PAGE_LINE)
    numbers = await server.numbers()
    assert f"> {PAGE_LINE}" in numbers.text
    assert "5 readers · Chapter 1" in numbers.text


async def test_only_those_who_look_after_the_story_are_told(server: Server) -> None:
    readers = await server.readers(6, 2)
    numbers = await server.numbers()
    assert "Only librarians may do that" in (await readers[0].slash("stories numbers", story="Almanac")).text
    press = "numbers:1"
    refused = await readers[0].forge(press, await readers[0].slash("help"))
    assert "Only librarians may do that" in refused.text
    assert (await server.ines.forge(press, numbers)).text == numbers.text
    server.ines.go("annex")
    assert (
        "belongs to another server" in (await server.ines.forge(press, await server.ines.slash("help"))).text
    )


async def test_without_a_story_the_most_read_ones_are_listed_to_choose_from(server: Server) -> None:
    await server.fireside.add(almanac("Zephyr", pages=2), server.fireside.guild())
    await server.fireside.add(almanac("Aster", pages=2), server.fireside.guild())
    await server.fireside.add(almanac("Everybody’s", pages=2))
    for reader in await server.readers(6, 8):
        await reader.slash("read", story="Everybody’s")
    await server.ines.slash("read", story="Zephyr")
    listed = await server.ines.slash("stories numbers")
    assert listed.ephemeral
    assert "Readers: 6 · finished: 6" in listed.text
    assert listed.text.index("Almanac") < listed.text.index("Aster") < listed.text.index("Zephyr")
    assert "Everybody" not in listed.text
    assert listed.text.count("Readers: fewer than five · finished: fewer than five") == 2
    assert "**Readers:** 6" in (await server.ines.choose("Almanac")).text


async def test_whoever_runs_the_bot_is_told_of_everybody_s_stories_but_of_no_server_s(server: Server) -> None:
    await server.fireside.add(almanac("Everybody’s", pages=2))
    odile = await server.fireside.person("Odile")
    listed = await odile.slash("stories numbers")
    assert "Everybody" in listed.text
    assert "Almanac" not in listed.text
    mira = await server.fireside.person("Mira")
    assert "Only librarians may do that" in (await mira.slash("stories numbers")).text


async def test_where_there_is_no_story_yet_it_says_how_to_get_one(empty_fireside: Fireside) -> None:
    ines = await empty_fireside.person("Ines")
    assert "/stories add" in (await ines.slash("stories numbers")).text


async def test_no_reader_is_named(server: Server) -> None:
    readers = await server.readers(6, 3)
    numbers = await server.numbers()
    shown = f"{numbers.text} {numbers.components}"
    assert not any(reader.user.id in shown or reader.user.name in shown for reader in readers)
