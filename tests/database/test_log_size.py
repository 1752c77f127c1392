"""The database's log does not stay as long as it has once become, whoever reads."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

from bot.clock import Clock
from bot.database import Connection, Database, SQLiteDatabase, log_size
from bot.database.sqlite import LOG_BYTES

A_MEGABYTE = 1024 * 1024


def write(connection: Connection) -> None:
    connection.execute("INSERT INTO texts (text) VALUES (?)", ("x" * A_MEGABYTE,))


def size_of_log(database: Database) -> int:
    return database.path.with_name(f"{database.path.name}-wal").stat().st_size


async def test_a_log_that_grew_beside_a_long_read_is_emptied_afterwards_while_others_read_on(
    path: Path,
) -> None:
    async with SQLiteDatabase(path) as database:
        begun, over = threading.Event(), threading.Event()

        def read_for_long(connection: Connection) -> int:
            (there,) = connection.execute("SELECT count(*) FROM texts").fetchone()
            begun.set()
            over.wait()
            return int(there)

        long = asyncio.create_task(database.read(read_for_long))
        await asyncio.to_thread(begun.wait)
        for _ in range(LOG_BYTES // A_MEGABYTE + 4):
            await database.transaction(write)
        worker = log_size.worker(database, clock := Clock())
        await worker.round()
        assert size_of_log(database) > LOG_BYTES, "somebody still reads from it"
        over.set()
        assert await long == 0, "who reads for long sees what was there when they began"

        async def read_on() -> None:
            while size_of_log(database) > 0:
                await database.read(lambda connection: connection.execute("SELECT * FROM texts").fetchone())

        clock.advance(60)
        await asyncio.gather(read_on(), read_on(), worker.round())
        assert size_of_log(database) == 0
        assert not worker.failing
        await database.transaction(write)
