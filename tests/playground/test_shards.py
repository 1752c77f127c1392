"""A bot in many servers has its sessions over several shards, which begin no faster than Discord allows."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest

from bot.playground import Playground, Starts
from tests.playground.conftest import Hourglass

READY, INVALID_SESSION = "READY", 9


class Shard:
    """A session of one shard, as a library would begin it."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket

    async def identify(self, playground: Playground, number: int, count: int) -> dict[str, Any]:
        """Introduces itself; returns the answer."""
        hello = {"token": playground.token, "intents": 1, "properties": {}, "shard": [number, count]}
        await self.socket.send_json({"op": 2, "d": hello})
        return await self.frame()

    async def frame(self) -> dict[str, Any]:
        """The next frame, or the code that the connection was closed with."""
        message = await self.socket.receive()
        return message.json() if message.type is aiohttp.WSMsgType.TEXT else {"op": self.socket.close_code}


@asynccontextmanager
async def connected(playground: Playground) -> AsyncIterator[Shard]:
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{playground.url}/gateway") as socket,
    ):
        await socket.receive()
        yield Shard(socket)


async def recommended(playground: Playground) -> Any:
    headers = {"Authorization": f"Bot {playground.token}"}
    async with aiohttp.request("GET", f"{playground.api_url}/gateway/bot", headers=headers) as answer:
        return await answer.json()


async def test_sessions_begin_no_faster_than_discord_allows() -> None:
    hourglass = Hourglass()
    starts = Starts(shards=4, max_concurrency=2, seconds=5)
    async with (
        Playground(clock=hourglass.now, starts=starts) as playground,
        connected(playground) as first,
        connected(playground) as second,
        connected(playground) as third,
    ):
        told = await recommended(playground)
        assert (told["shards"], told["session_start_limit"]["max_concurrency"]) == (4, 2)
        assert (await first.identify(playground, 0, 4))["t"] == READY
        assert (await second.identify(playground, 1, 4))["t"] == READY  # its bucket is another
        refused = await third.identify(playground, 2, 4)
        assert (refused["op"], refused["d"]) == (INVALID_SESSION, False)
        hourglass.move(4.9)
        assert (await third.identify(playground, 2, 4))["op"] == INVALID_SESSION
        hourglass.move(0.1)
        assert (await third.identify(playground, 2, 4))["t"] == READY
        assert playground.shards == {0, 1, 2}
        assert (await recommended(playground))["session_start_limit"]["remaining"] == 1_000 - 3


@pytest.mark.parametrize("shard", [(2, 2), (-1, 2)])
async def test_there_is_no_shard_beyond_their_number(shard: tuple[int, int]) -> None:
    async with Playground() as playground, connected(playground) as session:
        assert (await session.identify(playground, *shard))["op"] == 4010


async def test_each_server_is_a_shards_own() -> None:
    async with Playground() as playground, connected(playground) as one, connected(playground) as other:
        owner = playground.world.person_named("Ines")
        while len({int(each) >> 22 & 1 for each in playground.world.guilds}) < 2:
            playground.stage.add_guild("One of many", owner)
        for number, shard in enumerate((one, other)):
            ready = await shard.identify(playground, number, 2)
            assert [each["id"] for each in ready["d"]["guilds"]] == [
                each for each in playground.world.guilds if int(each) >> 22 & 1 == number
            ]
