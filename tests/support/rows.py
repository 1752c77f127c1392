"""Rows put straight into a database, for tests of what holds for every one there may be."""

from __future__ import annotations

from itertools import count

from bot.database import Connection

_NUMBERS = count(1_000_000)


def insert(connection: Connection, table: str, **values: object) -> int:
    """Inserts a row with these values, and something in every other column that needs it: no two rows have
    the same there. Returns its id."""
    columns = connection.execute(
        f"SELECT name, type, \"notnull\", dflt_value FROM pragma_table_info('{table}')"
    )
    row = {
        name: next(_NUMBERS) if kind == "INTEGER" else str(next(_NUMBERS))
        for name, kind, needed, default in columns.fetchall()
        if needed and default is None
    } | values
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" * len(row))
    return (
        connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", (*row.values(),)).lastrowid or 0
    )
