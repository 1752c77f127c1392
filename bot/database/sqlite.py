"""The connections to SQLite: reading jobs, and transactions one after the other."""

from __future__ import annotations

import asyncio
import itertools
import logging
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

import aiosqlite

from bot.database import library_mark, migrations
from bot.database.troubles import trouble_of, trouble_with_file
from bot.errors import DatabaseDamagedError, DatabaseError, DatabaseLockedError

log = logging.getLogger(__name__)

T = TypeVar("T")
Connection = sqlite3.Connection
Row = sqlite3.Row
Job = Callable[[Connection], T]

_READERS = 2
LOG_BYTES = 16 * 1024 * 1024
"""The size to which the log is cut when it begins anew."""
_BUSY = 2.0
"""Seconds that a job waits for another program's lock: Discord waits three for an answer."""
_FAULTS, _INDEX = 3, "inverted index"
"""The most faults of a damaged file that are told, and what those of an index of words are known by."""
_CHECKED_AT_ONCE = 1.0
"""Seconds of the check of the file that the start waits for."""


class Database:
    """One SQLite file. Work is handed over as a function of a connection, and runs off the event loop as a
    whole: a press costs one hop to another thread, not one a statement.

    `path` is the file. `trouble` is what is wrong with it for the time being, if anything. `patience` is how
    many seconds a job waits where another program has locked it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._writer: aiosqlite.Connection
        self._readers: list[aiosqlite.Connection]
        self.trouble: DatabaseError | None = None
        self.patience = _BUSY
        self._check: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        """Opens the file, making it where there is none, and brings its schema up to date. Raises
        DatabaseError where that cannot be done."""
        await asyncio.to_thread(_make_openable, self.path)
        self._readers = []
        self._writer = await aiosqlite.connect(self.path, isolation_level=None)
        try:
            await self._run(self._writer, _prepare_writer)
            for _ in range(_READERS):
                reader = await aiosqlite.connect(self.path, isolation_level=None)
                self._readers.append(reader)
                await self._run(reader, _prepare_reader)
        except BaseException as error:
            await self.close()
            if isinstance(error, sqlite3.Error) and (trouble := trouble_of(error, self.path)):
                raise trouble from error
            raise
        await asyncio.to_thread(library_mark.mark, self.path)
        self._next_reader = itertools.cycle(self._readers)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Finishes what is queued and closes the file."""
        if self._check is not None:
            self._check.cancel()
            await asyncio.gather(self._check, return_exceptions=True)
        for connection in (*self._readers, self._writer):
            await connection.close()

    async def check(self) -> None:
        """Looks whether the file is damaged: for a second at once, and in the background for as long as it
        takes. In a damaged file nothing is written any more."""
        self._check = asyncio.create_task(self._find_damage(), name="check of the database")
        await asyncio.wait({self._check}, timeout=_CHECKED_AT_ONCE)

    async def read(self, job: Job[T]) -> T:
        """Returns the job's answer, from one consistent state of the database. Raises a DatabaseError where
        it cannot be read."""
        asked = time.monotonic()

        def run(connection: Connection) -> T:
            with self._watched(connection, asked):
                return _in_snapshot(connection, job)

        return await self._run(next(self._next_reader), run)

    async def transaction(self, job: Job[T]) -> T:
        """Returns the job's answer once all it wrote is on the disk; on any exception nothing is written.

        Raises a DatabaseError where the file cannot be written.
        """
        asked = time.monotonic()

        def run(connection: Connection) -> T:
            if isinstance(self.trouble, DatabaseDamagedError):
                raise DatabaseDamagedError(self.trouble.reason)
            with self._watched(connection, asked):
                answer = _in_transaction(connection, job)
            if self.trouble is not None:
                self._recovered(connection)
            return answer

        return await self._run(self._writer, run)

    async def write_apart(self, job: Job[T]) -> T:
        """Returns the answer of a job between two transactions, in none of its own. Raises a DatabaseError
        where the file cannot be written."""
        asked = time.monotonic()

        def run(connection: Connection) -> T:
            with self._watched(connection, asked):
                return job(connection)

        return await self._run(self._writer, run)

    async def try_again(self) -> None:
        """Writes to a file that was in trouble, so that it is known to be well where nobody else writes."""
        if self.trouble is not None:
            with suppress(DatabaseError):
                await self.transaction(_rewrite)

    @contextmanager
    def _watched(self, connection: Connection, asked: float) -> Iterator[None]:
        """Notes what the errors within say of the file, and raises them as that. While the file is locked,
        jobs that wait for one another wait no longer together than one would alone: else none had its answer
        in time. `asked` is when the job was handed over."""
        if isinstance(self.trouble, DatabaseLockedError):
            _wait_for_locks(connection, max(0.0, asked + self.patience - time.monotonic()))
        try:
            yield
        except sqlite3.Error as error:
            trouble = trouble_of(error, self.path)
            if trouble is None:
                raise
            self._note(trouble)
            raise trouble from error

    def _note(self, trouble: DatabaseError) -> None:
        if isinstance(self.trouble, DatabaseDamagedError):
            return
        if type(trouble) is not type(self.trouble):
            log.critical("The database is in trouble: %s", trouble)
        self.trouble = trouble

    def _recovered(self, connection: Connection) -> None:
        _wait_for_locks(connection, self.patience)
        log.info("The database is well again")
        self.trouble = None

    async def _find_damage(self) -> None:
        reader = await aiosqlite.connect(self.path, isolation_level=None)
        try:
            found = await self._run(reader, damage)
        except sqlite3.Error as error:
            trouble = trouble_of(error, self.path)
            found = str(error) if isinstance(trouble, DatabaseDamagedError) else ""
        finally:
            await reader.interrupt()
            await reader.close()
        if found:
            self._note(DatabaseDamagedError(found))

    @staticmethod
    async def _run(connection: aiosqlite.Connection, job: Job[T]) -> T:
        # aiosqlite offers a hop a statement; handing its thread the whole job is three times as fast
        # for a page turn (docs/decisions/database.md). A cancelled caller leaves the job to finish by itself.
        answer: T = await connection._execute(lambda: job(connection._conn))  # type: ignore[no-untyped-call]
        return answer


def _make_openable(path: Path) -> None:
    library_mark.require_library(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.open("ab").close()
    except OSError as error:
        raise trouble_with_file(error, path) from error


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


def _rewrite(connection: Connection) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    connection.execute(f"PRAGMA user_version = {version}")


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


def _wait_for_locks(connection: Connection, seconds: float) -> None:
    """Has a connection wait so long where another program has locked the file."""
    connection.execute(f"PRAGMA busy_timeout = {seconds * 1_000:.0f}")


def _prepare_writer(connection: Connection) -> None:
    connection.row_factory = sqlite3.Row
    _wait_for_locks(connection, _BUSY)
    migrations.refuse_foreign(connection)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute(f"PRAGMA journal_size_limit = {LOG_BYTES}")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    _in_transaction(connection, migrations.migrate)


def _prepare_reader(connection: Connection) -> None:
    connection.row_factory = sqlite3.Row
    _wait_for_locks(connection, _BUSY)
    connection.execute("PRAGMA query_only = ON")


def damage(connection: Connection) -> str:
    """Returns what is damaged in a file, in SQLite's words, or an empty string."""
    found = [str(row[0]) for row in connection.execute(f"PRAGMA quick_check({_FAULTS})")]
    # An index of words that does not fit its texts can be built anew: the file itself is well.
    return "; ".join(" ".join(each.split()) for each in found if each != "ok" and _INDEX not in each)
