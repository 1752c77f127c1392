"""A connection for a command that has a database to itself, on either engine, and what it is asked apart from
SQL that is one for both."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from bot.database import migrations
from bot.database.errors import NotADatabaseError, NotTakenError
from bot.database.interface import Connection, Database
from bot.database.sqlite import wait_for_locks
from bot.database.troubles import trouble_of, trouble_with_file

_TABLES = (
    "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' ORDER BY name",
    "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename",
)

_COPIED_INTO = 0x434F5059
"""`COPY`."""
_REFUSALS = ("22", "23")
"""Data, and constraints: https://www.postgresql.org/docs/current/errcodes-appendix.html"""


@contextmanager
def session_with(place: Path | str) -> Iterator[Connection]:
    """Yields a connection to an SQLite file, which is made where there is none, or to a server's address.

    It is in no transaction. Raises a DatabaseError where the database cannot be used, also within.
    """
    if isinstance(place, Path):
        with _file(place) as connection:
            yield connection
        return
    from bot.database.postgresql.session import session  # noqa: PLC0415 - an extra of the package

    with session(place) as connection:
        yield connection


@contextmanager
def _file(path: Path) -> Iterator[Connection]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.open("ab").close()
    except OSError as error:
        raise trouble_with_file(error, path) from error
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.row_factory = sqlite3.Row
            wait_for_locks(connection, Database.patience)
            migrations.refuse_foreign(connection)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            yield connection
    except sqlite3.Error as error:
        raise trouble_of(error, path) or NotADatabaseError() from error


@contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """Keeps what is written within, or nothing of it where that raises. Raises NotTakenError where the
    database refuses a row."""
    connection.execute("BEGIN IMMEDIATE" if is_file(connection) else "BEGIN")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException as error:
        with suppress(Exception):
            connection.execute("ROLLBACK")
        if _is_refusal(error):
            raise NotTakenError(" ".join(str(error).split())) from error
        raise


def _is_refusal(error: BaseException) -> bool:
    """Returns whether an error is about the values that were to be written."""
    state = getattr(error, "sqlstate", None) or ""
    return isinstance(error, sqlite3.IntegrityError) or state[:2] in _REFUSALS


def hold(connection: Connection) -> None:
    """Has nobody else write to a database, and this connection see one state of it, until it is closed."""
    if is_file(connection):
        connection.execute("BEGIN IMMEDIATE")
        return
    among = ", ".join(f'"{each}"' for each in tables(connection))
    connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
    connection.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
    connection.execute(f"SET LOCAL lock_timeout = {Database.patience * 1_000:.0f}")
    connection.execute(f"LOCK TABLE {among} IN SHARE MODE")


@contextmanager
def only_one(place: Path | str) -> Iterator[bool]:
    """Holds the right to copy into a database on a server. Yields whether nobody else has it. For a file, a
    lock on that is held elsewhere."""
    if isinstance(place, Path):
        yield True
        return
    with session_with(place) as guard:
        guard.execute("BEGIN")  # what outlives a transaction would not get through a pooler
        guard.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        yield guard.execute("SELECT pg_try_advisory_xact_lock(?)", (_COPIED_INTO,)).fetchone()[0]


def refresh_statistics(connection: Connection) -> None:
    """Has PostgreSQL know how its tables are filled, by which it plans; it finds that out in time, too."""
    if not is_file(connection):
        connection.execute("ANALYZE")


def is_file(connection: Connection) -> bool:
    """Returns whether a connection is to an SQLite file."""
    return isinstance(connection, sqlite3.Connection)


def tables(connection: Connection) -> list[str]:
    """Returns the names of all ordinary tables, in their order."""
    statement = _TABLES[0] if is_file(connection) else _TABLES[1]
    return [row[0] for row in connection.execute(statement).fetchall()]


def schema_version(connection: Connection) -> int:
    """Returns the number of the schema's last step, 0 for an empty database. Raises ForeignDatabaseError."""
    if isinstance(connection, sqlite3.Connection):
        return migrations.version(connection)
    from bot.database.postgresql import migrations as theirs  # noqa: PLC0415

    return theirs.version(connection)


def newest_version() -> int:
    """Returns the number of the last step that this Fireside knows."""
    return migrations.newest()


def make_schema(connection: Connection) -> None:
    """Takes the schema's steps that are missing. To be called within a transaction."""
    if isinstance(connection, sqlite3.Connection):
        migrations.migrate(connection)
        return
    from bot.database.postgresql import migrations as theirs  # noqa: PLC0415

    theirs.migrate(connection)
