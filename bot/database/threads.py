"""Connections to SQLite, each in a thread of its own, which does all that waits at once."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from queue import SimpleQueue
from typing import Self, TypeVar

import aiosqlite

from bot.database.transactions import Request, SQLiteJob

T = TypeVar("T")

Serve = Callable[[sqlite3.Connection, Sequence[Request]], Iterator[Sequence[Request]]]
"""Does all that waits, in its order, and yields the requests that are done, as soon as they are."""


def one_by_one(connection: sqlite3.Connection, waiting: Sequence[Request]) -> Iterator[Sequence[Request]]:
    """Does each job by itself, in no transaction."""
    for each in waiting:
        try:
            each.answer = each.job(connection)
        except BaseException as error:
            each.error = error
        yield [each]


class ConnectionThread:
    """aiosqlite's connection to a file, with its thread: that takes all that waits at once, and `serve` does
    it."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection
        self._serve: Serve = one_by_one
        self._asked: list[Request] = []
        self._waiting: SimpleQueue[Request] = SimpleQueue()
        self._loop = asyncio.get_running_loop()
        self._is_open = True

    @classmethod
    async def opened(cls, path: Path, prepare: SQLiteJob[object], serve: Serve = one_by_one) -> Self:
        """Returns a connection that is prepared. Raises sqlite3.Error, and what `prepare` raises."""
        thread = cls(await aiosqlite.connect(path, isolation_level=None))
        try:
            await thread.run(prepare)
        except BaseException:
            await thread.close()
            raise
        thread._serve = serve
        return thread

    async def run(self, job: SQLiteJob[T], *, alone: bool = False, apart: bool = False) -> T:
        """Returns the job's answer, or raises what it raised. A cancelled caller leaves the job to finish by
        itself. `alone` and `apart` are for `serve`."""
        if not self._is_open:
            raise sqlite3.ProgrammingError("The database is closed.")
        future: asyncio.Future[T] = self._loop.create_future()
        if not self._asked:
            # What is asked in one turn of the loop is handed over together: to wake a thread is dear.
            self._loop.call_soon(self._hand_over)
        self._asked.append(Request(job, future, alone, apart))
        return await future

    async def interrupt(self) -> None:
        """Ends the statement that is running, if any, with an error."""
        await self._connection.interrupt()

    async def close(self) -> None:
        """Finishes what is queued, and closes the connection."""
        self._is_open = False
        self._hand_over()
        await self._connection.close()

    def _hand_over(self) -> None:
        if not self._asked:
            return
        for each in self._asked:
            self._waiting.put(each)
        self._asked.clear()
        # aiosqlite has no public way to hand a function to its thread, and awaiting its private one would
        # wake the loop once more (tests/database/test_aiosqlite.py says what is relied on).
        self._connection._tx.put_nowait((None, self._work))

    def _work(self) -> None:
        requests = [self._waiting.get_nowait() for _ in range(self._waiting.qsize())]
        done = 0
        try:
            for some in self._serve(self._connection._conn, requests):
                done += len(some)
                # To wake the loop costs more than many an answer, so it is woken once for all that are done.
                self._loop.call_soon_threadsafe(_answer, some)
        except BaseException as error:  # what nobody thought of must leave nobody waiting
            for each in requests[done:]:
                each.error = error
            self._loop.call_soon_threadsafe(_answer, requests[done:])


def _answer(requests: Iterable[Request]) -> None:
    """Gives the callers that still wait their answers, or raises the errors there."""
    for each in requests:
        if each.future.done():
            continue
        if each.error is None:
            each.future.set_result(each.answer)
        elif isinstance(each.error, StopIteration):  # no future takes one: it is told as in PEP 479
            error = RuntimeError("The job raised StopIteration.")
            error.__cause__ = each.error
            each.future.set_exception(error)
        else:
            each.future.set_exception(each.error)
