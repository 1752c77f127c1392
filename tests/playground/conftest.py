"""A fresh playground, a real bot on it, and people, for each test."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator

import discord
import pytest
import yarl
from playwright.async_api import Page

from bot.playground import Playground
from tests.playground.browser import browsing, running_chromium
from tests.playground.parrot import Parrot
from tests.support import specification
from tests.support.person import PATIENCE, Person


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


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    hourglass = Hourglass()
    async with Playground(controls=True, clock=hourglass.now, move_clock=hourglass.move) as ground:
        yield ground
        specification.check(sent for sent in ground.journal.requests if 200 <= sent.status < 300)


@pytest.fixture
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


@pytest.fixture
async def mira(playground: Playground, parrot: Parrot) -> AsyncIterator[Person]:
    async with Person(playground, "Mira") as person:
        yield person


@pytest.fixture
async def theo(playground: Playground, parrot: Parrot) -> AsyncIterator[Person]:
    async with Person(playground, "Theo") as person:
        yield person


@pytest.fixture
async def room(parrot: Parrot, playground: Playground) -> discord.TextChannel:
    channel = parrot.get_channel(int(playground.world.channel_named("reading-room").id))
    assert isinstance(channel, discord.TextChannel)
    return channel


@pytest.fixture
async def thread(parrot: Parrot, room: discord.TextChannel) -> discord.Thread:
    """One that the bot has started from a message of its own, and has been told of."""
    told = parrot.wait_for("thread_create", timeout=PATIENCE)
    message = await room.send("Chapter 4 is out")
    started = await message.create_thread(name="Chapter 4")
    assert await told == started
    return started


@pytest.fixture
async def page(playground: Playground, parrot: Parrot, chromium: str) -> AsyncIterator[Page]:
    """The page as Mira sees it, with the cursor in the message box."""
    async with browsing(chromium) as browser:
        page = await browser.new_page()
        await page.goto(playground.url)
        await page.get_by_role("textbox", name="Message #reading-room").click()
        yield page
