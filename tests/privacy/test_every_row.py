"""A row of everything that is kept of somebody: all of it is given out, and all of it goes."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

import pytest

from bot.database import Connection, Database
from bot.privacy.models import HELD, NOBODY, PARTS
from bot.privacy.queries import people
from bot.stories.ids import ReaderId
from tests.support.rows import insert

MIRA, THEO = ReaderId(1), ReaderId(2)
STAYING = {"channel_id IS NOT NULL": {"channel_id": 80}, "message_id IS NOT NULL": {"message_id": 90}}
"""The values of a row that stays, by the condition on which it does."""


class OverError(Exception):
    """Raised at the end of a trial, of which nothing is to be kept."""


async def tried(database: Database, trial: Callable[[Connection], None]) -> None:
    """Runs a trial in a database with a row about Mira and one about Theo in each place where there may be
    one."""

    def job(connection: Connection) -> None:
        take_anything(connection)
        for reader in (MIRA, THEO):
            fill(connection, reader)
        trial(connection)
        raise OverError

    with pytest.raises(OverError):
        await database.transaction(job)


def take_anything(connection: Connection) -> None:
    """Has rows be stored that point to nothing, and values that there are not, in this transaction."""
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA defer_foreign_keys = ON")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        return
    needed = {f"{part.table}_{part.column}_fkey" for part in PARTS}
    for table, name in connection.execute(
        "SELECT CAST(conrelid AS regclass), conname FROM pg_constraint WHERE contype IN ('c', 'f')"
        " AND connamespace = CAST(current_schema() AS regnamespace)"
    ).fetchall():
        if name not in needed:
            connection.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")


def fill(connection: Connection, reader: ReaderId) -> None:
    for each in HELD:
        others = {other.column: NOBODY for other in HELD if other.table == each.table}
        whose = others | {each.column: reader}
        insert(connection, each.table, **whose)
        if each.stays in STAYING:
            kept = {column: value + reader for column, value in STAYING[each.stays].items()}
            insert(connection, each.table, **whose, **kept)
    for part in PARTS:
        [owner] = [each for each in HELD if each.table == part.of]
        rows = connection.execute(
            f"SELECT id FROM {owner.table} WHERE {owner.column} = ?", (reader,)
        ).fetchall()
        for (row,) in rows:
            insert(connection, part.table, **{part.column: row})


def rows_of(connection: Connection, table: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in connection.execute(f"SELECT * FROM {table}")]


async def test_whatever_is_kept_of_somebody_is_in_their_file_and_of_nobody_else(database: Database) -> None:
    def trial(connection: Connection) -> None:
        files = {each.file: each for each in people.tables(connection, MIRA)}
        assert set(files) == {each.file for each in (*HELD, *PARTS) if each.file}
        for each in HELD:
            stays = 2 if each.stays in STAYING else 1
            assert len(files[each.file].rows) == stays, each
            assert each.column not in files[each.file].columns, "their own id tells them nothing"
        for part in PARTS:
            if part.file:
                assert files[part.file].rows, part
                assert len(files[part.file].rows) == len(rows_of(connection, part.table)) / 2

    await tried(database, trial)


async def test_whatever_is_kept_of_somebody_goes_and_nothing_of_others(database: Database) -> None:
    def trial(connection: Connection) -> None:
        theirs = {each.file: sorted(map(repr, each.rows)) for each in people.tables(connection, THEO)}
        assert set(people.everybody(connection)) == {MIRA, THEO}
        people.erase(connection, MIRA)
        assert set(people.everybody(connection)) == {THEO}
        assert {each.file: sorted(map(repr, each.rows)) for each in people.tables(connection, THEO)} == theirs
        assert [each.file for each in people.tables(connection, MIRA) if each.rows] == []
        for each in HELD:
            ids = {row[each.column] for row in connection.execute(f"SELECT * FROM {each.table}")}
            assert ids <= {THEO, each.nobody, NOBODY}, each
            if each.stays != "FALSE":
                assert each.nobody in ids, (each, "what belongs to a server stays, and names nobody")
        for part in PARTS:
            [owner] = [each for each in HELD if each.table == part.of]
            orphans = (
                f"SELECT count(*) FROM {part.table} WHERE {part.column} NOT IN (SELECT id FROM {owner.table})"
            )
            assert connection.execute(orphans).fetchone()[0] == 0, part

    await tried(database, trial)
