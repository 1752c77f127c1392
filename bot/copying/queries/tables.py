"""Tables and their rows, as either engine has them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from bot.copying.models import Table, Values
from bot.database import Connection, schema, sessions

_NOT_COPIED = {"copying", "leases", "unindexed_texts"}
"""What says what goes on in one database: it is not so in another one."""
_FILLED = {"likeness_totals"}
"""Tables that have a row from the beginning."""
_NUL, _REPLACEMENT = "\0", "\N{REPLACEMENT CHARACTER}"
"""The character that PostgreSQL cannot keep, and what stands for it."""


def common(source: Connection, target: Connection) -> list[str]:
    """Returns the tables that both databases have, each behind those that it refers to. Indexes of words are
    tables on one engine only: they are made from the rows."""
    both = set(sessions.tables(source)) & set(sessions.tables(target)) - _NOT_COPIED
    referred: dict[str, set[str]] = {name: set() for name in both}
    for each in schema.references(source):
        if each.table in both and each.of != each.table:
            referred[each.table].add(each.of)
    ordered: list[str] = []
    while len(ordered) < len(both):
        ordered += sorted(name for name in both if name not in ordered and referred[name] <= set(ordered))
    return ordered


def described(connection: Connection, names: Sequence[str]) -> list[Table]:
    """Returns what tables are made of."""
    own: dict[str, list[str]] = {name: [] for name in names}
    for each in schema.references(connection):
        if each.table == each.of and each.table in own:
            own[each.table].append(each.column)
    return [_table(connection, name, own[name]) for name in names]


def _table(connection: Connection, name: str, own: Sequence[str]) -> Table:
    return Table(
        name,
        {each.name: each.type for each in schema.columns(connection, name)},
        schema.primary_key(connection, name),
        tuple(own),
        keeps_nul=sessions.is_file(connection),
    )


def is_empty(connection: Connection, names: Collection[str]) -> bool:
    """Returns whether nothing was ever put into these tables."""
    return not any(
        connection.execute(f"SELECT 1 FROM {name} LIMIT 1").fetchone() for name in set(names) - _FILLED
    )


def count(connection: Connection, name: str) -> int:
    """Returns the number of rows of a table."""
    return int(connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0])


def rows_after(
    connection: Connection, of: Table, columns: Collection[str], after: Values | None, most: int
) -> list[Values]:
    """Returns these columns of a table's next rows in the order of its key, of at most so many rows; of all
    rows where it has no key."""
    if not of.key:
        rows = connection.execute(f"SELECT {_names(columns)} FROM {of.name} ORDER BY {_names(columns)}")
        return [tuple(row) for row in rows.fetchall()]
    where = "" if after is None else f"WHERE ({_names(of.key)}) > ({_marks(of.key)})"
    rows = connection.execute(
        f"SELECT {_names(columns)} FROM {of.name} {where} ORDER BY {_names(of.key)} LIMIT ?",
        (*as_kept(of, of.key, after or ()), most),
    )
    return [tuple(row) for row in rows.fetchall()]


def last_key(connection: Connection, of: Table) -> Values | None:
    """Returns the key of a table's last row, or None where it has none."""
    order = ", ".join(f'"{name}" DESC' for name in of.key)
    row = connection.execute(f"SELECT {_names(of.key)} FROM {of.name} ORDER BY {order} LIMIT 1").fetchone()
    return row and tuple(row)


def empty(connection: Connection, of: Table) -> None:
    """Deletes all rows of a table."""
    connection.execute(f"DELETE FROM {of.name}")


def insert(connection: Connection, of: Table, columns: Sequence[str], rows: Sequence[Values]) -> None:
    """Inserts rows with these columns."""
    marks = ", ".join(f"({_marks(columns)})" for _ in rows)
    values = [value for row in rows for value in as_kept(of, columns, row)]
    connection.execute(f"INSERT INTO {of.name} ({_names(columns)}) VALUES {marks}", values)


def refer(
    connection: Connection, of: Table, column: str, keys_and_ids: Collection[tuple[Values, Any]]
) -> None:
    """Has rows refer to other rows of the same table."""
    condition = " AND ".join(f'"{name}" = ?' for name in of.key)
    connection.executemany(
        f'UPDATE {of.name} SET "{column}" = ? WHERE {condition}',
        [(identity, *as_kept(of, of.key, key)) for key, identity in keys_and_ids],
    )


def as_kept(of: Table, columns: Collection[str], row: Sequence[Any]) -> Values:
    """Returns values of these columns, from either engine, as a table keeps them."""
    return tuple(_as_kept(of, name, value) for name, value in zip(columns, row, strict=False))


def _as_kept(of: Table, column: str, value: Any) -> Any:
    if of.columns[column] == "BOOLEAN" and value is not None:
        return bool(value)
    if not of.keeps_nul and isinstance(value, str):
        return value.replace(_NUL, _REPLACEMENT)
    return value


def _names(columns: Collection[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _marks(columns: Collection[str]) -> str:
    return ", ".join("?" * len(columns))
