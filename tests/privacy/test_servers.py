"""What is stored of a server goes: thirty days after the bot was removed from it, or at once by command."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.database import Connection, SQLiteDatabase
from bot.editing import packing
from bot.privacy.queries import servers
from tests.support.delivered_notices import next_notice, publish
from tests.support.engines import copied
from tests.support.fireside import Fireside, burning, let_manage_channels
from tests.support.librarians import TITLE, add_and_keep, ferry, paragraphs
from tests.support.person import PATIENCE, Person, a_moment
from tests.support.rows import tables
from tests.support.shown_here import shown_here
from tests.support.story_editor import upload
from tests.together.clubs import begin, join

A_DAY = 86_400
OTHER = "The Lamp"
LAMP = b"Title: The Lamp\nAuthor: B. Keeper\n\nIt burned all night, and nobody asked for whom.\n"


@pytest.fixture
async def fireside(empty_fireside: Fireside) -> Fireside:
    return empty_fireside


async def lived_in(fireside: Fireside) -> Mapping[str, Person]:
    """A server with all that a server can have, whose reader has a story of every server, too."""
    ines, mira, odile = [await fireside.person(who) for who in ("Ines", "Mira", "Odile")]
    let_manage_channels(mira)
    await odile.go_direct()
    await add_and_keep(odile, LAMP, "lamp.txt")
    await add_and_keep(ines, ferry(status="in progress"))
    await ines.slash("stories settings", time_zone="Europe/Oslo")
    await publish(ines, "Dusk", at="in 90 days")
    for less in ("p11w5 ", "p12w5 "):
        await upload(ines, "Noon", paragraphs(11).replace(less, ""))
    await packing.worker(fireside.database, fireside.clock).round()
    await mira.slash("read", story=OTHER)
    await mira.slash("read", story=TITLE)
    await mira.press("❝ Quote")
    await mira.choose("p1w0")
    await mira.press("Back to the text")
    await mira.press("Next")
    for story in (TITLE, OTHER):
        await join(mira, await begin(ines, story))
    await mira.slash("subscribe", story=OTHER)
    await mira.slash("subscribe", story=TITLE, deliver="each new chapter, in this channel")
    await mira.slash("subscribe", story=TITLE)
    return {"Ines": ines, "Mira": mira, "Odile": odile}


def where_is(connection: Connection, *sought: object) -> list[str]:
    """The columns of all tables that hold one of these values, or a text with one of them in it."""
    return [
        f"{table}.{column}"
        for table in tables(connection)
        for row in connection.execute(f"SELECT * FROM {table}").fetchall()
        for column, value in zip(row.keys(), row, strict=True)
        for each in sought
        if str(each) in (value.decode(errors="replace") if isinstance(value, bytes) else str(value))
    ]


async def nothing_left(fireside: Fireside) -> None:
    """Waits until there is nothing of The Hearth, and asserts that there is not."""
    await until(fireside, "going_stories", 0)
    words = int(fireside.guild()), "p1w1", "p11w1", TITLE, "Boatman", "Dusk"
    assert await fireside.database.read(lambda connection: where_is(connection, *words)) == []
    assert await counted(fireside, "packed_texts") == 0


async def overwrite(fireside: Fireside, on: bool) -> None:
    """Has SQLite overwrite what is deleted, or not, whatever it does by itself."""
    if isinstance(fireside.database, SQLiteDatabase):
        await fireside.database.write_apart(
            lambda connection: connection.execute(f"PRAGMA secure_delete = {on:d}")
        )


async def nothing_left_in_the_file(fireside: Fireside) -> None:
    """Asserts that what was deleted is overwritten. PostgreSQL does that when it likes to."""
    if not isinstance(fireside.database, SQLiteDatabase):
        return
    await fireside.database.write_apart(
        lambda each: each.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    )
    file = fireside.database.path.read_bytes()
    assert [words for words in (b"p1w0 p1w1", b"p11w0 p11w1", b"Boatman") if words in file] == []


async def until(fireside: Fireside, table: str, rows: int) -> None:
    """Waits until a table has so many rows."""
    async with asyncio.timeout(PATIENCE):
        while await counted(fireside, table) != rows:
            await a_moment()


async def counted(fireside: Fireside, table: str) -> int:
    return int(
        await fireside.database.read(
            lambda connection: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        )
    )


def remove_bot(fireside: Fireside) -> None:
    world = fireside.playground.world
    fireside.playground.stage.remove_member(world.guild_named("The Hearth"), world.bot)


def add_bot(fireside: Fireside) -> None:
    world = fireside.playground.world
    fireside.playground.stage.add_member(world.guild_named("The Hearth"), world.bot)


async def test_thirty_days_after_the_bot_was_removed_all_of_a_server_is_gone_and_nothing_else(
    fireside: Fireside,
) -> None:
    await overwrite(fireside, True)  # what was edited leaves nothing
    people = await lived_in(fireside)
    await overwrite(fireside, False)
    subscribed = people["Mira"].last
    remove_bot(fireside)
    await until(fireside, "left_servers", 1)
    fireside.clock.advance(29 * A_DAY)
    assert await counted(fireside, "going_stories") == 0
    assert await counted(fireside, "server_settings") == 1
    fireside.clock.advance(A_DAY)
    await until(fireside, "server_settings", 0)
    await nothing_left(fireside)
    await nothing_left_in_the_file(fireside)
    mira = people["Mira"]
    await mira.go_direct()
    shelf = (await mira.slash("shelf")).text
    assert OTHER in shelf
    assert TITLE not in shelf
    assert OTHER in (await mira.slash("subscriptions")).text
    assert "1 day" in (await mira.slash("stats")).text, "how much somebody read is theirs"
    add_bot(fireside)
    mira.go("reading-room")
    assert "p1w" not in (await mira.slash("read", story=TITLE)).text
    assert "has ended" in (await mira.press("Stop", subscribed)).text


async def test_coming_back_stops_it(fireside: Fireside) -> None:
    people = await lived_in(fireside)
    remove_bot(fireside)
    await until(fireside, "left_servers", 1)
    fireside.clock.advance(29 * A_DAY)
    add_bot(fireside)
    await until(fireside, "left_servers", 0)
    fireside.clock.advance(40 * A_DAY)
    assert TITLE in (await people["Mira"].slash("shelf")).text


async def test_an_outage_or_an_error_of_discords_is_no_removal(fireside: Fireside) -> None:
    people = await lived_in(fireside)
    world, stage = fireside.playground.world, fireside.playground.stage
    hearth = world.guild_named("The Hearth")
    stage.begin_outage(hearth)
    stage.remove_member(world.guild_named("The Annex"), world.bot)  # of which nothing is stored
    await until(fireside, "left_servers", 1)
    fireside.clock.advance(40 * A_DAY)
    await until(fireside, "left_servers", 0)
    bot = hearth.members[world.bot.id]
    stage.remove_member(hearth, world.bot)
    await until(fireside, "left_servers", 1)
    hearth.members[world.bot.id] = bot
    fireside.clock.advance(40 * A_DAY)
    await until(fireside, "left_servers", 0)
    assert TITLE in (await people["Mira"].slash("shelf")).text


async def test_what_happened_while_the_bot_was_away_is_known_by_the_next_session(fireside: Fireside) -> None:
    await lived_in(fireside)
    world, stage = fireside.playground.world, fireside.playground.stage
    hearth, annex = world.guild_named("The Hearth"), world.guild_named("The Annex")
    membership = annex.members[world.bot.id]
    stage.remove_member(annex, world.bot)
    await until(fireside, "left_servers", 1)
    annex.members[world.bot.id] = membership
    del hearth.members[world.bot.id]
    await stage.cut_connections(resumable=False)
    async with asyncio.timeout(PATIENCE):
        while await fireside.database.read(servers.left) != {fireside.guild("The Hearth")}:
            await a_moment()


async def test_whoever_manages_a_server_erases_it_at_once(fireside: Fireside) -> None:
    people = await lived_in(fireside)
    ines, mira, odile = people.values()
    assert "Only people who manage this server" in (await mira.slash("stories erase")).text
    await ines.slash("stories remove", story=TITLE)
    put_back = (await ines.press("Take it down")).button("Put it back")["custom_id"]
    await ines.press("Put it back")
    await add_and_keep(ines, ferry(("Dawn", 31), ("Noon", 11), status="in progress"))
    await packing.worker(fireside.database, fireside.clock).round()
    assert await counted(fireside, "packed_texts") > 0
    posted = await shown_here(mira, "read", story=TITLE)
    other = await shown_here(mira, "read", story=OTHER)
    ids = [(each.message or {})["id"] for each in (posted, other)]
    assert "1 story of its own goes for good" in (await ines.slash("stories erase")).text
    assert "Nothing is erased" in (await ines.press("No, keep it")).text
    asked = await ines.slash("stories erase")
    assert "Only people who manage" in (await mira.forge("eraseserver", other)).text
    assert "Erased" in (await ines.press("Erase everything", asked)).text
    await mira.event("message_delete", lambda message: message["id"] == ids[0])
    await nothing_left(fireside)
    assert await counted(fireside, "texts") == 1, "the other story's"
    again = (await ines.slash("stories erase")).text
    assert "Settings, drafts, planned chapters" in again and "of its own" not in again
    assert ids[1] in [each["id"] for each in await mira.history()]
    assert "can’t be read here" in (await ines.forge(put_back, asked)).text
    old = await counted(fireside, "stories")
    await add_and_keep(ines, ferry(status="in progress"))
    assert "p1w0" in (await mira.slash("read", story=TITLE)).text
    assert await counted(fireside, "stories") == old + 1, "it is new, and nobody's place is in it"
    await mira.slash("subscribe", story=TITLE)
    await publish(ines, "Dusk")
    assert "Dusk" in (await next_notice(mira)).text
    await odile.slash("stories remove", story=OTHER)
    await odile.press("Take it down")
    await mira.event("message_delete", lambda message: message["id"] == ids[1])


async def test_an_erasure_goes_on_after_a_restart_and_after_an_older_backup(
    empty_library: Path, tmp_path: Path
) -> None:
    library, backup = tmp_path / "library.sqlite3", tmp_path / "backup.sqlite3"
    copied(empty_library, library)
    async with burning(library) as fireside:
        await lived_in(fireside)
    copied(library, backup)
    async with burning(library) as fireside:
        ines = await fireside.person("Ines", desktop=False)
        await ines.slash("stories erase")
        await ines.press("Erase everything")
    for _ in range(2):
        async with burning(library) as fireside:
            await nothing_left(fireside)
        copied(backup, library)
