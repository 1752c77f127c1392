"""Whatever becomes of the network, the bot stays up; it ends with one sentence where waiting does not help,
and it leaves nobody without an answer."""

from __future__ import annotations

import asyncio
import re
import shutil
import signal
import socket
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from itertools import pairwise
from pathlib import Path

import pytest
from aiohttp import web

from bot.client import StoryBot
from bot.database import Connection as DatabaseConnection
from bot.database import database_at
from bot.editing.drafts import Drafts
from bot.playground import Playground
from bot.playground.connection import Connection
from bot.playground.entities import User
from bot.playground.faults import Fault, FaultKind
from bot.playground.gateway import Gateway
from tests.support import forks
from tests.support.bot_process import environment
from tests.support.fireside import burning
from tests.support.librarians import add, ferry
from tests.support.person import PATIENCE, WORKING, Person
from tests.support.replies import BUTTON, EPHEMERAL, Json, Reply, readable
from tests.support.shown_here import shown_here
from tests.support.small_stories import a_tale

CONFIGURATION, TEMPORARY = 78, 75
IDENTIFY, RESUME, SHARDING_REQUIRED = 2, 6, 4011
HELLO = '{"op":10,"d":{"heartbeat_interval":41250},"s":null,"t":null}'


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
    """The settings of a bot in a playground."""
    return {"DISCORD_TOKEN": playground.token, "DISCORD_API_URL": playground.api_url} | settings


async def ended(process: forks.Fork) -> tuple[int, str]:
    """The exit status of a process that ends by itself, and its log."""
    assert process.stderr is not None
    async with asyncio.timeout(PATIENCE):
        said = (await process.stderr.read()).decode()
        return await process.wait(), said


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


async def turned(playground: Playground, reader: User, panel: Reply) -> Json:
    """*Next*, pressed without a client between."""
    assert panel.message is not None
    data = {"component_type": BUTTON, "custom_id": panel.button("Next")["custom_id"]}
    where = {"channel_id": panel.message["channel_id"], "message_id": panel.message["id"]}
    return await playground.actions.act(reader, {"type": 3, "data": data} | where)


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


# Stopped


async def test_sigterm_leaves_no_press_without_an_answer_and_no_delivery_open(
    playground: Playground, tmp_path: Path, sample_library: Path
) -> None:
    path = tmp_path / "fireside.sqlite3"
    shutil.copy(sample_library, path)
    async with running(path, **of(playground)) as process, AsyncExitStack() as stack:
        async with asyncio.timeout(PATIENCE):
            await playground.bot_online()
        stage, hearth = playground.stage, playground.world.guild_named("The Hearth")
        users = [stage.add_person(f"Reader {each}", hearth) for each in range(6)]
        readers = [await stack.enter_async_context(Person(playground, each.id)) for each in users]
        for reader in readers:
            await reader.slash("read", story="Low Water at Skerrow")
        pages = [asyncio.create_task(each.press("Next", each.last)) for _ in range(8) for each in readers]
        menu = asyncio.create_task(readers[0].slash("library"))
        await playground.journal.next("POST /interactions/*")
        process.send_signal(signal.SIGTERM)
        began = time.monotonic()
        code, said = await ended(process)
        assert time.monotonic() - began < 10
        answers = [(await each).outcome for each in (*pages, menu)]
    assert answers == ["update"] * 48 + ["message"]
    assert (code, "Traceback" in said) == (0, False)


async def test_what_discord_sends_before_it_has_read_the_goodbye_is_answered(
    playground: Playground, tmp_path: Path, sample_library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, let_go = tmp_path / "fireside.sqlite3", Gateway._let_go
    shutil.copy(sample_library, path)
    pages: list[asyncio.Task[Json]] = []

    async def press_first(gateway: Gateway, connection: Connection) -> None:
        pages.extend(asyncio.create_task(turned(playground, *each)) for each in panels)
        await asyncio.sleep(0)  # they are on their way
        await let_go(gateway, connection)

    monkeypatch.setattr(Gateway, "_let_go", press_first)
    async with running(path, **of(playground)) as process, AsyncExitStack() as stack:
        async with asyncio.timeout(PATIENCE):
            await playground.bot_online()
        stage, hearth = playground.stage, playground.world.guild_named("The Hearth")
        users = [stage.add_person(f"Reader {each}", hearth) for each in range(6)]
        readers = [await stack.enter_async_context(Person(playground, each.id)) for each in users]
        panels = [
            (each.user, await each.slash("read", story="Low Water at Skerrow"))
            for each in readers
            for _ in "12"
        ]
        process.send_signal(signal.SIGTERM)
        code, said = await ended(process)
        answers = [(await each)["outcome"] for each in pages]
    assert answers == ["update"] * 12
    assert (code, said) == (0, "")


async def test_a_goodbye_that_discord_does_not_answer_holds_nobody_up(
    playground: Playground, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered = asyncio.Event()

    async def never(gateway: Gateway, connection: Connection) -> None:
        await answered.wait()

    monkeypatch.setattr(Gateway, "_let_go", never)
    async with running(tmp_path / "fireside.sqlite3", **of(playground)) as process:
        async with asyncio.timeout(PATIENCE):
            await playground.bot_online()
        process.send_signal(signal.SIGTERM)
        began = time.monotonic()
        code, said = await ended(process)
        assert time.monotonic() - began < 10
        answered.set()
    assert (code, said) == (0, "")


async def test_what_takes_longer_than_the_end_may_is_put_back_to_be_pressed_again(
    playground: Playground, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def for_ever(*_: object) -> None:
        await asyncio.Event().wait()

    path = tmp_path / "fireside.sqlite3"
    async with burning(path, playground) as fireside, Person(playground, "Ines") as ines:
        card = await add(ines, "ferry.txt", ferry())
        since = len(ines.events)
        with monkeypatch.context() as patch:
            patch.setattr(Drafts, "keep", for_ever)
            keeping = asyncio.create_task(ines.press("Keep it"))
            await ines.event(
                "message_update", lambda message: readable(message).startswith(WORKING), since=since
            )
            await fireside.bot.drain(2.2)
        assert (await keeping).labels == card.labels
        told = await ines.event("message_create", lambda message: "being restarted" in readable(message))
        assert told["flags"] & EPHEMERAL
    async with burning(path, playground) as fireside, Person(playground, "Ines") as ines:
        assert "is in the library" in (await ines.press("Keep it", card)).text
    assert not any(each.exc_info for each in caplog.records)


async def test_a_delivery_on_its_way_is_settled_before_the_end(
    playground: Playground, tmp_path: Path
) -> None:
    path = tmp_path / "fireside.sqlite3"
    async with burning(path, playground) as fireside:
        await fireside.add(a_tale("The Ferry"))
        mira = await fireside.person("Mira")
        await mira.slash("subscribe", story="The Ferry")
    await playground.bot_offline()

    def announce(connection: DatabaseConnection) -> None:
        connection.execute("INSERT INTO announcements (story_id, chapter_id, announced_at) VALUES (1, 1, 0)")
        connection.execute("INSERT INTO deliveries (subscription_id, due_at) VALUES (1, 0)")

    async with database_at(path) as database:
        await database.transaction(announce)
    playground.faults.inject(
        Fault("POST /channels/*/messages", FaultKind.RATE_LIMITED, times=1, retry_after=2)
    )
    async with running(path, **of(playground)) as process:
        await playground.journal.next("POST /channels/*/messages", timeout=PATIENCE)
        process.send_signal(signal.SIGTERM)
        assert (await ended(process))[0] == 0
    async with database_at(path) as database:
        states = await database.read(
            lambda connection: [row[0] for row in connection.execute("SELECT state FROM deliveries")]
        )
    assert states == ["sent"]
