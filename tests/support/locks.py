"""A database that another process writes to for longer than ours waits for it."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing

from bot.database import Connection, Database

_PATIENCE = 0.02


@asynccontextmanager
async def locked(database: Database) -> AsyncIterator[None]:
    """Every transaction fails with “database is locked”, after 20 ms instead of two seconds."""

    def hurry(connection: Connection) -> None:
        connection.execute(f"PRAGMA busy_timeout = {_PATIENCE * 1_000:.0f}")

    database.patience = _PATIENCE
    await database.transaction(hurry)
    path = await database.read(
        lambda connection: connection.execute("PRAGMA database_list").fetchone()["file"]
    )
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
