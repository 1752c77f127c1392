"""The connections to SQLite: reading jobs, and transactions one after the other."""

from __future__ import annotations

import asyncio
import itertools
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

import aiosqlite

from bot.database import migrations
from bot.database.errors import DatabaseUnopenableError

T = TypeVar("T")
Connection = sqlite3.Connection
Row = sqlite3.Row
Job = Callable[[Connection], T]

_READERS = 2
_BUSY_MS = 5_000


class Database:
    """One SQLite file. Work is handed over as a function of a connection, and runs off the event loop as a
    whole: a press costs one hop to another thread, not one a statement."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._writer: aiosqlite.Connection
        self._readers: list[aiosqlite.Connection]

    async def __aenter__(self) -> Self:
        """Opens the file, making it where there is none, and brings its schema up to date.

        Raises DatabaseRefusedError for a file that is not Fireside's, or of a newer Fireside.
        """
        await asyncio.to_thread(_make_openable, self._path)
        self._readers = []
        self._writer = await aiosqlite.connect(self._path, isolation_level=None)
        try:
            await self._run(self._writer, _prepare_writer)
            for _ in range(_READERS):
                reader = await aiosqlite.connect(self._path, isolation_level=None)
                self._readers.append(reader)
                await self._run(reader, _prepare_reader)
        except BaseException:
            await self.close()
            raise
        self._next_reader = itertools.cycle(self._readers)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Finishes what is queued and closes the file."""
        for connection in (*self._readers, self._writer):
            await connection.close()

    async def read(self, job: Job[T]) -> T:
        """Returns the job's answer, from one consistent state of the database."""
        return await self._run(next(self._next_reader), lambda connection: _in_snapshot(connection, job))

    async def transaction(self, job: Job[T]) -> T:
        """Returns the job's answer once all it wrote is on the disk; on any exception nothing is written."""
        return await self._run(self._writer, lambda connection: _in_transaction(connection, job))

    @staticmethod
    async def _run(connection: aiosqlite.Connection, job: Job[T]) -> T:
        # aiosqlite offers a hop a statement; handing its thread the whole job is three times as fast
        # for a page turn (docs/decisions/database.md). A cancelled caller leaves the job to finish by itself.
        answer: T = await connection._execute(lambda: job(connection._conn))  # type: ignore[no-untyped-call]
        return answer


def _make_openable(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.open("ab").close()
    except OSError as error:
        raise DatabaseUnopenableError from error


def _in_snapshot(connection: Connection, job: Job[T]) -> T:
    connection.execute("BEGIN")
    try:
        return job(connection)
    finally:
        connection.execute("ROLLBACK")


def _in_transaction(connection: Connection, job: Job[T]) -> T:
    connection.execute("BEGIN IMMEDIATE")
    try:
        answer = job(connection)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return answer


@contextmanager
def savepoint(connection: Connection) -> Iterator[None]:
    """Runs a part of a transaction that is undone where it raises, and nothing else with it."""
    connection.execute("SAVEPOINT part")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK TO part")
        raise
    finally:
        connection.execute("RELEASE part")


def _prepare_writer(connection: Connection) -> None:
    connection.row_factory = sqlite3.Row
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
    migrations.refuse_foreign(connection)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    _in_transaction(connection, migrations.migrate)


def _prepare_reader(connection: Connection) -> None:
    connection.row_factory = sqlite3.Row
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
    connection.execute("PRAGMA query_only = ON")
