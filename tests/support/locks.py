"""A database that another process writes to for longer than ours waits for it."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing

import psycopg

from bot.database import Connection, Database
from tests.support import engines
from tests.support.rows import tables

_PATIENCE = 0.02


@asynccontextmanager
async def locked(database: Database) -> AsyncIterator[None]:
    """Every transaction fails since it is locked, after 20 ms instead of two seconds."""
    database.patience = _PATIENCE
    async with _tables_locked(database) if engines.on_postgresql() else _file_locked(database):
        yield


@asynccontextmanager
async def _tables_locked(database: Database) -> AsyncIterator[None]:
    names = ", ".join(await database.read(tables))
    with psycopg.connect(database.url) as other:  # type: ignore[attr-defined]
        other.execute(f"LOCK TABLE {names} IN EXCLUSIVE MODE")
        yield


@asynccontextmanager
async def _file_locked(database: Database) -> AsyncIterator[None]:
    def hurry(connection: Connection) -> None:
        connection.execute(f"PRAGMA busy_timeout = {_PATIENCE * 1_000:.0f}")

    await database.transaction(hurry)
    path = await database.read(
        lambda connection: connection.execute("PRAGMA database_list").fetchone()["file"]
    )
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
