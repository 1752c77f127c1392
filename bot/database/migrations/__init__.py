"""The schema's numbered steps, and the guard against files that are not ours."""

from __future__ import annotations

import sqlite3
from importlib import resources

from bot.database.errors import ForeignDatabaseError, NewerDatabaseError, NotADatabaseError

APPLICATION_ID = 0x46495245
"""`FIRE`, in the SQLite file's header: https://www.sqlite.org/fileformat.html#application_id"""


def refuse_foreign(connection: sqlite3.Connection) -> None:
    """Raises a DatabaseError unless the file is empty, or a Fireside database no newer than this code."""
    try:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        seen = version(connection)
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_NOTADB:
            raise NotADatabaseError from error
        raise
    if application != APPLICATION_ID and (tables or application):
        raise ForeignDatabaseError
    if seen > newest():
        raise NewerDatabaseError


def version(connection: sqlite3.Connection) -> int:
    """Returns the number of the last step, 0 where nothing was ever written to this file."""
    (number,) = connection.execute("PRAGMA user_version").fetchone()
    return int(number)


def newest() -> int:
    """Returns the number of the last step that there is."""
    return len(_steps())


def is_empty(connection: sqlite3.Connection) -> bool:
    """Returns whether nothing was ever written to this file."""
    return version(connection) == 0


def is_older(connection: sqlite3.Connection) -> bool:
    """Returns whether there are steps that this file, which is not empty, has not seen yet."""
    return 0 < version(connection) < newest()


def migrate(connection: sqlite3.Connection) -> None:
    """Applies the steps that this file has not seen yet. To be called within a transaction."""
    seen = version(connection)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    for number, script in enumerate(_steps()[seen:], start=seen + 1):
        for statement in _statements(script):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {number}")


def _steps() -> list[str]:
    folder = resources.files(__package__)
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return [(folder / name).read_text(encoding="utf-8") for name in names]


def _statements(script: str) -> list[str]:
    """Returns the script's statements.

    `executescript` will not do: it commits the transaction it is called in.
    """
    statements, pending = [], ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            statements.append(pending)
            pending = ""
    return statements
