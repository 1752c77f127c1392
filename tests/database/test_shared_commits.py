"""Transactions that wait together share a commit: each is undone by itself, and none is acknowledged
before."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.database import Connection, SQLiteDatabase, savepoint, transactions

Job = Callable[[Connection], object]
CONTROL = ("BEGIN", "SAVEPOINT", "ROLLBACK", "RELEASE", "COMMIT")


class PulledPlugError(BaseException):
    """Something that no handler of ordinary errors catches."""


@pytest.fixture
async def database(path: Path) -> AsyncIterator[SQLiteDatabase]:
    async with SQLiteDatabase(path) as database:
        yield database


@pytest.fixture
async def steps(database: SQLiteDatabase) -> list[str]:
    """How transactions are begun and ended, from here on."""
    found: list[str] = []

    def note(statement: str) -> None:
        if statement.startswith(CONTROL):
            found.append(statement)

    await database.write_apart(lambda connection: connection.set_trace_callback(note))
    found.clear()
    return found


def take(offer: int) -> Job:
    """A job that writes one row, and returns how many there are."""

    def job(connection: Connection) -> int:
        connection.execute("INSERT INTO taken_offers (offer, taken_at) VALUES (?, 0)", (offer,))
        return len(taken(connection))

    return job


def taken(connection: Connection) -> list[int]:
    return [row[0] for row in connection.execute("SELECT offer FROM taken_offers ORDER BY offer")]


def as_others_see_it(path: Path) -> list[int]:
    connection = sqlite3.connect(path)
    try:
        return taken(connection)
    finally:
        connection.close()


async def handed_over_together(
    database: SQLiteDatabase, *jobs: Job, alone: frozenset[int] = frozenset()
) -> list[asyncio.Task[object]]:
    """Hands jobs over while the writer is busy with something else."""
    busy, free = asyncio.Event(), threading.Event()
    loop = asyncio.get_running_loop()

    def hold(_: Connection) -> None:
        loop.call_soon_threadsafe(busy.set)
        assert free.wait(60)

    holding = asyncio.create_task(database.transaction(hold))
    await busy.wait()
    tasks = [
        asyncio.create_task(database.transaction(job, alone=number in alone))
        for number, job in enumerate(jobs)
    ]
    await asyncio.sleep(0)
    free.set()
    await holding
    return tasks


async def outcomes(tasks: list[asyncio.Task[object]]) -> list[object]:
    return await asyncio.gather(*tasks, return_exceptions=True)


async def test_what_waits_together_shares_a_commit_in_its_order(
    database: SQLiteDatabase, path: Path, steps: list[str]
) -> None:
    tasks = await handed_over_together(database, *map(take, (3, 1, 2)))
    assert await outcomes(tasks) == [1, 2, 3]
    assert as_others_see_it(path) == [1, 2, 3]
    assert steps.count("COMMIT") == 2, "one for the job that held them up"


async def test_one_alone_pays_no_savepoint(database: SQLiteDatabase, steps: list[str]) -> None:
    await database.transaction(take(1))
    assert steps == ["BEGIN IMMEDIATE", "COMMIT"]


@pytest.mark.parametrize("error", [ValueError, asyncio.CancelledError, PulledPlugError])
async def test_one_of_five_that_fails_fails_alone(
    database: SQLiteDatabase, path: Path, error: type[BaseException]
) -> None:
    def fail(connection: Connection) -> None:
        take(3)(connection)
        raise error

    tasks = await handed_over_together(database, take(1), take(2), fail, take(4), take(5))
    found = await outcomes(tasks)
    assert type(found.pop(2)) is error
    assert found == [1, 2, 3, 4]
    assert as_others_see_it(path) == [1, 2, 4, 5]


async def test_one_that_raises_what_no_caller_can_be_given_leaves_nobody_waiting(
    database: SQLiteDatabase, path: Path
) -> None:
    def runs_out(connection: Connection) -> object:
        take(2)(connection)
        return next(iter(()))

    tasks = await handed_over_together(database, take(1), runs_out, take(3))
    async with asyncio.timeout(10):
        first, second, third = await outcomes(tasks)
        (reading,) = await asyncio.gather(database.read(lambda _: next(iter(()))), return_exceptions=True)
    assert (first, third) == (1, 2)
    for error in (second, reading):
        assert isinstance(error, RuntimeError)
        assert isinstance(error.__cause__, StopIteration)
    assert as_others_see_it(path) == [1, 3]


async def test_a_commit_that_fails_fails_all_of_them_and_leaves_nothing(
    database: SQLiteDatabase, path: Path
) -> None:
    def owes(connection: Connection) -> None:
        connection.execute("PRAGMA defer_foreign_keys = ON")
        connection.execute("INSERT INTO covers (story_id, image) VALUES (999, x'00')")

    tasks = await handed_over_together(database, take(1), owes, take(2))
    assert [type(each) for each in await outcomes(tasks)] == [sqlite3.IntegrityError] * 3
    assert as_others_see_it(path) == []
    assert await database.transaction(take(4)) == 1


async def test_where_sqlite_undoes_a_transaction_those_that_were_in_it_fail_and_those_behind_do_not(
    database: SQLiteDatabase, path: Path
) -> None:
    def undo_all(connection: Connection) -> None:
        connection.execute("INSERT OR ROLLBACK INTO taken_offers (offer, taken_at) VALUES (1, 0), (1, 0)")

    tasks = await handed_over_together(database, take(1), undo_all, take(2), take(3))
    found = await outcomes(tasks)
    assert [type(each) for each in found[:2]] == [sqlite3.IntegrityError] * 2
    assert found[2:] == [1, 2]
    assert as_others_see_it(path) == [2, 3]


@pytest.mark.parametrize(
    ("or_what", "stored", "outcome"),
    [("ABORT", [1, 3, 4], type(None)), ("ROLLBACK", [], sqlite3.IntegrityError)],
)
async def test_a_part_that_fails_is_undone_by_itself_unless_sqlite_undoes_all(
    database: SQLiteDatabase, path: Path, or_what: str, stored: list[int], outcome: type[object]
) -> None:
    def job(connection: Connection) -> None:
        take(1)(connection)
        with savepoint(connection, lambda error: take(3)(connection)):
            take(2)(connection)
            connection.execute(f"INSERT OR {or_what} INTO taken_offers (offer, taken_at) VALUES (1, 0)")
        take(4)(connection)

    [found] = await asyncio.gather(database.transaction(job), return_exceptions=True)
    assert as_others_see_it(path) == stored
    assert type(found) is outcome


async def test_one_whose_caller_is_gone_happens_whole_and_the_others_have_their_answers(
    database: SQLiteDatabase, path: Path
) -> None:
    loop, begun, go_on = asyncio.get_running_loop(), asyncio.Event(), threading.Event()

    def slowly(connection: Connection) -> None:
        take(2)(connection)
        loop.call_soon_threadsafe(begun.set)
        assert go_on.wait(60)
        take(3)(connection)

    first, second, third = await handed_over_together(database, take(1), slowly, take(4))
    await begun.wait()
    assert not first.done(), "nothing is acknowledged before it is on the disk"
    second.cancel()
    go_on.set()
    assert await first == 1
    assert await third == 4
    assert second.cancelled()
    assert as_others_see_it(path) == [1, 2, 3, 4]


async def test_nobody_waits_for_the_commit_of_one_that_takes_long(
    database: SQLiteDatabase, steps: list[str]
) -> None:
    jobs = map(take, range(1, 6))
    tasks = await handed_over_together(database, *jobs, alone=frozenset({2}))
    assert await outcomes(tasks) == [1, 2, 3, 4, 5]
    begun = [steps.index("BEGIN IMMEDIATE", at) for at, step in enumerate(steps) if step == "BEGIN IMMEDIATE"]
    shared = [steps[at + 1] == "SAVEPOINT job" for at in begun]
    assert shared == [False, True, False, True], "the one that held them up, two, the long one, two"


async def test_after_some_time_no_other_is_begun_in_a_transaction(
    database: SQLiteDatabase, path: Path, steps: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transactions, "_LONG_ENOUGH", -1)
    tasks = await handed_over_together(database, *map(take, (1, 2, 3)))
    assert await outcomes(tasks) == [1, 2, 3]
    assert steps.count("COMMIT") == 4
    assert as_others_see_it(path) == [1, 2, 3]
