"""Rows put straight into a database, for tests of what holds for every one there may be."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from itertools import count

from bot.database import Connection, schema

_NUMBERS = count(1_000_000)
_OF_TYPE: Mapping[str, Callable[[int], object]] = {
    "TEXT": str,
    "BLOB": lambda number: str(number).encode(),
    "BYTEA": lambda number: str(number).encode(),
    "BOOLEAN": lambda _: False,
}
"""What makes a value of a number, by the type of the column; the others are numbers themselves."""


def insert(connection: Connection, table: str, **values: object) -> int:
    """Inserts a row with these values, and something in every other column that needs it: no two rows have
    the same there. Returns its id, 0 where it has none."""
    row = {
        each.name: _OF_TYPE.get(each.type, int)(next(_NUMBERS))
        for each in schema.columns(connection, table)
        if each.needed and each.fallback is None
    } | values
    names, marks = ", ".join(f'"{name}"' for name in row), ", ".join("?" * len(row))
    [first, *_] = key = schema.primary_key(connection, table)
    (found,) = connection.execute(
        f"INSERT INTO {table} ({names}) VALUES ({marks}) RETURNING {first}", (*row.values(),)
    ).fetchone()
    return int(found) if key == ("id",) else 0


def tables(connection: Connection) -> list[str]:
    """The tables that are not part of an index of words."""
    if isinstance(connection, sqlite3.Connection):
        names = (
            "SELECT name FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY 1"
        )
    else:
        names = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1"
    return [name for (name,) in connection.execute(names)]


def everything(connection: Connection) -> dict[str, list[str]]:
    """All rows of all tables, as texts."""
    return {
        table: sorted(repr(tuple(row)) for row in connection.execute(f"SELECT * FROM {table}"))
        for table in tables(connection)
    }
