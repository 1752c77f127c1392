"""The database: a job happens whole or not at all, and one writer comes after another."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.database import Connection, Database, SQLiteDatabase


class PulledPlugError(BaseException):
    """Something that no handler of ordinary errors catches."""


@pytest.fixture
async def database(path: Path) -> AsyncIterator[Database]:
    async with SQLiteDatabase(path) as database:
        yield database


def take(offer: int) -> Callable[[Connection], int]:
    """A job that writes one row: an offer that is taken."""

    def job(connection: Connection) -> int:
        connection.execute("INSERT INTO taken_offers (offer, taken_at) VALUES (?, 0)", (offer,))
        return offer

    return job


def taken(connection: Connection) -> list[int]:
    """The rows that are there."""
    return [row[0] for row in connection.execute("SELECT offer FROM taken_offers ORDER BY offer")]


def as_others_see_it(path: Path) -> list[int]:
    """The rows as another program finds them in the file."""
    connection = sqlite3.connect(path)
    try:
        return taken(connection)
    finally:
        connection.close()


class Held:
    """A job that waits, in its thread, until it is let go; then it writes two rows."""

    def __init__(self) -> None:
        self.begun = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._free = threading.Event()

    def let_go(self) -> None:
        self._free.set()

    def __call__(self, connection: Connection) -> None:
        take(1)(connection)
        self._loop.call_soon_threadsafe(self.begun.set)
        assert self._free.wait(5)
        take(2)(connection)


# Whole or not at all


async def test_what_was_answered_is_in_the_file(database: Database, path: Path) -> None:
    assert await database.transaction(take(7)) == 7
    assert as_others_see_it(path) == [7]
    assert await database.read(taken) == [7]


@pytest.mark.parametrize(
    "error", [ValueError, sqlite3.OperationalError, asyncio.CancelledError, PulledPlugError]
)
async def test_whatever_goes_wrong_nothing_of_the_job_stays(
    database: Database, error: type[BaseException]
) -> None:
    def job(connection: Connection) -> None:
        take(1)(connection)
        raise error

    with pytest.raises(error):
        await database.transaction(job)
    assert await database.read(taken) == []
    assert await database.transaction(take(2)) == 2
    assert await database.read(taken) == [2]


async def test_a_job_that_breaks_a_rule_of_the_schema_leaves_nothing(database: Database) -> None:
    def job(connection: Connection) -> None:
        take(1)(connection)
        take(1)(connection)

    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        await database.transaction(job)
    assert await database.read(taken) == []


async def test_a_chapter_of_no_story_is_refused(database: Database) -> None:
    def job(connection: Connection) -> None:
        connection.execute("INSERT INTO covers (story_id, image) VALUES (999, x'00')")

    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        await database.transaction(job)


async def test_a_job_whose_caller_has_gone_happens_whole(database: Database) -> None:
    job = Held()
    caller = asyncio.create_task(database.transaction(job))
    await job.begun.wait()
    caller.cancel()
    with pytest.raises(asyncio.CancelledError):
        await caller
    assert await database.read(taken) == []
    job.let_go()
    await database.transaction(take(3))
    assert await database.read(taken) == [1, 2, 3]


async def test_a_job_whose_caller_left_while_it_waited_its_turn_happens_whole_or_not(
    database: Database,
) -> None:
    first = Held()
    holding = asyncio.create_task(database.transaction(first))
    await first.begun.wait()

    def pair(connection: Connection) -> None:
        take(11)(connection)
        take(12)(connection)

    waiting = asyncio.create_task(database.transaction(pair))
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    first.let_go()
    await holding
    await database.transaction(take(3))
    assert await database.read(taken) in ([1, 2, 3], [1, 2, 3, 11, 12])


async def test_closing_finishes_what_was_begun(path: Path) -> None:
    async with SQLiteDatabase(path) as database:
        job = Held()
        writing = asyncio.create_task(database.transaction(job))
        await job.begun.wait()
        job.let_go()
    await writing
    assert as_others_see_it(path) == [1, 2]


# One after another


async def test_writers_take_turns(database: Database) -> None:
    def next_number(connection: Connection) -> None:
        (highest,) = connection.execute("SELECT coalesce(max(offer), 0) FROM taken_offers").fetchone()
        take(highest + 1)(connection)

    await asyncio.gather(*(database.transaction(next_number) for _ in range(50)))
    assert await database.read(taken) == list(range(1, 51))


async def test_two_programs_take_turns_with_one_file(database: Database, path: Path) -> None:
    async with SQLiteDatabase(path) as other:
        job = Held()
        ours = asyncio.create_task(database.transaction(job))
        await job.begun.wait()
        theirs = asyncio.create_task(other.transaction(take(3)))
        assert await other.read(taken) == []
        job.let_go()
        await asyncio.gather(ours, theirs)
        assert await other.read(taken) == [1, 2, 3]


async def test_readers_do_not_wait_for_a_writer(database: Database) -> None:
    job = Held()
    writing = asyncio.create_task(database.transaction(job))
    await job.begun.wait()
    assert [await database.read(taken) for _ in range(4)] == [[]] * 4
    job.let_go()
    await writing
    assert [await database.read(taken) for _ in range(4)] == [[1, 2]] * 4


async def test_a_reading_job_sees_one_state_whatever_is_written_meanwhile(database: Database) -> None:
    loop, looked, written = asyncio.get_running_loop(), asyncio.Event(), threading.Event()

    def look_twice(connection: Connection) -> tuple[list[int], list[int]]:
        before = taken(connection)
        loop.call_soon_threadsafe(looked.set)
        assert written.wait(5)
        return before, taken(connection)

    reading = asyncio.create_task(database.read(look_twice))
    await looked.wait()
    await database.transaction(take(1))
    written.set()
    assert await reading == ([], [])
    assert await database.read(taken) == [1]


async def test_a_reading_job_cannot_write(database: Database) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        await database.read(take(1))
    assert await database.read(taken) == []
