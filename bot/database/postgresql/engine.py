"""The database on a PostgreSQL server: each job in a transaction of its own, several beside each other."""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, Self, TypeVar

import psycopg
from psycopg_pool import ConnectionPool, PoolTimeout

from bot.database.interface import Connection, Database, Job
from bot.database.postgresql import migrations
from bot.database.postgresql.connection import CONFLICTS, KIND, PostgreSQLConnection, prepare
from bot.database.postgresql.session import connected
from bot.database.postgresql.troubles import AwayError, trouble_of
from bot.errors import DatabaseError, DatabaseLockedError, DatabaseUnreachableError

log = logging.getLogger(__name__)

T = TypeVar("T")

_CONNECTIONS = 4
"""Jobs at once: more would not be faster, for they share one interpreter, and would meet more often."""
_READING = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
_WRITING = "BEGIN ISOLATION LEVEL SERIALIZABLE; SET LOCAL lock_timeout = {patience:.0f}"
_MOST_ROUNDS = 50
_PAUSE = 0.01
"""Seconds, at most, after which a job that met another one is run again."""
_LONGEST_PAUSE = 0.1


class PostgreSQLDatabase(Database):
    """A database of a PostgreSQL server, by its address. A job that met another one is undone and run again.

    Nothing outlives a transaction on the server's side, so that a pooler may stand in between.
    `folder` is where Fireside keeps what is not to be in the database.
    """

    is_shared = True
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
            configure=prepare,
            kwargs=dict(KIND),
        )
        self._threads = ThreadPoolExecutor(_CONNECTIONS, thread_name_prefix="postgresql")

    @property
    def place(self) -> str:
        """The server's address."""
        return self.url

    @property
    def path(self) -> Path:
        """The folder in which Fireside keeps what is not to be in the database."""
        return self._folder

    async def __aenter__(self) -> Self:
        """Connects to the server and brings the schema up to date. Raises DatabaseError where that cannot be
        done."""
        try:
            await asyncio.to_thread(_require, self.url)
            await asyncio.to_thread(self._pool.open)
            await self._run(migrations.migrate, self._writing)
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
        return await self._run(job, _READING)

    async def transaction(self, job: Job[T], *, alone: bool = False) -> T:
        """Returns the job's answer once all it wrote is kept; on any exception nothing is written. Raises a
        DatabaseError where the database cannot be written."""
        return await self._run(job, self._writing)

    async def sizes(self) -> tuple[int, int]:
        """Returns the bytes of the database, and 0: its log is the server's."""
        if self.trouble is not None:
            return 0, 0
        try:
            return await self.read(_bytes), 0
        except DatabaseError:
            return 0, 0

    async def try_again(self) -> None:
        """Asks a server that was away whether it is there."""
        if self.trouble is not None:
            await self.read(lambda connection: connection.execute("SELECT 1"))

    @property
    def _writing(self) -> str:
        return _WRITING.format(patience=1_000 * self.patience)

    async def _run(self, job: Job[T], begin: str) -> T:
        attempt = partial(self._attempt, job, begin)
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._persist, attempt)

    def _persist(self, attempt: Callable[[], T]) -> T:
        """Returns what a job answers in the end. It is run again where it met another one, and where the
        server went away before it was asked to keep anything."""
        until = time.monotonic() + self.patience
        for number in range(1, _MOST_ROUNDS + 1):
            try:
                answer = attempt()
            except CONFLICTS as error:
                if number == _MOST_ROUNDS:
                    raise DatabaseLockedError(_reason(error)) from error
                time.sleep(random.random() * min(_PAUSE * number, _LONGEST_PAUSE))  # noqa: S311  # nosec B311 - no secret
            except (AwayError, PoolTimeout) as error:
                if time.monotonic() > until:
                    raise self._noted(DatabaseUnreachableError(_reason(error))) from error
                time.sleep(_LONGEST_PAUSE)
            except psycopg.Error as error:
                if (trouble := trouble_of(error)) is None:
                    raise
                raise self._noted(trouble) from error
            else:
                self._recovered()
                return answer
        raise AssertionError  # the last round returned or raised

    def _attempt(self, job: Job[T], begin: str) -> T:
        with self._pool.connection() as connection:
            if self.rehearses:
                _rehearse(connection, job, begin)
            try:
                connection.execute(begin)
                answer = job(PostgreSQLConnection(connection))
            except BaseException as error:
                try:
                    connection.execute("ROLLBACK")
                except psycopg.OperationalError:
                    raise AwayError from error
                raise
            connection.execute("COMMIT")
        return answer

    def _noted(self, trouble: DatabaseError) -> DatabaseError:
        if type(trouble) is not type(self.trouble):
            log.critical("The database is in trouble: %s", trouble)
        self.trouble = trouble
        return trouble

    def _recovered(self) -> None:
        if self.trouble is not None:
            log.info("The database is well again")
            self.trouble = None


def _bytes(connection: Connection) -> int:
    return int(connection.execute("SELECT pg_database_size(current_database())").fetchone()[0])


def _require(url: str) -> None:
    """Raises DatabaseUnreachableError, with the server's words, where it lets nobody in."""
    connected(url).close()


def _rehearse(connection: psycopg.Connection[Any], job: Job[object], begin: str) -> None:
    connection.execute(begin)
    try:
        with suppress(Exception):  # it is raised when it counts
            job(PostgreSQLConnection(connection))
    finally:
        connection.execute("ROLLBACK")


def _reason(error: BaseException) -> str:
    return " ".join(str(error.__cause__ or error).split())
