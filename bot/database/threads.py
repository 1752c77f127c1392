"""Connections to SQLite, each in a thread of its own, which does what is handed over to it."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Self, TypeVar

from bot.database.transactions import Connection, Job, Request

T = TypeVar("T")

Serve = Callable[[Connection, Sequence[Request]], Iterator[Sequence[Request]]]
"""Does all that waits, in its order, and yields the requests that are done, as soon as they are."""


def one_by_one(connection: Connection, waiting: Sequence[Request]) -> Iterator[Sequence[Request]]:
    """Does each job by itself, in no transaction."""
    for each in waiting:
        try:
            each.answer = each.job(connection)
        except BaseException as error:
            each.error = error
        yield [each]


class ConnectionThread:
    """A connection to a file, and the thread that uses it. The thread takes all that waits at once, and
    `serve` does it."""

    def __init__(self, path: Path, serve: Serve) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._serve = serve
        self._waiting: SimpleQueue[Sequence[Request] | None] = SimpleQueue()
        self._asked: list[Request] = []
        self._loop = asyncio.get_running_loop()
        self._is_open = True
        self._ended: asyncio.Future[None] = self._loop.create_future()

    @classmethod
    async def opened(cls, path: Path, prepare: Job[object], serve: Serve = one_by_one) -> Self:
        """Returns a connection that is prepared. Raises sqlite3.Error, and what `prepare` raises."""
        thread = cls(path, serve)
        prepared = Request(prepare, thread._loop.create_future())
        # A daemon, since an open database must not keep a process from ending.
        Thread(target=thread._work, args=[prepared], name=f"{path.name}", daemon=True).start()
        try:
            await prepared.future
        except BaseException:
            await thread.close()
            raise
        return thread

    async def run(self, job: Job[T], *, alone: bool = False) -> T:
        """Returns the job's answer, or raises what it raised. A cancelled caller leaves the job to finish by
        itself. `alone` is what `serve` knows of it."""
        if not self._is_open:
            raise sqlite3.ProgrammingError("The database is closed.")
        future: asyncio.Future[T] = self._loop.create_future()
        if not self._asked:
            # What is asked in one turn of the loop is handed over together: to wake a thread is dear.
            self._loop.call_soon(self._hand_over)
        self._asked.append(Request(job, future, alone))
        return await future

    def interrupt(self) -> None:
        """Ends the statement that is running, if any, with an error."""
        self._connection.interrupt()

    async def close(self) -> None:
        """Finishes what is queued, and closes the connection."""
        self._is_open = False
        self._hand_over()
        self._waiting.put(None)
        await asyncio.shield(self._ended)

    def _hand_over(self) -> None:
        if self._asked:
            self._waiting.put(self._asked)
            self._asked = []

    def _work(self, prepared: Request) -> None:
        self._do([prepared], one_by_one)
        going_on = True
        while going_on:
            taken = [self._waiting.get()]
            taken += [self._waiting.get() for _ in range(self._waiting.qsize())]
            going_on = None not in taken
            self._do([each for some in taken if some for each in some], self._serve)
        self._connection.close()
        self._loop.call_soon_threadsafe(self._ended.set_result, None)

    def _do(self, requests: Sequence[Request], serve: Serve) -> None:
        done = 0
        try:
            for some in serve(self._connection, requests):
                done += len(some)
                # To wake the loop costs more than many an answer, so it is woken once for all that are done.
                self._loop.call_soon_threadsafe(_answer, some)
        except BaseException as error:  # what nobody thought of must not end the thread
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
        else:
            each.future.set_exception(each.error)
