"""The schema's steps on PostgreSQL. Each has the number that it has on SQLite; the first makes all that the
steps up to it made there."""

from __future__ import annotations

from importlib import resources

from bot.database.errors import ForeignDatabaseError, NewerDatabaseError
from bot.database.interface import Connection
from bot.database.unfinished import refuse_unfinished

_LOCK = 0x46495245
"""`FIRE`: of two processes that start at once, one makes the steps."""


def migrate(connection: Connection) -> None:
    """Applies the steps that this database has not seen yet. To be called within a transaction. Raises a
    DatabaseError where it is another program's, a newer Fireside's, or a copy that is not whole."""
    connection.execute("SELECT pg_advisory_xact_lock(?)", (_LOCK,))
    steps = _steps()
    seen = version(connection)
    if seen > max(steps):
        raise NewerDatabaseError
    refuse_unfinished(connection)
    if seen == 0:
        connection.execute("CREATE TABLE schema_version (version BIGINT NOT NULL)")
        connection.execute("INSERT INTO schema_version VALUES (0)")
    for number in sorted(each for each in steps if each > seen):
        connection.execute(steps[number])
        connection.execute("UPDATE schema_version SET version = ?", (number,))


def version(connection: Connection) -> int:
    """Returns the number of the last step, 0 for a database with nothing in it. Raises ForeignDatabaseError
    for one of another program."""
    tables = "SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema()"
    named = f"{tables} AND table_name = 'schema_version'"
    if connection.execute(named).fetchone()[0]:
        return int(connection.execute("SELECT version FROM schema_version").fetchone()[0])
    if connection.execute(tables).fetchone()[0]:
        raise ForeignDatabaseError
    return 0


def _steps() -> dict[int, str]:
    """Returns the scripts by their numbers; those of one number in the order of their names."""
    steps: dict[int, str] = {}
    for entry in sorted(resources.files(__package__).iterdir(), key=lambda each: each.name):
        if entry.name.endswith(".sql"):
            number = int(entry.name[:4])
            steps[number] = steps.get(number, "") + entry.read_text(encoding="utf-8")
    return steps
