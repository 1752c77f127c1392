"""Files in the watched folder that cannot be read: their owner is told, once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.clock import Clock
from bot.database import Connection, database_at
from bot.folder.service import BadFile, Report, WatchedFolder
from bot.workers import Workers
from tests.folder.conftest import FERRY, SETTLING, WEIR, owner_of, watch
from tests.support.awaited_log import Log
from tests.support.fireside import Fireside, burning
from tests.support.importing import importer_of
from tests.support.person import a_moment
from tests.support.replies import Json

BAD = b"PK\3\4 no zip"


async def test_the_owner_is_told_of_a_bad_file_once_for_what_is_in_it(
    fire: Fireside, folder: Path, log: Log
) -> None:
    odile = await owner_of(fire)
    (folder / "_bad_ @everyone.epub").write_bytes(BAD)
    told = await odile.event("message_create")
    assert "\\_bad\\_" in told["content"]
    assert not told["mention_everyone"]
    await log.says("could not be brought in")
    (folder / "_bad_ @everyone.epub").touch()
    (folder / "copy.epub").write_bytes(BAD)
    (folder / "weir.txt").write_text(WEIR)
    await log.says("The Weir")
    assert len(await odile.history()) == 1
    assert log.count("could not be brought in") == 1
    (folder / "copy.epub").write_bytes(BAD + b", still")
    await odile.event("message_create", lambda message: "copy" in message["content"])


async def test_the_owner_is_told_of_a_file_of_a_kind_that_is_not_read_and_of_no_second_copy_of_a_story(
    fire: Fireside, folder: Path, log: Log
) -> None:
    odile = await owner_of(fire)
    for name in ("weir.mobi", "cover.jpg", "a-tale.rtf"):
        (folder / name).write_bytes(b"{\\rtf1 A tale.}")
    (folder / "weir.txt").write_text(WEIR)
    await log.says("The Weir")
    [told] = await odile.history()
    assert "a-tale.rtf" in told["content"]
    assert "save it as .docx" in told["content"]


async def test_a_bad_file_that_is_corrected_is_added(fire: Fireside, folder: Path, log: Log) -> None:
    (folder / "ferry.txt").write_text(" \n")
    await log.says("ferry.txt could not be brought in")
    (folder / "ferry.txt").write_text(FERRY)
    await log.says("The Ferry from ferry.txt")


async def test_the_owner_is_asked_for_a_rating_that_is_not_understood(
    fire: Fireside, folder: Path, log: Log
) -> None:
    odile = await owner_of(fire)
    (folder / "ferry.txt").write_text(FERRY.replace("\n\n", "\nRating: Spicy\n\n", 1))
    told = await odile.event("message_create")
    assert "**ferry.txt** in the watched folder is a story now, but I need your word in" in told["content"]
    assert "gives its rating as “Spicy”" in told["content"]
    await log.says("The Ferry from ferry.txt")


@asynccontextmanager
async def started_anew(path: Path, folder: Path) -> AsyncIterator[Fireside]:
    async with burning(path) as fire:
        await watch(fire, folder)
        yield fire


async def test_a_restart_tells_the_owner_nothing_twice(tmp_path: Path, folder: Path, log: Log) -> None:
    (folder / "bad.epub").write_bytes(BAD)
    async with started_anew(tmp_path / "fireside.sqlite3", folder) as fire:
        odile = await owner_of(fire)
        await odile.event("message_create")
        await log.says("bad.epub could not be brought in")
    async with started_anew(tmp_path / "fireside.sqlite3", folder) as fire:
        odile = await owner_of(fire)
        (folder / "worse.epub").write_bytes(BAD + b" at all")
        await odile.event("message_create")
        assert ["worse" in message["content"] for message in await odile.history()] == [True]


def forget_files(connection: Connection) -> int:
    return connection.execute("DELETE FROM folder_files").rowcount


async def test_a_crash_before_it_was_written_down_tells_the_owner_nothing_twice(
    fire: Fireside, folder: Path, log: Log
) -> None:
    (folder / "bad.epub").write_bytes(BAD)
    await log.says("could not be brought in")
    while not await fire.database.transaction(forget_files):  # it is written down just then
        await a_moment()
    await fire.bot.workers.close()
    await watch(fire, folder)
    await log.says("could not be brought in")
    odile = await owner_of(fire)
    assert len(await odile.history()) == 1


async def test_an_owner_who_takes_no_messages_counts_as_told(fire: Fireside, folder: Path, log: Log) -> None:
    world = fire.playground.world
    fire.playground.stage.close_direct(world.owner)
    (folder / "bad.epub").write_bytes(BAD)
    await log.says("bad.epub could not be brought in")
    world.owner.takes_messages = True
    await fire.bot.workers.close()
    await watch(fire, folder)
    (folder / "weir.txt").write_text(WEIR)
    await log.says("The Weir")
    odile = await owner_of(fire)
    assert await odile.history() == []


async def test_everybody_who_joined_the_owners_team_is_told(
    fire: Fireside, folder: Path, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The playground's application belongs to one person, so the team is put into Discord's answer."""
    about: Json = dict(await fire.bot.http.application_info())
    ines, theo = (fire.playground.world.person_named(name) for name in ("Ines", "Theo"))
    members = [
        {"user": user.payload(), "membership_state": state, "permissions": ["*"], "role": "admin"}
        for user, state in ((ines, 2), (theo, 1))
    ]
    team = {"id": "7", "name": "Keepers", "icon": None, "owner_user_id": ines.id, "members": members}

    async def application_info() -> Any:
        return about | {"team": team}

    monkeypatch.setattr(fire.bot.http, "application_info", application_info)
    (folder / "bad.epub").write_bytes(BAD)
    await log.says("bad.epub could not be brought in")
    told = [sent.answer["channel_id"] for sent in fire.playground.journal.of("POST /channels/*/messages")]
    librarian = await fire.person("Ines")
    await librarian.go_direct()
    assert told == [librarian.channel_id]


@asynccontextmanager
async def watched(path: Path, folder: Path, tell: Report) -> AsyncIterator[Clock]:
    """The folder, watched without Discord."""
    async with database_at(path) as database:
        clock, workers = Clock(), Workers()
        importer = importer_of(database, clock)
        workers.start(WatchedFolder(folder, importer, database, clock, SETTLING).worker(tell))
        yield clock
        await workers.close()


async def test_what_cannot_be_told_now_is_told_later_and_holds_nothing_up(
    tmp_path: Path, folder: Path, log: Log
) -> None:
    (folder / "bad.epub").write_bytes(BAD)
    (folder / "ferry.txt").write_text(FERRY)
    heard: list[str] = []

    async def tell(bad: BadFile) -> None:
        heard.append(bad.name)
        if len(heard) < 3:
            raise ConnectionError("The line is dead")

    async with watched(tmp_path / "fireside.sqlite3", folder, tell) as clock:
        await log.says("The line is dead")
        await log.says("The Ferry from ferry.txt")
        clock.advance(15)
        await log.says("The line is dead")
        clock.advance(30)
        await log.says("bad.epub could not be brought in")
    assert heard == ["bad.epub"] * 3
    assert log.count("The line is dead") == 2


async def test_a_file_that_goes_away_before_its_turn_is_no_bad_file(
    tmp_path: Path, folder: Path, log: Log
) -> None:
    for name in ("bad.epub", "ferry.txt", "weir.txt"):
        (folder / name).write_bytes(BAD if name == "bad.epub" else WEIR.encode())
    heard: list[str] = []

    async def tell(bad: BadFile) -> None:
        heard.append(bad.name)
        (folder / "ferry.txt").unlink()

    async with watched(tmp_path / "fireside.sqlite3", folder, tell):
        await log.says("The Weir")
    assert heard == ["bad.epub"]
