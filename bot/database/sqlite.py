"""The database in one SQLite file: reading jobs, and transactions one after the other."""

from __future__ import annotations

import asyncio
import itertools
import logging
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Self, TypeVar

from bot.database import library_mark, migrations
from bot.database.interface import Database, Job
from bot.database.threads import ConnectionThread
from bot.database.transactions import (
    Request,
    SQLiteJob,
    commit_together,
    in_snapshot,
    in_transaction,
    sharing,
)
from bot.database.troubles import trouble_of, trouble_with_file
from bot.database.unfinished import refuse_unfinished
from bot.errors import DatabaseDamagedError, DatabaseError, DatabaseLockedError

log = logging.getLogger(__name__)

T = TypeVar("T")

_READERS = 2
LOG_BYTES = 16 * 1024 * 1024
"""The size to which the log is cut when it begins anew."""
_FAULTS, _INDEX = 3, "inverted index"
"""The most faults of a damaged file that are told, and what those of an index of words are known by."""
_CHECKED_AT_ONCE = 1.0
"""Seconds of the check of the file that the start waits for."""


class SQLiteDatabase(Database):
    """One SQLite file. Work is handed over as a function of a connection, and runs off the event loop as a
    whole: a press costs one hop to another thread, not one a statement.

    Jobs wait where another program has locked it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._threads: list[ConnectionThread] = []
        self._check: asyncio.Task[None] | None = None

    @property
    def place(self) -> Path:
        """The file."""
        return self._path

    @property
    def path(self) -> Path:
        """The file."""
        return self._path

    async def __aenter__(self) -> Self:
        """Opens the file, making it where there is none, and brings its schema up to date. Raises
        DatabaseError where that cannot be done."""
        await asyncio.to_thread(_make_openable, self.path)
        try:
            self._threads = [await ConnectionThread.opened(self.path, _prepare_writer, self._write)]
            for _ in range(_READERS):
                self._threads.append(await ConnectionThread.opened(self.path, _prepare_reader, self._read))
        except BaseException as error:
            await self.close()
            if isinstance(error, sqlite3.Error) and (trouble := trouble_of(error, self.path)):
                raise trouble from error
            raise
        await asyncio.to_thread(library_mark.mark, self.path)
        self._writer, *readers = self._threads
        self._next_reader = itertools.cycle(readers)
        return self

    async def close(self) -> None:
        """Finishes what is queued and closes the file."""
        if self._check is not None:
            self._check.cancel()
            await asyncio.gather(self._check, return_exceptions=True)
        for thread in reversed(self._threads):
            await thread.close()

    async def check(self) -> None:
        """Looks whether the file is damaged: for a second at once, and in the background for as long as it
        takes. In a damaged file nothing is written any more."""
        self._check = asyncio.create_task(self._find_damage(), name="check of the database")
        await asyncio.wait({self._check}, timeout=_CHECKED_AT_ONCE)

    async def read(self, job: Job[T]) -> T:
        """Returns the job's answer, from one consistent state of the database. Raises a DatabaseError where
        it cannot be read."""
        return await next(self._next_reader).run(job)

    async def transaction(self, job: Job[T], *, alone: bool = False) -> T:
        """Returns the job's answer once all it wrote is on the disk; on any exception nothing is written.

        Jobs that wait together share a commit. One that may take long is to run `alone`, so that nobody who
        is quicker waits for its end. Raises a DatabaseError where the file cannot be written.
        """
        return await self._writer.run(job, alone=alone)

    async def write_apart(self, job: SQLiteJob[T]) -> T:
        """Returns the answer of a job between two transactions, in none of its own. Raises a DatabaseError
        where the file cannot be written."""
        return await self._writer.run(job, apart=True)

    async def sizes(self) -> tuple[int, int]:
        """Returns the bytes of the file and those of its log."""
        return _size(self.path), _size(self.path.with_name(f"{self.path.name}-wal"))

    async def try_again(self) -> None:
        """Writes to a file that was in trouble, so that it is known to be well where nobody else writes."""
        if self.trouble is not None:
            with suppress(DatabaseError):
                await self._writer.run(_rewrite)

    def _read(
        self, connection: sqlite3.Connection, waiting: Sequence[Request]
    ) -> Iterator[Sequence[Request]]:
        """Serves the requests of those who read, each from a state of its own."""
        for each in waiting:
            try:
                self._share_patience(connection, each)
                each.answer = in_snapshot(connection, each.job)
            except BaseException as error:
                each.error = self._meaning(error)
            yield [each]

    def _write(
        self, connection: sqlite3.Connection, waiting: Sequence[Request]
    ) -> Iterator[Sequence[Request]]:
        """Serves the requests of those who write."""
        while waiting:
            together = sharing(waiting) if self.trouble is None else waiting[:1]
            if len(together) > 1:
                done = commit_together(connection, together)
                for each in done:
                    each.error = self._meaning(each.error)
            else:
                done = together
                self._write_one(connection, done[0])
            yield done
            waiting = waiting[len(done) :]

    def _write_one(self, connection: sqlite3.Connection, request: Request) -> None:
        trouble = self.trouble
        try:
            if isinstance(trouble, DatabaseDamagedError):
                raise DatabaseDamagedError(trouble.reason)
            self._share_patience(connection, request)
            do = request.job if request.apart else partial(in_transaction, job=request.job)
            request.answer = do(connection)
        except BaseException as error:
            request.error = self._meaning(error)
        else:
            if trouble is not None:
                self._recovered(connection)

    def _share_patience(self, connection: sqlite3.Connection, request: Request) -> None:
        """While the file is locked, has a job wait no longer together with those before it than one would
        alone: else none had its answer in time."""
        if isinstance(self.trouble, DatabaseLockedError):
            wait_for_locks(connection, max(0.0, request.asked + self.patience - time.monotonic()))

    def _meaning(self, error: BaseException | None) -> BaseException | None:
        """Returns what an error says of the file, which is noted, or the error itself."""
        trouble = trouble_of(error, self.path) if isinstance(error, sqlite3.Error) else None
        if trouble is None:
            return error
        self._note(trouble)
        trouble.__cause__ = error
        return trouble

    def _note(self, trouble: DatabaseError) -> None:
        if isinstance(self.trouble, DatabaseDamagedError):
            return
        if type(trouble) is not type(self.trouble):
            log.critical("The database is in trouble: %s", trouble)
        self.trouble = trouble

    def _recovered(self, connection: sqlite3.Connection) -> None:
        wait_for_locks(connection, self.patience)
        log.info("The database is well again")
        self.trouble = None

    async def _find_damage(self) -> None:
        thread = await ConnectionThread.opened(self.path, _prepare_reader)
        try:
            found = await thread.run(damage)
        except sqlite3.Error as error:
            trouble = trouble_of(error, self.path)
            found = str(error) if isinstance(trouble, DatabaseDamagedError) else ""
        finally:
            await thread.interrupt()
            await thread.close()
        if found:
            self._note(DatabaseDamagedError(found))


def _make_openable(path: Path) -> None:
    library_mark.require_library(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.open("ab").close()
    except OSError as error:
        raise trouble_with_file(error, path) from error


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _rewrite(connection: sqlite3.Connection) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    connection.execute(f"PRAGMA user_version = {version}")


def wait_for_locks(connection: sqlite3.Connection, seconds: float) -> None:
    """Has a connection wait so long where another program has locked the file."""
    connection.execute(f"PRAGMA busy_timeout = {seconds * 1_000:.0f}")


def _prepare_writer(connection: sqlite3.Connection) -> None:
    connection.row_factory = sqlite3.Row
    wait_for_locks(connection, Database.patience)
    migrations.refuse_foreign(connection)
    refuse_unfinished(connection)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute(f"PRAGMA journal_size_limit = {LOG_BYTES}")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    in_transaction(connection, migrations.migrate)


def _prepare_reader(connection: sqlite3.Connection) -> None:
    connection.row_factory = sqlite3.Row
    wait_for_locks(connection, Database.patience)
    connection.execute("PRAGMA query_only = ON")


def damage(connection: sqlite3.Connection) -> str:
    """Returns what is damaged in a file, in SQLite's words, or an empty string."""
    found = [str(row[0]) for row in connection.execute(f"PRAGMA quick_check({_FAULTS})")]
    # An index of words that does not fit its texts can be built anew: the file itself is well.
    return "; ".join(" ".join(each.split()) for each in found if each != "ok" and _INDEX not in each)
