"""Writes that fail for as long as a test wants."""

from __future__ import annotations

from bot.database import Connection, Database
from tests.support import engines


async def break_writes(database: Database, which: str, words: str = "disk full") -> None:
    """Have these fail from now on, with such words: `INSERT ON chapters`, or with a condition behind it,
    `DELETE ON releases WHEN old.title = 'Dusk'`."""
    head, _, when = which.partition(" WHEN ")

    def on_server(connection: Connection) -> None:
        connection.execute(
            "CREATE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql"
            f" AS $$ BEGIN RAISE EXCEPTION '{words}'; END $$"
        )
        connection.execute(
            f"CREATE TRIGGER fault BEFORE {head} FOR EACH ROW WHEN ({when or True}) EXECUTE FUNCTION fault()"
        )

    def in_file(connection: Connection) -> None:
        connection.execute(f"CREATE TRIGGER fault BEFORE {which} BEGIN SELECT RAISE(ABORT, '{words}'); END")

    await database.transaction(on_server if engines.on_postgresql() else in_file)


async def mend_writes(database: Database) -> None:
    """Have them succeed again."""
    mend = "DROP FUNCTION fault() CASCADE" if engines.on_postgresql() else "DROP TRIGGER fault"
    await database.transaction(lambda connection: connection.execute(mend))
