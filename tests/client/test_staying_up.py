"""Whatever becomes of the network, the bot stays up; where waiting does not help it ends with a sentence."""

from __future__ import annotations

import asyncio
import re
import shutil
import signal
import socket
import time
from collections.abc import AsyncIterator
from itertools import pairwise
from pathlib import Path

import pytest
from aiohttp import web

from bot.client import StoryBot
from bot.playground import Playground
from bot.playground.gateway import Gateway
from tests.support.bot_process import ended, of, running
from tests.support.fireside import burning
from tests.support.person import PATIENCE, Person
from tests.support.shown_here import shown_here

CONFIGURATION, TEMPORARY = 78, 75
IDENTIFY, RESUME, SHARDING_REQUIRED = 2, 6, 4011
HELLO = '{"op":10,"d":{"heartbeat_interval":41250},"s":null,"t":null}'


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


async def closed(request: web.Request, code: int) -> web.StreamResponse:
    """A session that Discord closes as soon as the bot has introduced itself."""
    session = web.WebSocketResponse()
    await session.prepare(request)
    await session.send_str(HELLO)
    async for message in session:
        if message.json()["op"] in (IDENTIFY, RESUME):
            await session.close(code=code)
    return session


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    async with Playground(controls=True) as playground:
        yield playground


# Started before there is a Discord


async def test_without_a_network_it_tries_again_until_there_is_one(tmp_path: Path) -> None:
    port, playground = free_port(), Playground(controls=True)
    address = f"http://127.0.0.1:{port}/api/v10"
    settings = {"DISCORD_TOKEN": playground.token, "DISCORD_API_URL": address}
    async with running(tmp_path / "fireside.sqlite3", **settings) as process:
        assert process.stderr is not None
        async with asyncio.timeout(PATIENCE):
            lines = [(await process.stderr.readline()).decode() for _ in range(2)]
            await playground.start(port)
            await playground.bot_online()
        process.send_signal(signal.SIGTERM)
        code, said = await ended(process)
        await playground.close()
    waits = [re.search(r"Discord cannot be reached, trying again in (\d+) s: Client", line) for line in lines]
    first, second = (int(match[1]) for match in waits if match)
    assert (first, second) == (2, 4)
    assert (code, "Traceback" in said) == (0, False)


async def test_a_session_that_is_closed_before_it_begins_is_begun_again_ever_more_slowly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    connected: list[float] = []
    closings, serve = [4000, 1000], Gateway.serve

    async def close_at_first(gateway: Gateway, request: web.Request) -> web.StreamResponse:
        connected.append(time.monotonic())
        return await (closed(request, closings.pop(0)) if closings else serve(gateway, request))

    async def at_once(bot: StoryBot, shard: int | None, *, initial: bool = False) -> None:
        """discord.py waits five seconds before it introduces itself again."""

    monkeypatch.setattr(Gateway, "serve", close_at_first)
    monkeypatch.setattr(StoryBot, "before_identify_hook", at_once)
    async with burning(tmp_path / "fireside.sqlite3") as fireside:
        mira = await fireside.person("Mira")
        assert (await mira.slash("help")).outcome == "message"
    told = [line for line in caplog.messages if "Discord ends the session before it has begun" in line]
    assert [line.rpartition("again in ")[2] for line in told][:2] == ["1 s", "2 s"]
    waits = [later - earlier for earlier, later in pairwise(connected)]
    assert all(wait >= least for wait, least in zip(waits, (1, 2), strict=False))


async def test_after_an_end_that_discord_py_does_not_mend_the_bot_comes_back_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sample_library: Path
) -> None:
    path = tmp_path / "fireside.sqlite3"
    shutil.copy(sample_library, path)
    closings, serve = [SHARDING_REQUIRED], Gateway.serve

    async def close_once(gateway: Gateway, request: web.Request) -> web.StreamResponse:
        return await (closed(request, closings.pop()) if closings else serve(gateway, request))

    monkeypatch.setattr(Gateway, "serve", close_once)
    async with Playground(controls=True) as playground, running(path, **of(playground)) as process:
        async with asyncio.timeout(PATIENCE):
            await playground.bot_online()
        async with Person(playground, "Mira") as mira:
            panel = await shown_here(mira, "read", story="Low Water at Skerrow")
            assert (await mira.press("Next", panel)).outcome == "update"
        process.send_signal(signal.SIGTERM)
        code, said = await ended(process)
    [line] = said.splitlines()
    assert "Discord cannot be reached, trying again in 2 s: ConnectionClosed" in line
    assert code == 0


# What waiting does not mend

WRONG = {"token": {"DISCORD_TOKEN": "another"}, "settings": {"DISCORD_TOKEN": "in two pieces"}}


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        ("token", "Discord refused DISCORD_TOKEN: copy it once more"),
        ("token at the gateway", "Discord refused DISCORD_TOKEN: copy it once more"),
        ("intents", "Discord refused the intents that Fireside asks for"),
        ("address", "is not Discord. Check DISCORD_API_URL"),
        ("settings", "DISCORD_TOKEN has white space in it"),
    ],
)
async def test_what_waiting_does_not_mend_ends_it_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str, sentence: str
) -> None:
    async def close(gateway: Gateway, request: web.Request) -> web.StreamResponse:
        return await closed(request, 4014 if what == "intents" else 4004)

    monkeypatch.setattr(Gateway, "serve", close)
    async with Playground() as playground:
        settings = of(playground)
        if what in WRONG:
            settings |= WRONG[what]
        if what == "address":
            settings["DISCORD_API_URL"] += "/nowhere"
        async with running(tmp_path / "fireside.sqlite3", **settings) as process:
            code, said = await ended(process)
    assert (code, len(said.splitlines())) == (CONFIGURATION, 1), said
    assert sentence in said


# Two at once


@pytest.mark.sqlite_only("a server has as many processes as it likes")
async def test_a_second_process_for_the_same_file_or_token_is_refused(
    playground: Playground, tmp_path: Path
) -> None:
    first, other = tmp_path / "fireside.sqlite3", tmp_path / "other.sqlite3"
    async with running(first, **of(playground)):
        async with asyncio.timeout(PATIENCE):
            await playground.bot_online()
        async with running(first, **of(playground, DISCORD_TOKEN="another")) as second:
            code, said = await ended(second)
            assert (code, len(said.splitlines())) == (TEMPORARY, 1), said
            assert f"Another Fireside is running with the database {first}" in said
        async with running(other, **of(playground)) as second:
            code, said = await ended(second)
            assert (code, len(said.splitlines())) == (TEMPORARY, 1), said
            assert "Another Fireside on this machine is online with this token" in said
    await playground.bot_offline()
    async with running(first, **of(playground)):  # the first one was killed
        async with asyncio.timeout(PATIENCE):
            await playground.bot_online()
