"""What those who look after a story are told of its readers: numbers, and none that is about a few."""

from __future__ import annotations

import re

import pytest

from bot.database import Connection
from bot.stories.ids import StoryId
from tests.statistics.year_of_reading import DAY, GALLERY, almanac, turn
from tests.support.fireside import Fireside
from tests.support.person import Person
from tests.support.replies import Reply, walk

PAGE_LINE = "Ember ember"


A_WEEK = 7 * DAY


class Server:
    """The Hearth with a story of its own, its librarian, and any number of readers."""

    def __init__(self, fireside: Fireside, ines: Person, story: StoryId) -> None:
        self.fireside = fireside
        self.ines = ines
        self.story = story
        self.guild = fireside.playground.world.guild_named("The Hearth")
        self._first = 1

    async def reader(self, pages: int) -> Person:
        """Somebody new who reads so many pages."""
        stage = self.fireside.playground.stage
        person = stage.add_person(f"Reader {len(self.guild.members)}", self.guild)
        reader = await self.fireside.person(person.id)
        await turn(reader, pages - 1, await reader.slash("read", story="Almanac"))
        return reader

    async def readers(self, count: int, pages: int) -> range:
        """As many who have read so many pages, kept as the bot would have."""
        these, now = range(self._first, self._first + count), self.fireside.clock.now()
        self._first += count

        def job(connection: Connection) -> None:
            connection.executemany(
                "INSERT INTO readings"
                ' (reader_id, story_id, chapter_id, revision, "offset", started_at, read_at, finished_at)'
                " SELECT ?, story_id, id, 1, 0, ?, ?, ? FROM chapters WHERE story_id = ? AND number = ?",
                [(each, now, now, now if pages == 8 else None, self.story, pages) for each in these],
            )

        await self.fireside.database.transaction(job)
        return these

    async def numbers(self) -> Reply:
        """What the librarian sees five weeks later."""
        self.fireside.clock.advance(35 * DAY)
        return await self.counted()

    async def counted(self) -> Reply:
        """What the librarian sees once this week's numbers are there."""
        await self.fireside.app.story_statistics.worker().round()
        return await self.ines.slash("stories numbers", story="Almanac")


@pytest.fixture
async def server(empty_fireside: Fireside) -> Server:
    ines = await empty_fireside.person("Ines")
    story = await empty_fireside.add(almanac(pages=8), empty_fireside.guild())
    return Server(empty_fireside, ines, story)


async def test_a_librarian_with_four_accounts_does_not_see_the_fifth_reader(server: Server) -> None:
    for _ in range(5):
        reader = await server.reader(8)
        await reader.slash("subscribe", story="Almanac")
    for _ in range(5):
        server.fireside.clock.advance(A_WEEK)
        numbers = await server.counted()
        assert numbers.ephemeral
        assert "**Readers:** too few to tell" in numbers.text
        assert "**Finished:** too few to tell" in numbers.text
        assert "**Subscribers:** too few to tell" in numbers.text
        assert "Where readers stop" not in numbers.text
        assert numbers.labels == []


async def test_who_comes_in_the_week_shows_on_monday_and_then_only_roughly(server: Server) -> None:
    await server.readers(14, 8)
    before = await server.numbers()
    assert "**Readers:** at least 10" in before.text
    assert "**Finished:** at least 10" in before.text
    await server.readers(5, 8)
    server.fireside.clock.advance(DAY)
    assert (await server.counted()).text == before.text
    server.fireside.clock.advance(A_WEEK)
    assert "**Readers:** at least 15" in (await server.counted()).text


async def test_where_readers_stop_as_a_list_and_as_a_curve(server: Server) -> None:
    await server.readers(14, 1)
    await server.readers(7, 3)
    await server.readers(7, 5)
    await server.readers(14, 8)
    numbers = await server.numbers()
    assert "Chapter 1: 10\nChapters 2 to 5: 10" in numbers.text
    assert "**Finished:** at least 10" in numbers.text
    curve = await server.ines.press("As a curve")
    assert "Chapters 2 to 5: 10" in curve.text
    [gallery] = [found for found in walk(curve.components) if found["type"] == GALLERY]
    assert re.fullmatch(
        r"Curve of where the (35|40) readers of Almanac stop\. chapter 1: 10; chapters 2 to 5: 10\.",
        gallery["items"][0]["description"],
    )


async def test_who_read_on_lately_has_not_stopped(server: Server) -> None:
    await server.readers(14, 1)
    server.fireside.clock.advance(28 * DAY)
    await server.readers(19, 2)
    server.fireside.clock.advance(7 * DAY)
    numbers = await server.counted()
    assert "Chapter 1: 10" in numbers.text
    assert "Chapter 2" not in numbers.text
    assert "Everybody else is still reading, has finished, or stopped later on" in numbers.text


async def test_a_line_that_many_readers_keep(server: Server) -> None:
    await server.readers(13, 1)
    reader = await server.reader(1)
    await reader.press("❝ Quote")
    await reader.choose(PAGE_LINE)
    assert "No line has been saved by at least 10 readers yet" in (await server.numbers()).text

    def job(connection: Connection) -> None:
        connection.executemany(
            "INSERT INTO saved_quotes"
            " (reader_id, story_id, chapter_id, revision, start_offset, end_offset, markdown, saved_at)"
            " SELECT ?, story_id, chapter_id, revision, start_offset, end_offset, markdown, saved_at"
            " FROM saved_quotes LIMIT 1",
            [(each,) for each in range(1, 14)],
        )

    await server.fireside.database.transaction(job)
    numbers = await server.numbers()
    assert f"> {PAGE_LINE}" in numbers.text
    assert "Readers: at least 10 · Chapter 1" in numbers.text


async def test_only_those_who_look_after_the_story_are_told(server: Server) -> None:
    reader = await server.reader(2)
    numbers = await server.numbers()
    assert "Only librarians may do that" in (await reader.slash("stories numbers", story="Almanac")).text
    press = f"numbers:{server.story}"
    refused = await reader.forge(press, await reader.slash("help"))
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
    await server.readers(14, 8)
    await server.ines.slash("read", story="Zephyr")
    await server.numbers()
    listed = await server.ines.slash("stories numbers")
    assert listed.ephemeral
    assert "Readers: at least 10 · finished: at least 10" in listed.text
    assert listed.text.index("Almanac") < listed.text.index("Aster") < listed.text.index("Zephyr")
    assert "Everybody" not in listed.text
    assert listed.text.count("Readers: too few to tell · finished: too few to tell") == 2
    assert "**Readers:** at least 10" in (await server.ines.choose("Almanac")).text


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
    await server.readers(13, 3)
    readers = [await server.reader(2)]
    numbers = await server.numbers()
    shown = f"{numbers.text} {numbers.components}"
    assert not any(reader.user.id in shown or reader.user.name in shown for reader in readers)
