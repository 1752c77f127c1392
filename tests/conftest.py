"""A fresh playground, database and bot for every test, and the people in it."""

from __future__ import annotations

import asyncio
import gc
import os
import resource
import shutil
from collections.abc import AsyncIterator, Coroutine, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from bot import sandbox
from bot.app import opened
from bot.database import Database, database_at
from bot.editing.files import bring_in, sources
from bot.pictures import process as pictures_process
from bot.playground import interactions
from bot.stories.ids import StoryId
from tests.support import engines, forks, rounds
from tests.support.command_line import CommandLine
from tests.support.commands_once import commands_read_once
from tests.support.fireside import Fireside, burning
from tests.support.made_once import made_once
from tests.support.paths import STORIES
from tests.support.person import Person
from tests.support.small_stories import SECRET, tale

_OWN_PROCESS = sandbox._run
_ROOM = 2 << 30
"""The bytes that must be free where the tests' files are to be."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--screenshots", type=Path, help="a folder that the browser test puts its pictures into")
    parser.addoption("--postgresql", action="store_true", help="databases are on a server, not in files")
    parser.addoption("--proofs", action="store_true", help="only tests that repeat themselves, all rounds")


def pytest_configure(config: pytest.Config) -> None:
    rounds.begin(proofs=config.getoption("--proofs"))
    if _is_roomy(engines.MEMORY):
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(engines.MEMORY))
    if config.getoption("--postgresql") and not engines.on_postgresql():
        config.add_cleanup(engines.begin_server())


def _is_roomy(folder: Path) -> bool:
    return os.access(folder, os.W_OK) and shutil.disk_usage(folder).free > _ROOM


def pytest_xdist_auto_num_workers() -> int:
    """Returns one process more than there are cores: a test waits for the disk and for other processes a good
    part of its time."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    # Hypothesis has marked its own tests by now.
    proofs, repeated = config.getoption("--proofs"), {"proofs", "proofs_only", "hypothesis"}
    marks = {each: {mark.name for mark in each.iter_markers()} for each in items}
    items[:] = [
        each for each in items if (repeated & marks[each] if proofs else "proofs_only" not in marks[each])
    ]


def pytest_runtest_setup(item: pytest.Item) -> None:
    if engines.on_postgresql() and (mark := item.get_closest_marker("sqlite_only")) is not None:
        pytest.skip(f"SQLite only: {mark.args[0]}")
    if not engines.on_postgresql() and item.get_closest_marker("postgresql_only") is not None:
        pytest.skip("PostgreSQL only: run it with --postgresql")


def pytest_collection_finish() -> None:
    gc.freeze()  # or Python would look through all tests again and again for what is not needed any more


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says what CONTRIBUTING has a limit for. What was forked is not in it."""
    usages = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    taken = sum(usage.ru_utime + usage.ru_stime for usage in usages)
    terminalreporter.write_line(f"{taken:.0f} s of processor time")


@pytest.fixture(autouse=True)
def discord_that_knows_the_load(monkeypatch: pytest.MonkeyPatch) -> None:
    """Gives the bot Discord's three seconds to answer: more only where there is more to do than the cores
    can, and by as much as everything takes longer then."""
    load = os.getloadavg()[0] / (os.cpu_count() or 1)
    monkeypatch.setattr(interactions, "ANSWER_SECONDS", interactions.ANSWER_SECONDS * max(1, load))


@pytest.fixture(scope="session", autouse=True)
def engine() -> Iterator[None]:
    """Has this run's databases be kept by the engine that was asked for."""
    with pytest.MonkeyPatch.context() as patch:
        if engines.on_postgresql():
            engines.keep_on_server(patch)
        yield


@pytest.fixture(autouse=True)
def databases_of_this_test(engine: None) -> Iterator[None]:
    """Takes a test's databases away at its end, as files are."""
    with engines.databases_of_a_test():
        yield


@pytest.fixture
def ids_from_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests that know the ids of the first rows: they are 1, 2, … on each engine."""
    engines.give_ids_from_one(monkeypatch)


@pytest.fixture(scope="session", autouse=True)
def loading() -> None:
    """Has a process load, while the first tests run, what others are forked from."""
    forks.begin()


@pytest.fixture(scope="session", autouse=True)
def commands_that_are_read_once() -> Iterator[None]:
    """Has discord.py work out the commands once, not for each bot."""
    with commands_read_once():
        yield


@pytest.fixture(autouse=True)
def sandbox_that_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forks the sandbox's processes, where they would load the same modules hundreds of times."""
    monkeypatch.setattr(sandbox, "_run", forks.output_of)


@pytest.fixture(autouse=True)
def pictures_that_are_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forks the process that draws, which loads a third of a second."""
    monkeypatch.setattr(pictures_process, "_started", forks.drawing)


@pytest.fixture
def sandbox_as_it_is(sandbox_that_is_loaded: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leaves the sandbox's processes as they are, for tests of their limits: a fork has memory already."""
    monkeypatch.setattr(sandbox, "_run", _OWN_PROCESS)


@pytest.fixture
def pictures(request: pytest.FixtureRequest) -> Path | None:
    """Where pictures are wanted, if they are."""
    folder: Path | None = request.config.getoption("--screenshots")
    return folder


@pytest.fixture(scope="session")
def sample_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the sample stories, in which nothing is left to be worked out."""

    async def fill(path: Path) -> None:
        async with opened(path) as app:
            for source in sources([STORIES]):
                imported = await bring_in(app.importer, source)
                assert imported.error is None, imported.error
            await app.content_similarity.worker().round()
        engines.let_be_copied(path)

    return made_once(tmp_path_factory, "sample-library.sqlite3", lambda path: _run(fill(path)))


@pytest.fixture(scope="session")
def empty_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with nothing in it. Each of the schema's steps takes milliseconds."""

    async def open_once(path: Path) -> None:
        async with database_at(path):
            pass
        engines.let_be_copied(path)

    return made_once(tmp_path_factory, "empty-library.sqlite3", lambda path: _run(open_once(path)))


def _run(making: Coroutine[Any, Any, None]) -> None:
    # Whoever asks for a file first may be in an event loop already.
    with pytest.MonkeyPatch.context() as patch, ThreadPoolExecutor(max_workers=1) as elsewhere:
        engines.give_ids_from_one(patch)
        elsewhere.submit(asyncio.run, making).result()


@pytest.fixture
async def sample_fireside(tmp_path: Path, sample_library: Path) -> AsyncIterator[Fireside]:
    """The bot with the sample stories."""
    path = tmp_path / "fireside.sqlite3"
    shutil.copy(sample_library, path)
    async with burning(path) as fire:
        yield fire


@pytest.fixture
async def empty_fireside(tmp_path: Path, empty_library: Path) -> AsyncIterator[Fireside]:
    """The bot with nothing to read yet."""
    path = tmp_path / "fireside.sqlite3"
    shutil.copy(empty_library, path)
    async with burning(path) as fire:
        yield fire


@pytest.fixture
def fireside(request: pytest.FixtureRequest) -> Fireside:
    """The bot that the people below talk to: the empty one where a test asks for that; some folders and files
    of tests always put the empty one here."""
    name = "empty_fireside" if "empty_fireside" in request.fixturenames else "sample_fireside"
    chosen: Fireside = request.getfixturevalue(name)
    return chosen


@pytest.fixture
async def mira(fireside: Fireside) -> Person:
    """A reader, in the ordinary channel."""
    return await fireside.person("Mira")


@pytest.fixture
async def theo(fireside: Fireside) -> Person:
    """Another reader, in the ordinary channel."""
    return await fireside.person("Theo")


@pytest.fixture
async def odile(fireside: Fireside) -> Person:
    """Whoever runs the bot; nobody in particular in The Hearth."""
    return await fireside.person("Odile")


@pytest.fixture
def files_of_ines() -> Mapping[str, bytes]:
    """What Ines has brought in when a test begins, by its files' names; folders and files override this."""
    return {}


@pytest.fixture
async def ines(fireside: Fireside, files_of_ines: Mapping[str, bytes]) -> Person:
    """The librarian of The Hearth, in the ordinary channel, who has brought in her files."""
    librarian = await fireside.person("Ines")
    for name, content in files_of_ines.items():
        await fireside.bring_in(name, content, librarian)
    return librarian


@pytest.fixture
async def secret(fireside: Fireside) -> StoryId:
    """A story of The Hearth's own."""
    return await fireside.add(tale(SECRET), fireside.guild())


@pytest.fixture
async def database(tmp_path: Path, empty_library: Path) -> AsyncIterator[Database]:
    """An empty database, without a bot."""
    path = tmp_path / "fireside.sqlite3"
    shutil.copy(empty_library, path)
    async with database_at(path) as database:
        yield database


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """The command line, over a database that is not there yet."""
    return CommandLine(tmp_path / "library" / "fireside.sqlite3", monkeypatch, capsys)
