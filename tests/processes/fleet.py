"""One bot in several processes, each with shards of its own, any of which is killed and started again."""

from __future__ import annotations

import asyncio
import time
from itertools import count
from pathlib import Path
from typing import Self

from bot.leases.models import Shards
from bot.playground import Playground, Starts
from bot.playground.entities import Guild
from tests.support.bot_process import BotProcess

PROCESSES, SHARDS = 3, 6
STARTS = Starts(shards=SHARDS, max_concurrency=SHARDS)


def shards_of(process: int) -> range:
    """The shards that a process has: two that follow each other."""
    each = SHARDS // PROCESSES
    return range(process * each, (process + 1) * each)


def shard_of(guild: Guild) -> int:
    """The shard that serves a server (Discord's documentation, "Sharding")."""
    return (int(guild.id) >> 22) % SHARDS


class Fleet:
    """The processes, by their numbers, and the playground that they are online in. Use it as an asynchronous
    context: all end with it.

    They run on a clock that is `ahead` seconds ahead, each from its next start on. `life` has for each shard
    that is served a number that no process had before; `killed` counts those that were.
    """

    def __init__(self, database: Path) -> None:
        self.ahead = self.killed = 0
        self.life: dict[int, int] = {}
        self.playground = Playground(controls=True, clock=self.now, starts=STARTS)
        self.database = database
        self._lives = count(1)
        self._processes = [
            BotProcess(self.playground, database, Shards(tuple(shards_of(number)), SHARDS))
            for number in range(PROCESSES)
        ]
        self._running: set[int] = set()

    async def __aenter__(self) -> Self:
        await self.playground.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.end()
        await self.playground.close()

    def now(self) -> float:
        """The time by the clock of those that start now, UTC in seconds."""
        return time.time() + self.ahead

    async def start(self, *numbers: int) -> None:
        """Start these, and wait until all of their shards are online."""
        self._running.update(numbers)
        await asyncio.gather(*(self._processes[number].start(self.ahead) for number in numbers))
        for number in numbers:
            self.life |= dict.fromkeys(shards_of(number), next(self._lives))

    async def kill(self, *numbers: int) -> None:
        """End these at once, with whatever they are doing."""
        self._running.difference_update(numbers)
        for number in numbers:
            for shard in shards_of(number):
                self.life.pop(shard, None)
        await asyncio.gather(*(self._processes[number].kill() for number in numbers))
        self.killed += len(numbers)

    async def end(self) -> None:
        """End all that run."""
        await self.kill(*self._running)
