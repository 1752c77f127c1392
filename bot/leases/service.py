"""The leases of a process: taken, renewed while it runs, and given up when it ends."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import TypeVar

from bot.clock import Clock
from bot.database import Connection, Database, Job
from bot.errors import DatabaseError
from bot.leases.errors import OtherShardCountError, ShardsServedError
from bot.leases.models import RENEWED, SECONDS, ServedShard
from bot.leases.queries import leases
from bot.workers import Batch, Worker

log = logging.getLogger(__name__)

T = TypeVar("T")


class Lease:
    """What a process holds, or waits for. It has to be renewed. `woken` is set for who holds it."""

    def __init__(self, clock: Clock, woken: asyncio.Event) -> None:
        self.woken = woken
        self._clock = clock
        self._until = 0
        self._renewed = asyncio.Event()

    @property
    def held(self) -> bool:
        """Whether the process holds it now."""
        return self._clock.now() < self._until

    async def taken(self) -> None:
        """Returns once the process holds it."""
        while not self.held:
            self._renewed.clear()
            await self._renewed.wait()

    def renew(self, until: int) -> None:
        """Has it held until then, UTC in seconds; 0: no longer."""
        self._until = until
        self._renewed.set()


class Leases:
    """What this process holds, of all those that share its database.

    `holder` is what it is known by: whoever goes by the same name is gone when it begins. `processes` is how
    many there are. `lost` is called when another process has taken a shard of this one,
    which was not heard of for so long that it was taken to be gone.
    """

    def __init__(self, database: Database, clock: Clock, holder: str = "") -> None:
        self.processes = 1
        self.lost: Callable[[], object] = lambda: None
        self._database = database
        self._clock = clock
        self._holder = holder or secrets.token_hex(8)
        self._wanted: dict[str, Lease] = {}
        self._shards: set[str] = set()
        self._asked = asyncio.Event()

    def of(self, name: str, woken: asyncio.Event) -> Lease:
        """Returns the lease with this name, which is taken as soon as nobody else holds it. Where `woken` is
        set in a process that does not hold it, it is set in the one that does, some seconds later."""
        self._wanted[name] = Lease(self._clock, woken)
        self._asked.set()
        return self._wanted[name]

    def worker(self) -> Worker[str]:
        """Returns the worker that renews what is held, and takes what others have let go of."""
        return Worker(
            "leases",
            self._clock,
            self._renew,
            _nothing,
            self._asked,
            lambda failures: RENEWED,
            everywhere=True,
        )

    async def release(self) -> None:
        """Gives up all that is held. Where the database cannot be had, it ends by itself."""
        try:
            await self._database.transaction(partial(leases.release, holder=self._holder))
        except DatabaseError as error:
            log.info("The leases of this process end by themselves: %s", error)

    async def serve(self, numbers: Sequence[int], count: int) -> None:
        """Takes these shards, of so many. Waits for those of a process that has gone without a word.

        Raises ShardsServedError or OtherShardCountError where others are there.
        """
        take = partial(leases.take_shards, holder=self._holder, numbers=numbers, count=count)
        known: dict[int, int] = {}
        while others := await self._patiently(lambda each: take(each, now=self._clock.now())):
            if not known:
                log.warning("A process with the same shards was there just now; waiting until it is gone")
            if any(each.until > known.setdefault(each.number, each.until) for each in others):
                raise _refusal(others, count)
            await self._clock.wait_until(self._clock.now() + 1)
        self._shards = {leases.shard_name(number, count) for number in numbers}

    async def turn_to_identify(self, bucket: int) -> None:
        """Returns when this process may begin a session of a bucket: no other does in the seconds after
        that."""
        take = partial(leases.identify, bucket=bucket)
        while next_at := await self._patiently(lambda each: take(each, now=self._clock.now())):
            await self._clock.wait_until(next_at)

    async def _patiently(self, job: Job[T]) -> T:
        """Returns a job's answer once the database can be had."""
        while True:
            try:
                return await self._database.transaction(job)
            except DatabaseError as error:
                log.warning("The shards wait for the database: %s", error)
                await self._clock.wait_until(self._clock.now() + RENEWED)

    async def _renew(self, waiting: Collection[str]) -> Batch[str]:
        now, shards = self._clock.now(), self._shards
        wanted = {*self._wanted, *shards}

        woken = {name for name, lease in self._wanted.items() if not lease.held and lease.woken.is_set()}

        def job(connection: Connection) -> tuple[set[str], set[str], int]:
            held, told = leases.renew(connection, self._holder, wanted, woken, now)
            return held, told, leases.processes(connection, now)

        held, told, living = await self._database.transaction(job)
        self.processes = max(1, living)
        for name, lease in self._wanted.items():
            if name in woken:
                lease.woken.clear()
            if name in told:
                lease.woken.set()
            lease.renew(now + SECONDS if name in held else 0)
        if not shards <= held:
            self.lost()
        return Batch(next_at=now + RENEWED)


def _refusal(others: Sequence[ServedShard], count: int) -> ShardsServedError | OtherShardCountError:
    if others[0].count != count:
        return OtherShardCountError(others[0].count)
    return ShardsServedError(sorted(each.number for each in others), count)


async def _nothing(item: str) -> None:
    """Does nothing: all is done by looking."""
