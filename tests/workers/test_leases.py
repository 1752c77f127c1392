"""Of several processes over one database, one at a time does what is not claimed item by item."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from functools import partial

import pytest

from bot.clock import Clock
from bot.database import Connection, Database
from bot.health.service import Health
from bot.leases.models import RENEWED, SECONDS
from bot.leases.queries import leases
from bot.leases.service import Leases
from bot.workers import Batch, Worker, Workers
from tests.support.locks import locked
from tests.support.person import PATIENCE, a_moment


class Process:
    """One of several, with a worker that does numbered items as long as there are any."""

    def __init__(self, database: Database, clock: Clock, left: list[int], holder: str = "") -> None:
        self.leases = Leases(database, clock, holder)
        self.workers = Workers(self.leases.of)
        self.done: list[int] = []
        self.before_each: asyncio.Event | None = None
        self.is_broken = False
        self._left = left
        self.woken = asyncio.Event()
        self.keeper = self.leases.worker()
        self._clock = clock
        self.worker: Worker[int] = Worker("numbers", clock, self._due, self._do, self.woken)

    async def _due(self, waiting: Collection[int]) -> Batch[int]:
        return Batch([each for each in self._left if each not in waiting][:1])

    async def _do(self, item: int) -> None:
        if self.is_broken:
            raise OSError("out of order")
        self._left.remove(item)
        self.done.append(item)
        if self.before_each is not None:
            await self.before_each.wait()

    def start(self) -> None:
        self.workers.start(self.keeper)
        self.workers.start(self.worker)

    async def renewed(self) -> None:
        """Returns once it has tried to renew what it has, by the time that it is."""
        now = self._clock.now()
        await until(lambda: (self.keeper.last_success or 0) >= now)

    async def kill(self) -> None:
        """Ends it without a word to others."""
        await self.workers.close()

    async def end(self) -> None:
        await self.workers.close()
        await self.leases.release()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def left() -> list[int]:
    return [1, 2, 3]


@asynccontextmanager
async def two(database: Database, clock: Clock, left: list[int]) -> AsyncIterator[tuple[Process, Process]]:
    """Two processes, of which the first has the lease."""
    one, other = Process(database, clock, left), Process(database, clock, left)
    try:
        one.start()
        await until(lambda: not left)
        other.start()
        await other.renewed()
        yield one, other
    finally:
        await one.kill()
        await other.kill()


async def until(condition: object) -> None:
    assert callable(condition)
    async with asyncio.timeout(PATIENCE):
        while not condition():
            await a_moment()


def taken_away(connection: Connection) -> None:
    connection.execute("UPDATE leases SET holder = 'somebody else' WHERE name = 'numbers'")


def more(process: Process, left: list[int], *items: int) -> None:
    left.extend(items)
    process.woken.set()


async def test_one_process_does_what_there_is_to_do(
    database: Database, clock: Clock, left: list[int]
) -> None:
    async with two(database, clock, left) as (one, other):
        for _ in range(4):
            more(other, left, 4)
            more(one, left)
            clock.advance(RENEWED)
            await one.renewed()
            await other.renewed()
            await until(lambda: not left)
        assert (one.done, other.done) == ([1, 2, 3, 4, 4, 4, 4], [])
        assert other.worker.elsewhere


async def test_whoever_has_the_lease_is_woken_from_another_process(
    database: Database, clock: Clock, left: list[int]
) -> None:
    async with two(database, clock, left) as (one, other):
        more(other, left, 4)
        for process in (other, one):  # long before one looks by itself
            clock.advance(RENEWED)
            await process.renewed()
        await until(lambda: one.done == [1, 2, 3, 4])
        assert other.done == []


async def test_another_takes_over_when_one_ends(database: Database, clock: Clock, left: list[int]) -> None:
    async with two(database, clock, left) as (one, other):
        await one.end()
        more(other, left, 4)
        clock.advance(RENEWED)
        await until(lambda: other.done == [4])


async def test_another_takes_over_once_one_was_not_heard_of_for_some_time(
    database: Database, clock: Clock, left: list[int]
) -> None:
    async with two(database, clock, left) as (one, other):
        await one.kill()
        more(other, left, 4)
        clock.advance(RENEWED)
        await other.renewed()
        assert (other.done, left) == ([], [4])
        clock.advance(SECONDS)
        await until(lambda: other.done == [4])


async def test_who_begins_again_under_the_same_name_waits_for_nothing(
    database: Database, clock: Clock, left: list[int]
) -> None:
    first, again = (Process(database, clock, left, "the same") for _ in range(2))
    first.start()
    await until(lambda: not left)
    await first.kill()
    left.append(4)
    again.start()
    await until(lambda: again.done == [4])
    await again.end()


async def test_whoever_has_lost_the_lease_begins_nothing_more(
    database: Database, clock: Clock, left: list[int]
) -> None:
    async with two(database, clock, left) as (one, other):
        one.before_each = asyncio.Event()
        more(one, left, 4, 5)
        await until(lambda: left == [5])

        await database.transaction(taken_away)
        clock.advance(RENEWED)
        await until(lambda: one.worker.elsewhere)
        one.before_each.set()
        await until(lambda: not one.worker.busy)
        assert (one.done, other.done, left) == ([1, 2, 3, 4], [], [5])
        clock.advance(SECONDS + RENEWED)  # nobody renews it
        await until(lambda: not left)


async def test_a_lease_that_could_not_be_renewed_is_renewed_before_it_ends(
    database: Database, clock: Clock, left: list[int]
) -> None:
    async with two(database, clock, left) as (one, _):
        ends = (one.keeper.last_success or 0) + SECONDS
        async with locked(database):
            clock.advance(RENEWED)
            await until(lambda: one.keeper.failing)
        assert one.keeper.failing[None].next_at <= ends - RENEWED
        clock.advance(RENEWED)
        await one.renewed()
        assert not one.worker.elsewhere


async def test_what_failed_before_the_lease_was_lost_for_a_while_is_told_to_be_well_again(
    database: Database, clock: Clock, left: list[int], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    health, one = Health(database, clock), Process(database, clock, left)
    del left[1:]
    health.workers = [one.worker]
    one.is_broken = True
    one.start()
    await until(lambda: one.worker.failing)
    assert [each.failing for each in (await health.report()).workers] == [1]

    await database.transaction(taken_away)
    clock.advance(RENEWED)
    await until(lambda: one.worker.elsewhere)
    one.woken.set()
    assert [each.failing for each in (await health.report()).workers] == [0]
    one.is_broken = False
    await database.transaction(partial(leases.release, holder="somebody else"))
    clock.advance(RENEWED)
    await until(lambda: "numbers: all is well again" in caplog.text)
    assert (one.done, left, one.worker.failing) == ([1], [], {})
    await one.end()


async def test_shards_wait_for_a_database_that_cannot_be_had(
    database: Database, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    served = Leases(database, clock)
    async with locked(database):
        taking = asyncio.create_task(served.serve((0,), 1))
        await until(lambda: "The shards wait for the database" in caplog.text)
        assert not taking.done()
    clock.advance(RENEWED)
    await taking


async def test_a_lease_of_a_clock_that_was_wrong_holds_nobody_up(
    database: Database, clock: Clock, left: list[int]
) -> None:
    ahead = Clock()
    ahead.set_wrong(86_400)
    wrong, right = Process(database, ahead, []), Process(database, clock, left)
    wrong.start()
    await until(lambda: not wrong.worker.elsewhere)
    await wrong.kill()
    right.start()
    await until(lambda: right.done == [1, 2, 3])
    await right.end()
