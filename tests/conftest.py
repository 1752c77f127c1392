"""A fresh playground, database and bot for every test, and the people in it."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.database import Database
from bot.editing.files import bring_in, sources
from tests.support.fireside import Fireside, burning
from tests.support.importing import importer_of
from tests.support.librarians import add_and_keep, ferry
from tests.support.paths import STORIES
from tests.support.person import Person


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
                imported = await bring_in(importer_of(database), source)
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
