"""One worker by itself: when it looks, what it tries again and when, and what it says of that."""

from __future__ import annotations

import asyncio
from collections.abc import Collection

import pytest

from bot.clock import Clock
from bot.workers import Batch, Worker, Workers
from tests.support.person import PATIENCE

A_YEAR = 365 * 86_400


class Parcels:
    """Parcels to be carried, some of which are stuck; `shut` where not even the list can be read."""

    def __init__(self, *names: str) -> None:
        self.clock = Clock()
        self.left = list(names)
        self.stuck: set[str] = set()
        self.shut = False
        self.tries: list[str] = []
        self.carried = asyncio.Event()
        self.woken = asyncio.Event()
        self.worker = Worker("parcels", self.clock, self._due, self._carry, self.woken)

    async def _due(self, waiting: Collection[str]) -> Batch[str]:
        if self.shut:
            raise OSError("shut")
        return Batch([name for name in self.left if name not in waiting][:1])

    async def _carry(self, name: str) -> None:
        self.tries.append(name)
        if name in self.stuck:
            raise ValueError(f"{name} is stuck")
        self.left.remove(name)
        self.carried.set()


async def test_what_fails_is_tried_again_ever_later_and_what_comes_behind_it_is_done() -> None:
    parcels = Parcels("lamp", "oar")
    parcels.stuck = {"lamp"}
    await parcels.worker.round()
    assert parcels.left == ["lamp"]
    for wait in (15, 30, 60, 120):
        before = len(parcels.tries)
        parcels.clock.advance(wait - 2)
        await parcels.worker.round()
        assert len(parcels.tries) == before
        parcels.clock.advance(2)
        await parcels.worker.round()
        assert len(parcels.tries) == before + 1
    failure = parcels.worker.failing["lamp"]
    assert (failure.count, failure.error) == (5, "ValueError: lamp is stuck")
    for _ in range(9):
        parcels.clock.advance(3_600)
        await parcels.worker.round()
    assert 0 < parcels.worker.failing["lamp"].next_at - parcels.clock.now() <= 3_600
    parcels.stuck = set()
    parcels.clock.advance(3_600)
    await parcels.worker.round()
    assert (parcels.left, parcels.worker.failing) == ([], {})


async def test_it_says_why_once_and_then_a_line_each_time(caplog: pytest.LogCaptureFixture) -> None:
    parcels = Parcels("lamp")
    parcels.stuck = {"lamp"}
    for _ in range(4):
        await parcels.worker.round()
        parcels.clock.advance(3_600)
    assert [bool(record.exc_info) for record in caplog.records] == [True, False, False, False]
    assert "parcels: lamp failed, next try in 15 s: ValueError: lamp is stuck" in caplog.messages


async def test_a_look_that_fails_is_repeated_within_a_minute() -> None:
    parcels = Parcels("lamp")
    parcels.shut = True
    for _ in range(6):
        again = await parcels.worker.round()
        assert 0 < again - parcels.clock.now() <= 60
        parcels.clock.advance(60)
    assert parcels.worker.failing[None].count == 6
    assert parcels.worker.last_success is None
    parcels.shut = False
    await parcels.worker.round()
    assert (parcels.left, parcels.worker.failing) == ([], {})
    assert parcels.worker.last_success == parcels.clock.now()


async def test_what_failed_and_was_called_off_is_forgotten() -> None:
    parcels = Parcels("lamp")
    parcels.stuck = {"lamp"}
    await parcels.worker.round()
    parcels.left.clear()
    parcels.clock.advance(15)
    await parcels.worker.round()
    assert parcels.worker.failing == {}


async def test_what_was_called_off_is_not_waited_for_where_all_that_is_due_waits() -> None:
    clock, left = Clock(), ["lamp", "oar"]

    async def due(waiting: Collection[str]) -> Batch[str]:
        return Batch(list(left))

    async def carry(name: str) -> None:
        raise ValueError(f"{name} is stuck")

    worker = Worker("parcels", clock, due, carry)
    await worker.round()
    left.remove("lamp")
    clock.advance(15)
    again = await worker.round()
    assert (list(worker.failing), again > clock.now()) == (["oar"], True)


@pytest.mark.parametrize("how", ["woken", "a minute later"])
async def test_what_comes_later_is_done_when_it_is_woken_or_within_a_minute(how: str) -> None:
    parcels, workers = Parcels("lamp"), Workers()
    workers.start(parcels.worker)
    async with asyncio.timeout(PATIENCE):
        await parcels.carried.wait()
        parcels.carried.clear()
        parcels.left.append("oar")
        if how == "woken":
            parcels.woken.set()
        else:
            parcels.clock.advance(60)
        await parcels.carried.wait()
    await workers.close()


async def test_closing_waits_for_what_is_being_stopped() -> None:
    begun, ended = asyncio.Event(), asyncio.Event()

    async def due(waiting: Collection[str]) -> Batch[str]:
        return Batch(["lamp"])

    async def carry(name: str) -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.to_thread(ended.set)

    workers = Workers()
    workers.start(Worker("parcels", Clock(), due, carry))
    await begun.wait()
    await workers.close()
    assert ended.is_set()


class Standing(Clock):
    """A clock by which no time ever comes."""

    async def wait_until(self, moment: float) -> None:
        await asyncio.Event().wait()


async def test_stopping_lets_an_item_end_begins_none_and_waits_for_nothing_else() -> None:
    looks, begun, may_end, done = 0, asyncio.Event(), asyncio.Event(), []

    async def due(waiting: Collection[str]) -> Batch[str]:
        nonlocal looks
        looks += 1
        return Batch(["lamp"])

    async def carry(name: str) -> None:
        begun.set()
        await may_end.wait()
        done.append(name)

    workers = Workers()
    workers.start(Worker("parcels", Standing(), due, carry))
    await begun.wait()
    stopping = asyncio.create_task(workers.drain(A_YEAR))
    await asyncio.sleep(0)
    may_end.set()
    async with asyncio.timeout(PATIENCE):
        await stopping
    assert (looks, done) == (1, ["lamp"])


async def test_what_is_found_due_while_it_stops_is_left_for_the_next_start() -> None:
    looking, may_look, done = asyncio.Event(), asyncio.Event(), []

    async def due(waiting: Collection[str]) -> Batch[str]:
        looking.set()
        await may_look.wait()
        return Batch(["lamp"])

    async def carry(name: str) -> None:
        done.append(name)

    worker = Worker("parcels", Standing(), due, carry)
    working = asyncio.create_task(worker.run())
    await looking.wait()
    worker.stopping = True
    may_look.set()
    async with asyncio.timeout(PATIENCE):
        await working
    assert done == []


async def test_one_that_is_to_wait_begins_when_it_may() -> None:
    parcels, workers, ready = Parcels("lamp"), Workers(), asyncio.Event()

    async def until_ready() -> None:
        await ready.wait()

    workers.start(parcels.worker, after=until_ready)
    other = Parcels("oar")
    workers.start(other.worker)
    async with asyncio.timeout(PATIENCE):
        await other.carried.wait()
        assert parcels.left == ["lamp"]
        ready.set()
        await parcels.carried.wait()
    await workers.close()


async def test_a_clock_that_was_ahead_for_a_while_keeps_nobody_asleep() -> None:
    clock = Clock()
    clock.set_wrong(A_YEAR)
    sleeping = asyncio.create_task(clock.wait_until(clock.now() + 60))
    await asyncio.sleep(0)
    clock.set_wrong(-A_YEAR)
    clock.advance(30)
    await asyncio.sleep(0)
    assert not sleeping.done()
    clock.advance(31)
    async with asyncio.timeout(PATIENCE):
        await sleeping


async def test_what_failed_while_the_clock_was_ahead_is_tried_again_once_it_is_right() -> None:
    parcels = Parcels("lamp")
    parcels.stuck = {"lamp"}
    parcels.clock.set_wrong(A_YEAR)
    await parcels.worker.round()
    parcels.clock.set_wrong(-A_YEAR)
    parcels.stuck = set()
    await parcels.worker.round()
    assert (parcels.left, parcels.worker.failing) == ([], {})
