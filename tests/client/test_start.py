"""Starting and stopping the bot, as an operator sees it: the commands, the log, the end."""

from __future__ import annotations

import asyncio
import logging
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from aiohttp import web

from bot.client import StoryBot
from bot.playground import Playground
from bot.playground.gateway import Gateway
from tests.support.awaited_log import Log
from tests.support.bot_process import command, environment
from tests.support.fireside import Fireside, burning
from tests.support.paths import ROOT
from tests.support.person import PATIENCE, Person

VIEW_CHANNEL, READ_MESSAGE_HISTORY = 1 << 10, 1 << 16
SEND_MESSAGES, CREATE_PUBLIC_THREADS, SEND_MESSAGES_IN_THREADS = 1 << 11, 1 << 35, 1 << 38
ATTACH_FILES = 1 << 15


@asynccontextmanager
async def running(
    playground: Playground, database: Path, log_level: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """`python -m bot run`, online; the test ends it."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "run",
        cwd=ROOT,
        env=environment(database, playground) | {"LOG_LEVEL": log_level},
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(PATIENCE):
            await playground.bot_online()
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def test_the_bot_starts_without_what_reads_files_and_draws() -> None:
    load = "import sys; from bot.client import _features; _features()"
    program = f"{load}; print(*{{'bot.imports.formats', 'lxml', 'chardet', 'PIL'}} & sys.modules.keys())"
    loaded = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert loaded.stdout.split() == []


# Commands


def told(playground: Playground) -> int:
    """How often Discord was told of the commands."""
    return len(playground.journal.of("PUT /applications/*/commands"))


SEARCHED, TYPED = "lantern", "Nothing of the kind"
_A_FEW = 4


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    """A playground without a bot."""
    async with Playground(controls=True) as playground:
        yield playground


async def start_and_stop(playground: Playground, database: Path) -> None:
    """A bot comes online in the playground, and ends."""
    async with burning(database, playground):
        pass
    await playground.bot_offline()


async def test_discord_is_told_of_the_commands_only_when_they_have_changed(
    tmp_path: Path, playground: Playground
) -> None:
    database = tmp_path / "fireside.sqlite3"
    await start_and_stop(playground, database)
    assert told(playground) == 1
    ids = {command["name"]: command["id"] for command in playground.registry.all()}
    assert {"read", "shelf", "library", "story", "settings", "help", "Save as quote"} <= set(ids)
    await start_and_stop(playground, database)
    assert told(playground) == 1
    playground.registry.replace([])
    await start_and_stop(playground, database)
    assert told(playground) == 2
    assert {command["name"] for command in playground.registry.all()} == set(ids)


@pytest.mark.parametrize(
    "change",
    [
        {"description": "Something else."},
        {"options": []},
        {"contexts": [0]},
        {"nsfw": True},
        {"default_member_permissions": "32"},
    ],
)
async def test_a_command_that_discord_knows_otherwise_is_told_again(
    tmp_path: Path, playground: Playground, change: dict[str, object]
) -> None:
    database = tmp_path / "fireside.sqlite3"
    await start_and_stop(playground, database)
    before = playground.registry.all()
    playground.registry.edit(before[0]["id"], change)
    await start_and_stop(playground, database)
    assert told(playground) == 2
    assert [command.get("options") for command in playground.registry.all()] == [
        command.get("options") for command in before
    ]


async def test_the_bot_comes_back_after_its_session_is_lost(
    playground: Playground, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(StoryBot, "before_identify_hook", at_once)
    async with burning(tmp_path / "fireside.sqlite3", playground) as fireside:
        await playground.stage.cut_connections(resumable=False)
        async with asyncio.timeout(PATIENCE):
            await playground.bot_offline()
            await playground.bot_online()
        mira = await fireside.person("Mira")
        assert (await mira.slash("help")).outcome == "message"


async def at_once(bot: StoryBot, shard: int | None, *, initial: bool = False) -> None:
    """discord.py waits five seconds before it introduces itself again; a playground needs no such care."""


# What the log says


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Iterator[Log]:
    caplog.set_level(logging.INFO, "bot")
    handler = Log()
    logging.getLogger("bot").addHandler(handler)
    yield handler
    logging.getLogger("bot").removeHandler(handler)


async def test_the_log_tells_how_to_invite_the_bot_with_exactly_the_permissions_needed(
    log: Log, empty_fireside: Fireside
) -> None:
    [link] = re.findall(r"https://\S+", await log.says("Invite me"))
    asked = parse_qs(urlsplit(link).query)
    assert link.startswith("https://discord.com/oauth2/authorize?")
    assert asked["client_id"] == [empty_fireside.playground.world.application_id]
    sending = SEND_MESSAGES | SEND_MESSAGES_IN_THREADS | CREATE_PUBLIC_THREADS
    assert asked["permissions"] == [str(VIEW_CHANNEL | READ_MESSAGE_HISTORY | ATTACH_FILES | sending)]
    assert set(asked["scope"][0].split()) == {"bot", "applications.commands"}


async def test_the_log_says_what_to_do_about_an_empty_library(log: Log, empty_fireside: Fireside) -> None:
    assert "`python -m bot add FILE" in await log.says("The library is empty")


async def test_the_log_does_not_call_a_full_library_empty(log: Log, fireside: Fireside, mira: Person) -> None:
    await log.says("Invite me")
    await mira.slash("library")
    assert not [line for line in log.lines if "empty" in line]


async def test_no_token_and_nothing_that_people_read_or_type_is_ever_in_the_log_and_sigterm_ends_it(
    tmp_path: Path, sample_library: Path
) -> None:
    database = tmp_path / "fireside.sqlite3"
    shutil.copy(sample_library, database)
    async with (
        Playground(controls=True, token="MTIz.GxYz.a-secret-indeed") as playground,
        running(playground, database, "DEBUG") as process,
        Person(playground, "Mira") as mira,
    ):
        log = asyncio.create_task(_all_of(process))
        page = await use_everything(mira)
        await playground.stage.cut_connections(resumable=True)
        async with asyncio.timeout(PATIENCE):
            await playground.bot_online()
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(PATIENCE):
            said = await log
            assert await process.wait() == 0
        assert "DEBUG" in said
        assert "Traceback" not in said
        assert playground.token not in said
        tokens = interaction_tokens(playground)
        assert len(tokens) >= 6
        assert not [token for token in tokens if token in said]
        texts = {line for line in page.split("\n") if len(line.split()) > _A_FEW}
        assert texts
        assert not [text for text in (*texts, SEARCHED, TYPED) if text in said]


async def use_everything(mira: Person) -> str:
    """A command, autocomplete, presses, a follow-up, a search, a refusal. Returns a page that was shown."""
    await mira.autocomplete("read", "story", "low")
    await mira.slash("search", words=SEARCHED)
    page = await mira.slash("read", story="Low Water at Skerrow")
    await mira.press("Next")
    await mira.press("⋯")
    await mira.press("Read aloud here")
    await mira.event("message_create")
    await mira.slash("read", story=TYPED)
    return page.text


async def _all_of(process: asyncio.subprocess.Process) -> str:
    assert process.stderr is not None
    return (await process.stderr.read()).decode()


def interaction_tokens(playground: Playground) -> set[str]:
    """The tokens of all the interactions that the bot answered."""
    paths = (sent.path for sent in playground.journal.requests)
    found = (re.search(r"/(?:interactions|webhooks)/\d+/([^/?]+)", path) for path in paths)
    return {match[1] for match in found if match}


async def test_sigterm_ends_a_bot_that_is_connecting_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    online, connecting, answer = asyncio.Event(), asyncio.Event(), asyncio.Event()
    serve = Gateway.serve

    async def slow_to_answer(gateway: Gateway, request: web.Request) -> web.StreamResponse:
        if online.is_set():
            connecting.set()
            await answer.wait()
        return await serve(gateway, request)

    monkeypatch.setattr(Gateway, "serve", slow_to_answer)
    async with (
        Playground(controls=True) as playground,
        running(playground, tmp_path / "fireside.sqlite3", "INFO") as process,
    ):
        log = asyncio.create_task(_all_of(process))
        online.set()
        await playground.stage.cut_connections(resumable=True)
        await connecting.wait()
        process.send_signal(signal.SIGTERM)
        try:
            async with asyncio.timeout(PATIENCE):
                assert await process.wait() == 0
                assert "Traceback" not in await log
        finally:
            answer.set()


async def test_a_second_playground_on_the_same_port_is_told_so(
    tmp_path: Path, playground: Playground
) -> None:
    port = str(urlsplit(playground.url).port)
    database = tmp_path / "second.sqlite3"
    code, output, errors = await command(
        "play", "--port", port, "--database", str(database), database=database
    )
    assert (code, output) == (2, "")
    assert f"port {port}" in errors and "another port" in errors and "Traceback" not in errors
