"""What `ConnectionThread` relies on in aiosqlite, which promises none of it: a newer version has to pass here
before the bound in pyproject.toml is moved."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import TypeVar

import aiosqlite
import pytest

T = TypeVar("T")
Job = Callable[[sqlite3.Connection], T]


class PulledPlugError(BaseException):
    """Something that no handler of ordinary errors catches."""


@pytest.fixture
async def connection() -> AsyncIterator[aiosqlite.Connection]:
    async with aiosqlite.connect(":memory:", isolation_level=None) as connection:
        yield connection


async def run(connection: aiosqlite.Connection, job: Job[T]) -> T:
    """As `ConnectionThread` does it: the function answers by itself, and aiosqlite nobody."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[T] = loop.create_future()

    def do() -> None:
        try:
            found = job(connection._conn)
        except BaseException as error:
            loop.call_soon_threadsafe(answer.set_exception, error)
        else:
            loop.call_soon_threadsafe(answer.set_result, found)

    connection._tx.put_nowait((None, do))
    return await answer


async def test_a_job_runs_as_a_whole_in_the_thread_of_the_connection(
    connection: aiosqlite.Connection,
) -> None:
    def job(inner: sqlite3.Connection) -> tuple[int, list[tuple[int]]]:
        inner.execute("CREATE TABLE t (n)")
        inner.execute("INSERT INTO t VALUES (1), (2)")
        return threading.get_ident(), inner.execute("SELECT n FROM t").fetchall()

    thread, rows = await run(connection, job)
    assert rows == [(1,), (2,)]
    assert thread != threading.get_ident()
    assert thread == await run(connection, lambda inner: threading.get_ident())


async def test_jobs_run_one_after_the_other_as_they_were_handed_over(
    connection: aiosqlite.Connection,
) -> None:
    events: list[tuple[str, int]] = []

    def numbered(number: int) -> Job[int]:
        def job(inner: sqlite3.Connection) -> int:
            events.append(("begun", number))
            inner.execute("SELECT 1").fetchall()
            events.append(("done", number))
            return number

        return job

    answers = await asyncio.gather(*(run(connection, numbered(number)) for number in range(50)))
    assert answers == list(range(50))
    assert events == [(what, number) for number in range(50) for what in ("begun", "done")]


@pytest.mark.parametrize("error", [KeyError("job"), sqlite3.OperationalError("locked"), PulledPlugError()])
async def test_what_a_job_raises_comes_through_and_the_connection_goes_on(
    connection: aiosqlite.Connection, error: BaseException
) -> None:
    def job(inner: sqlite3.Connection) -> None:
        raise error

    with pytest.raises(type(error)) as raised:
        await run(connection, job)
    assert raised.value is error
    assert await run(connection, lambda inner: inner.execute("SELECT 7").fetchone()) == (7,)


async def test_what_was_handed_over_is_done_before_the_connection_closes() -> None:
    done: list[int] = []
    connection = await aiosqlite.connect(":memory:", isolation_level=None)
    for number in range(20):
        connection._tx.put_nowait((None, partial(done.append, number)))
    await connection.close()
    assert done == list(range(20))


async def test_a_function_that_raises_does_not_end_the_thread(connection: aiosqlite.Connection) -> None:
    def broken() -> None:
        raise PulledPlugError

    connection._tx.put_nowait((None, broken))
    assert await run(connection, lambda inner: inner.execute("SELECT 7").fetchone()) == (7,)
