"""What is wrong with a database is told apart: at start, in commands and while the bot runs; and all goes on
by itself."""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bot.database import Connection, SQLiteDatabase
from bot.errors import DatabaseDamagedError, DatabaseFullError
from bot.playground import Playground
from tests.support import forks
from tests.support.bot_process import command, environment
from tests.support.fireside import Fireside, burning
from tests.support.paths import ROOT
from tests.support.person import PATIENCE, Person
from tests.support.spoilt_libraries import damaged, foreign, newer, no_database

pytestmark = pytest.mark.sqlite_only("it spoils the file")

SERIAL = "Low Water at Skerrow"
IN_TIME = 3.0
"""Seconds in which Discord wants an answer."""
WITHOUT_ROOTS_RIGHTS = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search,-fowner")
NOBODY = 65_534


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Another program writes to the database for as long as this lasts."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@pytest.fixture
def library(path: Path, sample_library: Path) -> Path:
    """The sample stories."""
    shutil.copy(sample_library, path)
    return path


@pytest.fixture
async def fireside(library: Path) -> AsyncIterator[Fireside]:
    async with burning(library) as fireside:
        yield fireside


@pytest.fixture
async def mira(fireside: Fireside) -> Person:
    return await fireside.person("Mira")


# At start and in commands


def read_only(path: Path) -> None:
    path.chmod(0o444)
    path.parent.chmod(0o555)


def another_s(path: Path) -> None:
    os.chown(path, NOBODY, NOBODY)
    path.chmod(0o644)


def shut(path: Path) -> None:
    path.parent.chmod(0)


def emptied(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    path.with_name(f"{path.name}.lock").write_text("A library.")
    path.write_bytes(b"")


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:50_000])


TROUBLES: dict[str, tuple[Callable[[Path], None], str, int]] = {
    "read-only": (read_only, "cannot be written: it, its folder or its disk is read-only", 74),
    "another's": (another_s, "belongs to the user nobody, and Fireside runs as root", 74),
    "shut away": (shut, "cannot be written: it, its folder or its disk is read-only", 74),
    "emptied": (emptied, "There was a library in", 74),
    "foreign": (foreign, "belongs to another program", 74),
    "newer": (newer, "was written by a newer Fireside", 74),
    "damaged": (cut_off, "The database is damaged", 74),
    "no database": (no_database, "is not an SQLite database", 74),
}


@pytest.mark.skipif(shutil.which("setpriv") is None, reason="needs setpriv")
@pytest.mark.parametrize("name", TROUBLES)
async def test_each_trouble_is_told_by_a_sentence_of_its_own(library: Path, name: str) -> None:
    spoil, sentence, status = TROUBLES[name]
    await asyncio.to_thread(spoil, library)
    try:
        code, said = await shown(library, bound=name in ("read-only", "another's", "shut away"))
    finally:
        library.parent.chmod(0o755)
    assert (code, len(said.splitlines())) == (status, 1), said
    assert sentence in said


@pytest.mark.skipif(shutil.which("setpriv") is None, reason="needs setpriv")
async def test_where_no_folder_can_be_made_the_one_that_would_hold_it_is_named(library: Path) -> None:
    library.parent.chmod(0o555)
    try:
        code, said = await shown(library.parent / "a" / "b" / "fireside.sqlite3", bound=True)
    finally:
        library.parent.chmod(0o755)
    assert (code, len(said.splitlines())) == (74, 1), said
    assert f"The file {library.parent} cannot be written" in said


async def test_a_command_says_that_the_database_is_locked_and_not_that_it_is_broken(library: Path) -> None:
    with held(library):
        code, _, said = await command("add", str(ROOT / "data" / "stories"), database=library)
    assert code == 75
    assert said.startswith("The database is locked: another program has been writing to it")


async def shown(path: Path, *, bound: bool) -> tuple[int, str]:
    """`python -m bot show 1`, as a user whom permissions bind or not: the exit status, and the log."""
    if not bound:
        status, _, log = await command("show", "1", database=path)
        return status, log
    process = await asyncio.create_subprocess_exec(
        *WITHOUT_ROOTS_RIGHTS,
        sys.executable,
        "-m",
        "bot",
        "show",
        "1",
        cwd=ROOT,
        env=environment(path),
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    _, errors = await process.communicate()
    assert process.returncode is not None
    return process.returncode, errors.decode()


async def test_a_bot_that_finds_its_database_locked_starts_once_it_is_free(library: Path) -> None:
    async with Playground() as playground:
        process = await forks.bot("run", environment=environment(library, playground))
        assert process.stderr is not None
        with held(library):
            line = (await process.stderr.readline()).decode()
        assert "The database is locked" in line
        assert "Trying again in 1 s" in line
        async with asyncio.timeout(PATIENCE):
            await playground.bot_online()
        process.kill()
        await process.wait()


async def test_a_new_library_is_begun_where_there_was_none(path: Path) -> None:
    await asyncio.to_thread(path.touch)
    async with SQLiteDatabase(path) as database:
        assert await database.read(tables) > 10


def tables(connection: Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0])


# While the bot runs


async def test_presses_on_a_locked_database_are_answered_in_time_and_all_goes_on_by_itself(
    fireside: Fireside, mira: Person, library: Path
) -> None:
    page = await mira.slash("read", story=SERIAL)
    with held(library):
        began = time.monotonic()
        replies = await asyncio.gather(*(mira.press("Next", page) for _ in range(6)))
        took = time.monotonic() - began
        assert (await mira.slash("library")).outcome == "message"
    assert took < IN_TIME
    assert all("My library is busy just now" in reply.text for reply in replies)
    assert (await mira.press("Next", page)).outcome == "update"
    assert fireside.database.trouble is None


async def test_a_full_disk_is_called_full_and_all_goes_on_once_there_is_room(
    fireside: Fireside, mira: Person
) -> None:
    database = fireside.database
    await database.transaction(lambda connection: connection.execute("CREATE TABLE heap (x)") and None)
    await database.transaction(lambda connection: limit_pages(connection, 1))
    with pytest.raises(DatabaseFullError):
        for _ in range(1_000):
            await database.transaction(heap_up)
    assert (await mira.slash("library")).outcome == "message"
    await database.transaction(lambda connection: limit_pages(connection, 1 << 30))
    await database.transaction(heap_up)
    assert database.trouble is None
    assert (await mira.slash("read", story=SERIAL)).outcome == "message"


def limit_pages(connection: Connection, most: int) -> None:
    """The file may not grow beyond so many pages, or what it has already."""
    connection.execute(f"PRAGMA max_page_count = {most}")


def heap_up(connection: Connection) -> None:
    connection.execute("INSERT INTO heap VALUES (zeroblob(9000))")


# Damage


async def test_in_a_damaged_file_reading_goes_on_and_writing_stops_loudly(
    library: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await asyncio.to_thread(damaged, library)
    async with SQLiteDatabase(library) as database:
        await database.check()
        assert isinstance(database.trouble, DatabaseDamagedError)
        assert any("DatabaseDamagedError" in line for line in caplog.messages)
        with pytest.raises(DatabaseDamagedError):
            await database.transaction(lambda connection: connection.execute("SELECT 1").fetchone())
        assert await database.read(tables) > 10


async def test_a_healthy_file_is_not_called_damaged(library: Path) -> None:
    async with SQLiteDatabase(library) as database:
        await database.check()
        assert database.trouble is None
