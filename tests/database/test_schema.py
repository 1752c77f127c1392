"""The schema: its steps are taken all or none, and only in files of Fireside's own."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from pathlib import Path

import pytest

from bot.database import SQLiteDatabase, migrations
from bot.database.errors import (
    DatabaseUnopenableError,
    ForeignDatabaseError,
    NewerDatabaseError,
    NotADatabaseError,
)
from bot.errors import DatabaseDamagedError, DatabaseError
from tests.database.test_database import as_others_see_it, take, taken
from tests.support.paths import ROOT

SOURCES = "".join(each.read_text(encoding="utf-8") for each in (ROOT / "bot").rglob("*.py"))


def version(path: Path) -> int:
    connection = sqlite3.connect(path)
    try:
        (number,) = connection.execute("PRAGMA user_version").fetchone()
        return int(number)
    finally:
        connection.close()


async def open_and_close(path: Path) -> None:
    async with SQLiteDatabase(path):
        pass


# Steps


def with_steps(monkeypatch: pytest.MonkeyPatch, *more: str) -> None:
    """As a newer Fireside, which has these steps beyond today's."""
    steps = [*migrations._steps(), *more]
    monkeypatch.setattr(migrations, "_steps", lambda: steps)


async def test_a_new_file_gets_the_whole_schema(path: Path) -> None:
    await open_and_close(path)
    assert version(path) == len(migrations._steps())


async def test_tables_without_rowids_begin_with_their_keys(path: Path) -> None:
    """SQLite 3.40 takes sound rows of others for damaged (`NULL value in …`), and nothing is saved."""
    await open_and_close(path)
    with sqlite3.connect(path) as connection:
        tables = connection.execute(
            "SELECT name FROM pragma_table_list WHERE wr AND schema = 'main'"
        ).fetchall()
        found = {
            name: connection.execute("SELECT pk FROM pragma_table_info(?)", (name,)).fetchall()
            for (name,) in tables
        }
    connection.close()
    assert "reader_warnings" in found
    for name, keys in found.items():
        order = [place for (place,) in keys]
        length = max(order)
        assert order[:length] == list(range(1, length + 1)), name


async def test_warnings_chosen_before_stay_and_the_file_is_sound(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = migrations._steps()
    monkeypatch.setattr(migrations, "_steps", lambda: steps[:35])
    async with SQLiteDatabase(path) as database:
        await database.transaction(
            lambda connection: connection.execute(
                "INSERT INTO reader_warnings (reader_id, name, phrase) VALUES (1, 'Needles', ' needle ')"
            )
        )
    monkeypatch.setattr(migrations, "_steps", lambda: steps)
    async with SQLiteDatabase(path) as database:
        await database.check()
        assert database.trouble is None
        rows = await database.read(
            lambda connection: connection.execute(
                "SELECT reader_id, name, phrase FROM reader_warnings"
            ).fetchall()
        )
    assert [tuple(row) for row in rows] == [(1, "Needles", " needle ")]


async def test_a_newer_fireside_takes_the_steps_that_are_missing_and_keeps_what_is_there(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with SQLiteDatabase(path) as database:
        await database.transaction(take(7))
    old = version(path)
    with_steps(
        monkeypatch, "ALTER TABLE taken_offers ADD COLUMN who INTEGER;\n", "CREATE TABLE dogs (name);\n"
    )
    async with SQLiteDatabase(path) as database:
        await database.transaction(lambda connection: connection.execute("UPDATE taken_offers SET who = 1"))
        assert await database.read(taken) == [7]
    assert version(path) == old + 2


async def test_a_step_that_fails_leaves_the_old_version_with_all_its_data(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with SQLiteDatabase(path) as database:
        await database.transaction(take(7))
    old = version(path)
    with monkeypatch.context() as newer:
        with_steps(newer, "CREATE TABLE dogs (name);\nDROP TABLE taken_offers;\n", "CREATE TABLE no such;\n")
        with pytest.raises(sqlite3.OperationalError, match="syntax error"):
            await open_and_close(path)
    assert version(path) == old
    assert as_others_see_it(path) == [7]
    await open_and_close(path)


async def test_a_first_start_that_fails_leaves_a_file_that_can_be_started_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        with_steps(broken, "CREATE TABLE no such;\n")
        with pytest.raises(sqlite3.OperationalError, match="syntax error"):
            await open_and_close(path)
    assert version(path) == 0
    await open_and_close(path)
    assert version(path) == len(migrations._steps())


async def test_several_programs_may_start_on_a_new_file_at_once(path: Path) -> None:
    await asyncio.gather(*(open_and_close(path) for _ in range(4)))
    assert version(path) == len(migrations._steps())


# Files that are not ours


async def refused(path: Path, why: type[DatabaseError]) -> None:
    """The file is refused for this reason, and neither it nor its folder changes."""
    before = contents(path.parent)
    with pytest.raises(why):
        await open_and_close(path)
    assert contents(path.parent) == before


def contents(folder: Path) -> dict[str, bytes | None]:
    """Every file in a folder, by name; None for folders."""
    return {path.name: path.read_bytes() if path.is_file() else None for path in folder.iterdir()}


async def test_a_database_of_a_newer_fireside_is_refused_and_left_as_it_was(path: Path) -> None:
    await open_and_close(path)
    altered(path, "PRAGMA user_version = 999")
    await refused(path, NewerDatabaseError)


async def test_another_program_s_database_is_refused_and_left_as_it_was(path: Path) -> None:
    altered(path, "CREATE TABLE songs (name TEXT)")
    await refused(path, ForeignDatabaseError)


async def test_an_empty_database_that_another_program_has_signed_is_refused(path: Path) -> None:
    altered(path, "PRAGMA application_id = 123")
    await refused(path, ForeignDatabaseError)


def altered(path: Path, statement: str) -> None:
    """Another program does this to the file."""
    with sqlite3.connect(path) as connection:
        connection.execute(statement)
    connection.close()


@pytest.mark.parametrize(
    "content", [b"Dear Mr. Lund, " * 999, b"\0" * 9_000, b"SQLite format 3\0" + b"x" * 5_000]
)
def test_what_is_no_database_is_refused_and_left_as_it_was(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    asyncio.run(refused(path, NotADatabaseError))


@pytest.mark.sqlite_only("it spoils the file")
def test_a_damaged_database_is_refused_and_left_as_it_was(path: Path, sample_library: Path) -> None:
    shutil.copy(sample_library, path)
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 4_000)
    asyncio.run(refused(path, DatabaseDamagedError))


def test_a_folder_in_the_file_s_place_is_refused(path: Path) -> None:
    path.mkdir()
    asyncio.run(refused(path, DatabaseUnopenableError))


def test_a_path_below_a_file_is_refused(path: Path) -> None:
    path.write_text("no folder")
    with pytest.raises(DatabaseUnopenableError):
        asyncio.run(open_and_close(path / "fireside.sqlite3"))


# Ids

IDS_OF_PRESSES = (
    "changes",
    "drafts",
    "marks",
    "read_along_parts",
    "read_alongs",
    "readings",
    "releases",
    "remarks",
    "saved_quotes",
    "subscriptions",
)
OTHER_IDS = ("announcements", "deliveries", "texts")
"""Ids that readers were told up to, that messages are known by, and that those of quotes are made of."""
NEVER_DELETED = ("stories", "chapters", "speakers")


async def test_no_id_that_a_button_names_is_ever_given_again(path: Path) -> None:
    await open_and_close(path)
    with sqlite3.connect(path) as connection:
        counted = connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%'"
        ).fetchall()
        assert {name for (name,) in counted} == {*IDS_OF_PRESSES, *OTHER_IDS}
        for table in NEVER_DELETED:
            assert f"DELETE FROM {table} " not in SOURCES
        first = connection.execute("INSERT INTO texts (text) VALUES ('one')").lastrowid
        connection.execute("DELETE FROM texts")
        assert connection.execute("INSERT INTO texts (text) VALUES ('two')").lastrowid == (first or 0) + 1
    connection.close()
