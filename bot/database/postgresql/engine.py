"""The database on a PostgreSQL server: each job in a serialisable transaction, several beside each other."""

from __future__ import annotations

import asyncio
import random
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Self, TypeVar

import psycopg
from psycopg_pool import ConnectionPool, PoolTimeout

from bot.database.interface import Database, Job
from bot.database.postgresql import migrations
from bot.database.postgresql.connection import NumberLoader, PostgreSQLConnection, rows_by_name
from bot.errors import DatabaseUnreachableError

T = TypeVar("T")

_CONNECTIONS = 8
_PAUSE = 0.01
"""Seconds, at most, before a job is run again for the first time."""
_MOST_ROUNDS = 50
_READING = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
_WRITING = "BEGIN ISOLATION LEVEL SERIALIZABLE"
_CONFLICTS = (psycopg.errors.SerializationFailure, psycopg.errors.DeadlockDetected)


class PostgreSQLDatabase(Database):
    """A database of a PostgreSQL server, by its address.

    A job that met another one is undone and run again. `folder` is where Fireside keeps what is not to be in
    the database.
    """

    rehearses = False
    """Whether each job is run twice, and undone the first time: it must have no effect of its own."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url, self._folder = url, folder
        self._pool = ConnectionPool(
            url,
            min_size=1,
            max_size=_CONNECTIONS,
            open=False,
            timeout=self.patience,
            configure=_prepare,
            kwargs={"autocommit": True, "row_factory": rows_by_name, "cursor_factory": psycopg.ClientCursor},
        )
        self._threads = ThreadPoolExecutor(_CONNECTIONS, thread_name_prefix="postgresql")

    @property
    def path(self) -> Path:
        """The folder in which Fireside keeps what is not to be in the database."""
        return self._folder

    async def __aenter__(self) -> Self:
        """Connects to the server and brings the schema up to date. Raises DatabaseError where that cannot be
        done."""
        try:
            await asyncio.to_thread(self._pool.open)
            await self._run(partial(self._attempt, migrations.migrate, _WRITING))
        except BaseException:
            await self.close()
            raise
        return self

    async def close(self) -> None:
        """Finishes what is queued and closes the connections."""
        await asyncio.to_thread(self._threads.shutdown)
        await asyncio.to_thread(self._pool.close)

    async def check(self) -> None:
        """Does nothing: a server looks after its own files."""

    async def read(self, job: Job[T]) -> T:
        """Returns the job's answer, from one consistent state of the database. Raises a DatabaseError where
        it cannot be read."""
        return await self._run(partial(self._attempt, job, _READING))

    async def transaction(self, job: Job[T], *, alone: bool = False) -> T:
        """Returns the job's answer once all it wrote is kept; on any exception nothing is written. Raises a
        DatabaseError where the database cannot be written."""
        return await self._run(partial(self._attempt, job, _WRITING))

    async def try_again(self) -> None:
        """Asks a server that was away whether it is there."""
        if self.trouble is not None:
            await self.read(lambda connection: connection.execute("SELECT 1"))

    async def _run(self, attempt: partial[T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._persist, attempt)

    def _persist(self, attempt: partial[T]) -> T:
        """Returns what a job answers in the end: it is run again where it met another one, and where the
        server went away before it was asked to keep anything."""
        until = time.monotonic() + self.patience
        for number in range(_MOST_ROUNDS):
            try:
                answer = attempt()
            except _CONFLICTS:
                if number == _MOST_ROUNDS - 1:
                    raise
                time.sleep(random.random() * _PAUSE * min(number + 1, 10))  # noqa: S311 - to part, not to hide
            except (_AwayError, PoolTimeout) as error:
                if time.monotonic() > until:
                    self.trouble = DatabaseUnreachableError(" ".join(str(error.__cause__ or error).split()))
                    raise self.trouble from error
                time.sleep(_PAUSE * 5)
            else:
                self.trouble = None
                return answer
        raise AssertionError

    def _attempt(self, job: Job[T], begin: str) -> T:
        with self._pool.connection() as connection:
            if self.rehearses:
                _rehearse(connection, job, begin)
            try:
                connection.execute(begin)
                answer = job(PostgreSQLConnection(connection))
            except BaseException as error:
                if connection.closed or connection.broken:
                    raise _AwayError from error
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")
        return answer


class _AwayError(Exception):
    """The server went away before it was asked to keep anything."""


def _rehearse(connection: psycopg.Connection[object], job: Job[object], begin: str) -> None:
    connection.execute(begin)
    try:
        job(PostgreSQLConnection(connection))
    except Exception:  # noqa: S110 - it raises again when it counts
        pass
    finally:
        connection.execute("ROLLBACK")


def _prepare(connection: psycopg.Connection[object]) -> None:
    connection.adapters.register_loader("numeric", NumberLoader)
