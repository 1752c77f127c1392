"""The bot as a process of its own, as an operator runs it; it can be killed."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Self

from bot.leases.models import ALL_SHARDS, Shards
from bot.playground import Playground
from tests.support import engines, forks
from tests.support.person import PATIENCE, a_moment


def environment(database: Path, playground: Playground | None = None) -> dict[str, str]:
    """What the operator would set."""
    settings = {**os.environ, "DATABASE_URL": engines.url_of(database), "LOG_LEVEL": "WARNING"}
    if playground is not None:
        settings |= of(playground)
    return settings


async def command(*arguments: str, database: Path) -> tuple[int, str, str]:
    """Run `python -m bot …`: the exit code, and what it printed on both streams."""
    process = await forks.bot(*arguments, environment=environment(database))
    output, errors = await process.communicate()
    return await process.wait(), output.decode(), errors.decode()


@asynccontextmanager
async def running(path: Path, **settings: str) -> AsyncIterator[forks.Fork]:
    """`python -m bot run` with these settings; killed at the end if it has not ended."""
    process = await forks.bot("run", environment=environment(path) | settings)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def of(playground: Playground, **settings: str) -> dict[str, str]:
    """What the operator of a bot in a playground would set beside its database."""
    return {"DISCORD_TOKEN": playground.token, "DISCORD_API_URL": playground.api_url} | settings


async def ended(process: forks.Fork) -> tuple[int, str]:
    """The exit status of a process that ends by itself, and its log."""
    assert process.stderr is not None
    async with asyncio.timeout(PATIENCE):
        said = (await process.stderr.read()).decode()
        return await process.wait(), said


class BotProcess:
    """`python -m bot run` against a playground. Use it as an asynchronous context: online until its end."""

    def __init__(self, playground: Playground, database: Path, shards: Shards = ALL_SHARDS) -> None:
        self._playground = playground
        self._database = database
        self._shards = shards
        self._process: forks.Fork

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._end(signal.SIGTERM)

    async def start(self, ahead: float = 0) -> None:
        """Start it, on a clock that is so many seconds ahead, and wait until it is online."""
        settings = environment(self._database, self._playground)
        if self._shards.ids is not None:
            settings |= {
                "SHARD_IDS": ",".join(map(str, self._shards.ids)),
                "SHARD_COUNT": str(self._shards.count),
            }
        self._process = await forks.bot("run", environment=settings, ahead=ahead, heard=False)
        async with asyncio.timeout(PATIENCE):
            while not self._playground.shards.issuperset(self._shards.ids or [0]):
                await a_moment()

    async def kill(self) -> None:
        """End it at once, with whatever it was doing."""
        await self._end(signal.SIGKILL)

    async def _end(self, how: signal.Signals) -> None:
        self._process.send_signal(how)
        await self._process.wait()
        async with asyncio.timeout(PATIENCE):
            while self._playground.shards.intersection(self._shards.ids or [0]):
                await a_moment()
