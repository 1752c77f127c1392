"""The database's log (`-wal`), kept short: it grows while somebody reads for long, and would stay so."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Collection
from contextlib import closing
from functools import partial
from pathlib import Path

from bot.clock import Clock
from bot.database.sqlite import LOG_BYTES, SQLiteDatabase, wait_for_locks
from bot.workers import Batch, Worker

_PATIENCE = 0.2
"""Seconds for which writers wait, at most, for those who were reading already."""
_A_MINUTE = 60


def worker(database: SQLiteDatabase, clock: Clock) -> Worker[Path]:
    """Returns the worker that empties the log whenever it has become too long, once a minute at most."""
    log = database.path.with_name(f"{database.path.name}-wal")
    tried_at = -_A_MINUTE

    async def due(waiting: Collection[Path]) -> Batch[Path]:
        long = log.exists() and log.stat().st_size > LOG_BYTES
        return Batch([log] if long and not 0 <= clock.now() - tried_at < _A_MINUTE else [])

    async def do(log: Path) -> None:
        nonlocal tried_at
        tried_at = clock.now()
        await asyncio.to_thread(_write_back, database.path)
        await database.write_apart(partial(_empty, patience=database.patience))

    return Worker("database log", clock, due, do, everywhere=True)


def _write_back(path: Path) -> None:
    """Writes into the file what of the log no reader needs: beside readers and writers, who wait for none of
    it."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)")


def _empty(connection: sqlite3.Connection, patience: float) -> None:
    """Empties the log where no reader needs it any more. Who begins to read meanwhile reads the file alone,
    and so is not waited for (https://www.sqlite.org/c3ref/wal_checkpoint_v2.html)."""
    wait_for_locks(connection, _PATIENCE)
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        wait_for_locks(connection, patience)
