"""However the bot is stopped, it leaves nobody without an answer."""

from __future__ import annotations

import asyncio
import shutil
import signal
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from bot.database import Connection as DatabaseConnection
from bot.database import database_at
from bot.editing.drafts import Drafts
from bot.playground import Playground
from bot.playground.connection import Connection
from bot.playground.entities import User
from bot.playground.faults import Fault, FaultKind
from bot.playground.gateway import Gateway
from tests.support.bot_process import ended, of, running
from tests.support.fireside import burning
from tests.support.librarians import add, ferry
from tests.support.person import PATIENCE, WORKING, Person
from tests.support.replies import BUTTON, EPHEMERAL, Json, Reply, readable
from tests.support.small_stories import a_tale


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    async with Playground(controls=True) as playground:
        yield playground


async def turned(playground: Playground, reader: User, panel: Reply) -> Json:
    """*Next*, pressed without a client between."""
    assert panel.message is not None
    data = {"component_type": BUTTON, "custom_id": panel.button("Next")["custom_id"]}
    where = {"channel_id": panel.message["channel_id"], "message_id": panel.message["id"]}
    return await playground.actions.act(reader, {"type": 3, "data": data} | where)


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


@pytest.mark.usefixtures("ids_from_one")
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
