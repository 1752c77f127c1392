"""A folder is watched: what an operator drops there is what readers find in the library."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bot.folder.service
from bot.app import opened
from bot.database import Connection
from bot.folder.service import BadFile, WatchedFolder
from bot.folder.sightings import Sighting, sighted
from bot.stories.queries import stories
from tests.folder.conftest import FERRY, SETTLING, WEIR, owner_of, text_of, watch
from tests.support.awaited_log import Log
from tests.support.fireside import Fireside
from tests.support.person import a_moment
from tests.support.reading_panel import passage


async def test_a_file_dropped_in_is_in_the_library(fire: Fireside, folder: Path, log: Log) -> None:
    (folder / "ferry.txt").write_text(FERRY)
    assert await log.says("added") == "The Ferry from ferry.txt, for every server: added"
    mira = await fire.person("Mira")
    assert "The Ferry" in (await mira.slash("library")).text
    theo = await fire.person("Theo", "annex")
    assert "The Ferry" in (await theo.slash("library")).text


async def test_what_came_while_the_bot_was_away_is_brought_in_when_it_starts(
    empty_fireside: Fireside, folder: Path, log: Log
) -> None:
    (folder / "serials" / "river").mkdir(parents=True)
    (folder / "serials" / "river" / "ferry.txt").write_text(FERRY)
    (folder / "weir.txt").write_text(WEIR)
    await watch(empty_fireside, folder)
    await log.says("The Ferry from serials/river/ferry.txt")
    await log.says("The Weir from weir.txt")
    mira = await empty_fireside.person("Mira")
    library = (await mira.slash("library")).text
    assert "The Ferry" in library
    assert "The Weir" in library


async def test_a_corrected_file_brings_its_story_up_to_date_and_moves_nobody(
    fire: Fireside, folder: Path, log: Log
) -> None:
    (folder / "ferry.txt").write_text(FERRY)
    await log.says("added")
    mira = await fire.person("Mira")
    panel = await mira.slash("read", story="The Ferry", chapter="2")
    prologue = "The river had been there before. "
    (folder / "ferry.txt").write_text(
        text_of("The Ferry", prologue, "The boat lay still. ", "The boat set out. ")
    )
    assert "1 new chapter" in await log.says("updated")
    again = await mira.slash("read")
    assert passage(again) == passage(panel)
    assert "Chapter 3" in again.text


async def test_a_half_written_file_is_left_alone_until_it_is_whole(
    fire: Fireside, folder: Path, log: Log
) -> None:
    with (folder / "ferry.txt").open("w") as file:
        for start in range(0, len(FERRY), 400):
            file.write(FERRY[start : start + 400])
            file.flush()
            await log.says("yet to settle")
    await log.says("added")
    mira = await fire.person("Mira")
    assert "2 chapters" in (await mira.slash("story", story="The Ferry")).text
    await mira.slash("read", story="The Ferry", chapter="2")
    assert passage(mira.last).count("The boat set out.") == 40
    assert log.count("added") == 1
    assert log.count("updated") == 0


async def test_files_that_are_none_of_ours_are_passed_over(fire: Fireside, folder: Path, log: Log) -> None:
    (folder / ".trash").mkdir()
    os.mkfifo(folder / "pipe.txt")
    for name in (".ferry.txt", "~$ferry.txt", "ferry.txt.crdownload", "ferry.tmp", ".trash/ferry.txt"):
        (folder / name).write_text(FERRY)
    (folder / "~weir.txt").write_text(WEIR)  # in order behind them all
    await log.says("The Weir")
    mira = await fire.person("Mira")
    assert "The Ferry" not in (await mira.slash("library")).text
    assert log.count("could not be") == 0


async def test_a_download_is_taken_when_it_gets_its_real_name(fire: Fireside, folder: Path, log: Log) -> None:
    (folder / "ferry.txt").touch()
    (folder / "ferry.txt.part").write_text(FERRY)
    (folder / "weir.txt").write_text(WEIR)
    await log.says("The Weir")
    (folder / "ferry.txt.part").replace(folder / "ferry.txt")
    await log.says("The Ferry from ferry.txt")
    assert log.count("could not be") == 0


async def test_the_files_of_a_servers_subfolder_are_for_that_server_alone(
    fire: Fireside, folder: Path, log: Log
) -> None:
    hearth = fire.playground.world.guild_named("The Hearth").id
    (folder / hearth).mkdir()
    (folder / hearth / "ferry.txt").write_text(FERRY)
    await log.says(f"for the server {hearth}: added")
    theo = await fire.person("Theo")
    assert "The Ferry" in (await theo.slash("library")).text
    theo.go("annex")
    assert "The Ferry" not in (await theo.slash("library")).text


async def test_a_removed_file_takes_no_story_down(fire: Fireside, folder: Path, log: Log) -> None:
    (folder / "ferry.txt").write_text(FERRY)
    await log.says("added")
    (folder / "ferry.txt").unlink()
    (folder / "weir.txt").write_text(WEIR)
    await log.says("added")
    mira = await fire.person("Mira")
    assert "The Ferry" in (await mira.slash("library")).text


async def test_a_story_taken_down_stays_down_when_the_bot_starts_anew(
    empty_fireside: Fireside, folder: Path, log: Log
) -> None:
    fire = empty_fireside
    await watch(fire, folder)
    (folder / "ferry.txt").write_text(FERRY)
    await log.says("added")
    mira = await fire.person("Mira")
    await mira.slash("library")
    await fire.database.transaction(take_everything_down)
    await fire.bot.workers.close()
    await watch(fire, folder)
    (folder / "weir.txt").write_text(WEIR)
    await log.says("The Weir")
    assert "The Ferry" not in (await mira.slash("library")).text


async def test_a_newer_version_from_a_librarian_outlives_the_next_start(
    empty_fireside: Fireside, folder: Path, log: Log
) -> None:
    fire = empty_fireside
    await watch(fire, folder)
    (folder / "ferry.txt").write_text(FERRY)
    await log.says("The Ferry")
    odile = await owner_of(fire)
    newer = await odile.upload("ferry.txt", f"{FERRY}\n\nIt was an old ferry.".encode())
    await odile.slash("stories add", file=newer, **{"for": "every server"})
    await odile.press("Keep it")
    await fire.bot.workers.close()
    await watch(fire, folder)
    (folder / "weir.txt").write_text(WEIR)
    await log.says("The Weir")
    assert "old ferry" in (await odile.slash("read", story="The Ferry", chapter="2")).text


def take_everything_down(connection: Connection) -> None:
    for row in connection.execute("SELECT id FROM stories").fetchall():
        stories.take_down(connection, row["id"], 1)


async def test_a_folder_that_disappears_is_watched_again_when_it_is_back(
    fire: Fireside, folder: Path, log: Log
) -> None:
    (folder / "ferry.txt").write_text(FERRY)
    await log.says("added")
    shutil.move(folder, folder.parent / "away")
    await log.says("No such file")
    shutil.move(folder.parent / "away", folder)
    for _ in range(8):  # no minute at once, in which another process would have taken the folder over
        fire.clock.advance(2)
        await a_moment()
    await log.says("all is well again")
    (folder / "weir.txt").write_text(WEIR)
    await log.says("The Weir")
    assert log.count("No such file") == 1


async def test_a_look_that_failed_is_repeated_until_one_succeeds(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "ferry.txt").write_text(FERRY)

    async def report(bad: BadFile) -> None:
        raise AssertionError(bad)

    def dead(folder: Path, on_error: object) -> None:
        raise OSError("The drive does not answer")

    async with opened(tmp_path / "fireside.sqlite3") as app:
        worker = WatchedFolder(folder, app.importer, app.database, app.clock, SETTLING).worker(report)
        with monkeypatch.context() as patched:
            patched.setattr(bot.folder.service, "stamps", dead)
            for count in (1, 2, 3):
                await worker.round()
                assert worker.failing[None].count == count
        while not await app.library.has_stories():
            await worker.round()
        assert worker.failing == {}


async def test_a_folder_put_in_its_place_is_watched_instead(fire: Fireside, folder: Path, log: Log) -> None:
    (folder / "weir.txt").write_text(WEIR)
    await log.says("The Weir")
    shutil.move(folder, folder.parent / "away")
    (folder / "first").mkdir(parents=True)
    (folder / "first" / "ferry.txt").write_text(FERRY)
    await log.says("The Ferry")
    (folder / "second").mkdir()
    (folder / "second" / "lock.txt").write_text(text_of("The Lock", "A gate closed. "))
    await log.says("The Lock")


STAMPS = st.integers(0, 2)


@given(st.lists(st.tuples(st.floats(0, 5), STAMPS), min_size=1))
def test_a_file_counts_as_unchanged_since_the_first_look_that_saw_it_so(
    looks: list[tuple[float, int]],
) -> None:
    file, now, seen = Path("ferry.txt"), 0.0, dict[Path, Sighting]()
    times: list[tuple[float, int]] = []
    for later, size in looks:
        now += later
        times.append((now, size))
        seen = sighted(seen, {file: (size, 0, 0)}, now)
    run = len(times)
    while run and times[run - 1][1] == times[-1][1]:
        run -= 1
    assert seen[file].since == times[run][0]
    assert sighted(seen, {}, now) == {}
