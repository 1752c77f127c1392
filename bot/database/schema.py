"""What the tables of a database are made of, as the database itself says it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from bot.database.interface import Connection

_SQLITE_COLUMNS = """
    SELECT name, type, "notnull" AS needed, dflt_value AS fallback, nullif(pk, 0) AS in_key
    FROM pragma_table_info(?) ORDER BY cid
"""
_POSTGRESQL_COLUMNS = """
    SELECT attname AS name, upper(format_type(atttypid, NULL)) AS type, attnotnull AS needed,
        pg_get_expr(adbin, adrelid) AS fallback, array_position(indkey::smallint[], attnum) AS in_key
    FROM pg_attribute
    LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
    LEFT JOIN pg_index ON indrelid = attrelid AND indisprimary
    WHERE attrelid = to_regclass(?) AND attnum > 0 AND NOT attisdropped ORDER BY attnum
"""
_SQLITE_REFERENCES = """
    SELECT tables.name, keys."from", keys."table", keys.on_delete = 'CASCADE'
    FROM pragma_table_list AS tables, pragma_foreign_key_list(tables.name) AS keys
    WHERE tables.schema = 'main'
"""
_POSTGRESQL_REFERENCES = """
    SELECT CAST(CAST(conrelid AS regclass) AS TEXT), attname, CAST(CAST(confrelid AS regclass) AS TEXT),
        confdeltype = 'c'
    FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
    WHERE contype = 'f' AND connamespace = CAST(current_schema() AS regnamespace)
"""
_NOTHING = {"TEXT": "''", "BOOLEAN": "FALSE"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its type as the engine calls it, whether it may not be NULL, the SQL of the value
    that it is filled with by itself, if any, and its place in the primary key, None outside of it."""

    name: str
    type: str
    needed: bool
    fallback: str | None
    in_key: int | None

    @property
    def nothing(self) -> str:
        """The SQL of the value with which it says nothing."""
        if not self.needed:
            return "NULL"
        return self.fallback or _NOTHING.get(self.type, "0")


@dataclass(frozen=True, order=True, slots=True)
class Reference:
    """A column of a table that holds ids of another's rows, `of`. `cascades`: its rows go with those."""

    table: str
    column: str
    of: str
    cascades: bool


def columns(connection: Connection, table: str) -> list[Column]:
    """Returns the columns of a table, in their order; none for one that there is not."""
    statement = _SQLITE_COLUMNS if isinstance(connection, sqlite3.Connection) else _POSTGRESQL_COLUMNS
    rows = connection.execute(statement, (table,))
    return [Column(name, kind, bool(needed), *others) for name, kind, needed, *others in rows]


def primary_key(connection: Connection, table: str) -> tuple[str, ...]:
    """Returns the columns by which a row of a table is found."""
    places = {each.in_key: each.name for each in columns(connection, table) if each.in_key is not None}
    return tuple(places[place] for place in sorted(places))


def references(connection: Connection) -> list[Reference]:
    """Returns the references from one table to another, by the names of the tables and columns."""
    on_sqlite = isinstance(connection, sqlite3.Connection)
    rows = connection.execute(_SQLITE_REFERENCES if on_sqlite else _POSTGRESQL_REFERENCES)
    return sorted(Reference(table, column, of, bool(cascades)) for table, column, of, cascades in rows)
