"""A fresh playground, database and bot for every test, and the people in it."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.client import StoryBot, speak_to
from bot.clock import Clock
from bot.models import GuildId, Origin, StoryId
from bot.playground import Playground
from bot.services.acquisitions import Acquisitions
from bot.services.fetching import Fetching
from bot.services.importing import bring_in, sources
from bot.storage.database import Database
from bot.text.manuscript import Manuscript
from tests import specification
from tests.librarians import add_and_keep, ferry
from tests.person import Person

STORIES = Path(__file__).resolve().parents[1] / "data" / "stories"


@dataclass
class Fireside:
    """A bot that is online in a playground, with what a test needs of both."""

    playground: Playground
    database: Database
    bot: StoryBot
    clock: Clock
    _stack: AsyncExitStack

    async def person(self, who: str, channel: str = "reading-room") -> Person:
        """Somebody who is there until the test ends."""
        return await self._stack.enter_async_context(Person(self.playground, who, channel))

    async def add(self, manuscript: Manuscript, guild: int | None = None) -> StoryId:
        """Bring a story in."""
        server = None if guild is None else GuildId(guild)
        name = f"{manuscript.title} {manuscript.authors}.txt"
        origin = Origin(name, str(hash((manuscript, guild))), server)
        return (await Acquisitions(self.database, self.clock).add(manuscript, origin)).story.id


@asynccontextmanager
async def burning(path: Path, playground: Playground | None = None) -> AsyncIterator[Fireside]:
    """A bot over this database file, in a playground of its own unless one is given."""
    async with AsyncExitStack() as stack:
        clock = Clock()
        if playground is None:
            playground = Playground(controls=True, clock=clock.now, move_clock=clock.advance)
            await stack.enter_async_context(playground)
        speak_to(playground.api_url)
        database = await stack.enter_async_context(Database(path))
        fetching = Fetching(clock, loopback=True)
        bot = await stack.enter_async_context(StoryBot(database, clock, fetching=fetching))
        serving = asyncio.create_task(bot.start(playground.token))
        online = asyncio.create_task(playground.bot_online())
        await asyncio.wait((serving, online), return_when=asyncio.FIRST_COMPLETED)
        if serving.done():
            online.cancel()
            serving.result()
        try:
            async with AsyncExitStack() as people:
                yield Fireside(playground, database, bot, clock, people)
        finally:
            await bot.close()
            await serving
        specification.check(sent for sent in playground.journal.requests if 200 <= sent.status < 300)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--screenshots", type=Path, help="a folder that the browser test puts its pictures into")


@pytest.fixture
def pictures(request: pytest.FixtureRequest) -> Path | None:
    """Where pictures are wanted, if they are."""
    folder: Path | None = request.config.getoption("--screenshots")
    return folder


@pytest.fixture(scope="session")
def sample_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the sample stories, made once."""
    path = tmp_path_factory.mktemp("library") / "fireside.sqlite3"

    async def fill() -> None:
        async with Database(path) as database:
            for source in sources([STORIES]):
                imported = await bring_in(Acquisitions(database, Clock()), source)
                assert imported.error is None, imported.error

    # Whoever asks for it first may be in an event loop already.
    with ThreadPoolExecutor(max_workers=1) as elsewhere:
        elsewhere.submit(lambda: asyncio.run(fill())).result()
    return path


@pytest.fixture
async def fireside(tmp_path: Path, sample_library: Path) -> AsyncIterator[Fireside]:
    """The bot with the sample stories."""
    path = tmp_path / "fireside.sqlite3"
    shutil.copy(sample_library, path)
    async with burning(path) as fire:
        yield fire


@pytest.fixture
async def empty_fireside(tmp_path: Path) -> AsyncIterator[Fireside]:
    """The bot with nothing to read yet."""
    async with burning(tmp_path / "fireside.sqlite3") as fire:
        yield fire


@pytest.fixture
async def mira(fireside: Fireside) -> Person:
    """A reader, in the ordinary channel."""
    return await fireside.person("Mira")


@pytest.fixture
async def theo(fireside: Fireside) -> Person:
    """Another reader, in the ordinary channel."""
    return await fireside.person("Theo")


@pytest.fixture
async def ines(empty_fireside: Fireside) -> Person:
    """The librarian of The Hearth, who has brought in the two chapters of *The Ferry*."""
    librarian = await empty_fireside.person("Ines")
    await add_and_keep(librarian, ferry())
    return librarian
