"""Background work: found, done, tried again when it fails, and open to inspection."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, Protocol, TypeVar

from bot.clock import Clock

log = logging.getLogger(__name__)

_A_MINUTE, _AN_HOUR = 60, 3_600

Item = TypeVar("Item", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Batch(Generic[Item]):
    """The items to do now, side by side.

    Where there are none, `next_at` is when one will be due, UTC in seconds, if that is known.
    """

    items: Sequence[Item] = ()
    next_at: int | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that failed `count` times in a row; it is tried again at `next_at`, UTC in seconds, and
    `error` is what was raised the last time.
    """

    count: int
    next_at: int
    error: str


Due = Callable[[Collection[Item]], Awaitable[Batch[Item]]]
"""Returns the work that is due. Takes the items that wait for another
attempt, which are to be passed over.
"""
Do = Callable[[Item], Awaitable[None]]
"""Does one item. Raises whatever went wrong."""


class Lease(Protocol):
    """What a worker that is to run in one process at a time goes by."""

    @property
    def held(self) -> bool:
        """Whether this process is the one."""

    async def taken(self) -> None:
        """Returns once it is."""


def back_off(attempts: int) -> int:
    """Returns the seconds to wait after so many attempts in vain: 15, then twice as long each time,
    up to an hour.
    """
    return min(_AN_HOUR, 15 << min(attempts - 1, 8))


class Worker(Generic[Item]):
    """Does what is due, for as long as it runs.

    It looks for work when `woken` is set, when an item is due, and every minute. An item that fails is
    logged, and tried again after `wait` seconds, which grow with the failures in a row; other items are done
    meanwhile. A look that fails is repeated no later than that, and within a minute.

    Of several processes that share a database one at a time does its work, by a `lease` without which it
    begins nothing; it is done in all of them `everywhere`, where items are claimed or can be done twice.

    Once `stopping` is set, it ends after the items that it is at, if it is `busy` with any.
    `woken` is set to have it look at once, in whichever process it works. `failing` holds what fails now, by
    item; the key None stands for the look itself. Of one whose work is `elsewhere`, it holds what failed here
    last. `last_success` is when an item was done or a look
    succeeded, UTC in seconds, or None before that.
    """

    def __init__(
        self,
        name: str,
        clock: Clock,
        due: Due[Item],
        do: Do[Item],
        woken: asyncio.Event | None = None,
        wait: Callable[[int], int] = back_off,
        *,
        everywhere: bool = False,
    ) -> None:
        self.name = name
        self.everywhere = everywhere
        self.lease: Lease | None = None
        self.failing: dict[Item | None, Failure] = {}
        self.last_success: int | None = None
        self.busy = self.stopping = False
        self._clock = clock
        self._due = due
        self._do = do
        self.woken = woken or asyncio.Event()
        self._wait = wait

    @property
    def elsewhere(self) -> bool:
        """Whether it is for another process to do this work."""
        return self.lease is not None and not self.lease.held

    async def run(self) -> None:
        """Works until cancelled or stopped."""
        while not self.stopping:
            if self.lease is not None and self.elsewhere:
                await self.lease.taken()
                self._wait_no_longer()
            self.woken.clear()
            until = await self.round()
            if not self._ends:
                await self._rest(until)

    async def round(self) -> int:
        """Does all that is due. Returns when to look again, UTC in seconds."""
        while True:
            begun = self._clock.now()
            try:
                batch = await self._look(begun)
            except Exception as error:
                return self._failed(None, begun, error).next_at
            self._succeeded(None)
            if not batch.items or self._ends:
                break
            self.busy = True
            await asyncio.gather(*map(self._attempt, batch.items))
            self.busy = False
            if self._ends:
                break
        moments = [begun + _A_MINUTE, *(each.next_at for each in self.failing.values())]
        return min(moments if batch.next_at is None else [*moments, batch.next_at])

    @property
    def _ends(self) -> bool:
        return self.stopping or self.elsewhere

    async def _look(self, now: int) -> Batch[Item]:
        waiting = {item for item, each in self.failing.items() if item is not None and self._waits(each, now)}
        batch = await self._due(waiting)
        items = [item for item in batch.items if item not in waiting]
        if not items:
            # What could be tried again by now and is not due any more was called off.
            for item in self.failing.keys() - waiting - {None}:
                self._succeeded(item)
        return Batch(items, batch.next_at)

    def _wait_no_longer(self) -> None:
        """Has all that failed be tried at once: another process may have tried it meanwhile."""
        now = self._clock.now()
        self.failing = {item: replace(each, next_at=now) for item, each in self.failing.items()}

    def _waits(self, failure: Failure, now: int) -> bool:
        """Returns whether another attempt is still to come: at most so much later, or the clock was set
        back."""
        return 0 < failure.next_at - now <= self._wait(failure.count)

    async def _attempt(self, item: Item) -> None:
        begun = self._clock.now()
        try:
            await self._do(item)
        except Exception as error:
            self._failed(item, begun, error)
        else:
            self._succeeded(item)

    def _failed(self, item: Item | None, begun: int, error: Exception) -> Failure:
        while isinstance(error, ExceptionGroup):  # of a task group
            error = error.exceptions[0]
        known = {each.error for each in self.failing.values()}
        count = self.failing[item].count + 1 if item in self.failing else 1
        wait = self._wait(count)
        if item is None:
            wait = min(wait, back_off(count), _A_MINUTE)
        failure = Failure(count, begun + wait, f"{type(error).__name__}: {error}")
        self.failing[item] = failure
        what = "the look for work" if item is None else item
        trace = None if failure.error in known else error
        log.error("%s: %s failed, next try in %d s: %s", self.name, what, wait, failure.error, exc_info=trace)
        return failure

    def _succeeded(self, item: Item | None) -> None:
        self.last_success = self._clock.now()
        if self.failing.pop(item, None) and not self.failing:
            log.info("%s: all is well again", self.name)

    async def _rest(self, until: int) -> None:
        """Waits until this time, UTC in seconds, has come, or the worker is woken."""
        waiting = [
            asyncio.create_task(self._clock.wait_until(until)),
            asyncio.create_task(self.woken.wait()),
        ]
        try:
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        finally:
            await _end(waiting)


class Workers:
    """The workers that run, each in a task of its own.

    Iterating gives them, so that their state can be shown. `lease_of` gives the leases by which one
    process does a worker's work and is told where it is woken, where others may share the database.
    """

    def __init__(self, lease_of: Callable[[str, asyncio.Event], Lease] | None = None) -> None:
        self._lease_of = lease_of
        self._running: dict[Worker[Any], asyncio.Task[None]] = {}

    def __iter__(self) -> Iterator[Worker[Any]]:
        return iter(self._running)

    def start(self, worker: Worker[Any], after: Callable[[], Awaitable[None]] | None = None) -> None:
        """Runs a worker from now on, or from when `after` has returned."""
        if not worker.everywhere and self._lease_of is not None:
            worker.lease = self._lease_of(worker.name, worker.woken)
        self._running[worker] = asyncio.create_task(self._run(worker, after), name=worker.name)

    async def drain(self, seconds: float) -> None:
        """Stops all workers, each after the items that it is at, or after so many seconds."""
        for worker in self:
            worker.stopping = True
        busy = [task for worker, task in self._running.items() if worker.busy]
        if busy:
            await asyncio.wait(busy, timeout=seconds)
        await self.close()

    async def close(self) -> None:
        """Stops all workers. Returns when they have stopped."""
        tasks = list(self._running.values())
        self._running.clear()
        await _end(tasks)

    @staticmethod
    async def _run(worker: Worker[Any], after: Callable[[], Awaitable[None]] | None) -> None:
        try:
            if after is not None:
                await after()
            await worker.run()
        except Exception:
            log.critical("%s: ended by a fault of its own", worker.name, exc_info=True)


async def _end(tasks: Sequence[asyncio.Task[Any]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
