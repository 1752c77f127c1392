"""A fresh playground, a real bot on it, and people, for each test.

The tests share an event loop, to which what drives the browser is tied: that takes half a second to start.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import discord
import pytest
import pytest_asyncio
import yarl
from playwright.async_api import Page, Playwright, async_playwright

from bot.playground import Playground
from tests.playground.browser import browsing, running_chromium
from tests.playground.parrot import Parrot
from tests.support import specification
from tests.support.person import PATIENCE, Person

HERE = Path(__file__).parent
TOGETHER = {"playground", "playwright"}
"""What a test asks for that runs in the one loop."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for each in items:
        if not each.path.is_relative_to(HERE) or not isinstance(each, pytest.Function):
            continue
        if TOGETHER & {*each.fixturenames} and each.get_closest_marker("asyncio"):
            each.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


class Hourglass:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.seconds = 1_800_000_000.0

    def now(self) -> float:
        return self.seconds

    def move(self, seconds: float) -> None:
        self.seconds += seconds


@pytest.fixture
def discord_that_knows_the_load() -> None:
    """Leaves Discord's three seconds as they are: the playground itself is tested here."""


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address at which a Chromium takes orders."""
    with running_chromium(tmp_path_factory.mktemp("chromium")) as address:
        yield address


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def playwright() -> AsyncIterator[Playwright]:
    """What drives browsers."""
    async with async_playwright() as started:
        yield started


@pytest_asyncio.fixture(loop_scope="session")
async def playground() -> AsyncIterator[Playground]:
    hourglass = Hourglass()
    async with Playground(controls=True, clock=hourglass.now, move_clock=hourglass.move) as ground:
        yield ground
        specification.check(sent for sent in ground.journal.requests if 200 <= sent.status < 300)


@pytest_asyncio.fixture(loop_scope="session")
async def parrot(playground: Playground, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Parrot]:
    monkeypatch.setattr(discord.http.Route, "BASE", playground.api_url)
    gateway = yarl.URL(playground.url.replace("http", "ws")) / "gateway"
    monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", gateway)
    bot = Parrot()
    running = asyncio.create_task(bot.start(playground.token))
    await playground.bot_online()
    await bot.wait_until_ready()
    yield bot
    await bot.close()
    await running


@pytest_asyncio.fixture(loop_scope="session")
async def mira(playground: Playground, parrot: Parrot) -> AsyncIterator[Person]:
    async with Person(playground, "Mira") as person:
        yield person


@pytest_asyncio.fixture(loop_scope="session")
async def theo(playground: Playground, parrot: Parrot) -> AsyncIterator[Person]:
    async with Person(playground, "Theo") as person:
        yield person


@pytest_asyncio.fixture(loop_scope="session")
async def room(parrot: Parrot, playground: Playground) -> discord.TextChannel:
    channel = parrot.get_channel(int(playground.world.channel_named("reading-room").id))
    assert isinstance(channel, discord.TextChannel)
    return channel


@pytest_asyncio.fixture(loop_scope="session")
async def thread(parrot: Parrot, room: discord.TextChannel) -> discord.Thread:
    """One that the bot has started from a message of its own, and has been told of."""
    told = parrot.wait_for("thread_create", timeout=PATIENCE)
    message = await room.send("Chapter 4 is out")
    started = await message.create_thread(name="Chapter 4")
    assert await told == started
    return started


@pytest_asyncio.fixture(loop_scope="session")
async def page(
    playground: Playground, parrot: Parrot, playwright: Playwright, chromium: str
) -> AsyncIterator[Page]:
    """The page as Mira sees it, with the cursor in the message box."""
    async with browsing(playwright, chromium) as browser:
        page = await browser.new_page()
        await page.goto(playground.url)
        await page.get_by_role("textbox", name="Message #reading-room").click()
        yield page
