"""The mark of a database into which a copy is being made: nothing else opens it until the copy is whole."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from bot.database.errors import UnfinishedCopyError
from bot.database.interface import Connection

_SQLITE = "SELECT 1 FROM sqlite_schema WHERE name = 'copying'"
_POSTGRESQL = "SELECT 1 WHERE to_regclass('copying') IS NOT NULL"


@dataclass(frozen=True, slots=True)
class UnfinishedCopy:
    """The source of a copy, and the step that it is at; empty: it has not begun any."""

    source: str
    step: str


def unfinished_copy(connection: Connection) -> UnfinishedCopy | None:
    """Returns the copy that is being made into this database, if one is."""
    marked = _SQLITE if isinstance(connection, sqlite3.Connection) else _POSTGRESQL
    if connection.execute(marked).fetchone() is None:
        return None
    return UnfinishedCopy(*connection.execute("SELECT source, step FROM copying").fetchone())


def refuse_unfinished(connection: Connection) -> None:
    """Raises UnfinishedCopyError where a copy is being made into this database."""
    if copy := unfinished_copy(connection):
        raise UnfinishedCopyError(copy.source)


def begin(connection: Connection, source: str) -> None:
    """Marks a database as one into which a copy is being made."""
    connection.execute("CREATE TABLE copying (source TEXT NOT NULL, step TEXT NOT NULL)")
    connection.execute("INSERT INTO copying (source, step) VALUES (?, '')", (source,))


def keep_step(connection: Connection, step: str) -> None:
    """Keeps the step that the copy is at."""
    connection.execute("UPDATE copying SET step = ?", (step,))


def end(connection: Connection) -> None:
    """Takes the mark away: the copy is whole."""
    connection.execute("DROP TABLE copying")
