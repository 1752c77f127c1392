"""What holds for every worker: a failure is logged, stops nothing else, and is made good later."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import App, opened
from bot.clock import Clock
from bot.database import SQLiteDatabase
from bot.feeds.fetching import Fetching
from tests.support import engines
from tests.support.faults import break_writes, mend_writes
from tests.support.fireside import Fireside
from tests.support.locks import locked
from tests.workers.trials import TRIALS, Trial

SIX_HOURS = 6 * 3_600
"""After so long every worker has tried again."""


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[App]:
    clock, folder = Clock(), tmp_path / "incoming"
    folder.mkdir()
    path, fetching = tmp_path / "fireside.sqlite3", Fetching(clock, loopback=True)
    async with opened(path, clock, fetching=fetching, watched_folder=folder) as app:
        yield app


@pytest.fixture(params=TRIALS)
async def trial(ids_from_one: None, app: App, request: pytest.FixtureRequest) -> Trial:
    return await TRIALS[request.param](app)


async def left(app: App, trial: Trial) -> list[int]:
    """The items that are not done."""
    return await app.database.read(
        lambda connection: sorted(row[0] for row in connection.execute(trial.left))
    )


async def work(trial: Trial) -> None:
    """Some rounds: a file is taken in the one after that in which it was seen."""
    for _ in range(3):
        await trial.worker.round()


async def break_first(app: App, trial: Trial) -> None:
    await break_writes(app.database, trial.fault, "broken")


async def test_an_item_that_fails_once_is_done_later(
    app: App, trial: Trial, caplog: pytest.LogCaptureFixture
) -> None:
    assert 1 in await left(app, trial)
    await break_first(app, trial)
    await work(trial)
    assert await left(app, trial) == [1]
    assert "broken" in caplog.text
    await mend_writes(app.database)
    app.clock.advance(SIX_HOURS)
    await work(trial)
    assert await left(app, trial) == []
    assert trial.worker.failing == {}


async def test_an_item_that_fails_for_ever_holds_no_other_up(app: App, trial: Trial) -> None:
    await break_first(app, trial)
    for _ in range(3):
        await work(trial)
        assert await left(app, trial) == [1]
        app.clock.advance(SIX_HOURS)


async def test_a_locked_database_is_waited_for(
    app: App, trial: Trial, caplog: pytest.LogCaptureFixture
) -> None:
    before = await left(app, trial)
    async with locked(app.database):
        await work(trial)
    assert await left(app, trial) == before
    assert ("lock timeout" if engines.on_postgresql() else "database is locked") in caplog.text
    app.clock.advance(SIX_HOURS)
    await work(trial)
    assert await left(app, trial) == []
    assert trial.worker.failing == {}


async def test_the_bot_runs_them_all_until_it_is_closed(empty_fireside: Fireside) -> None:
    workers = empty_fireside.bot.workers
    running = {worker.name for worker in workers}
    one_process = isinstance(empty_fireside.database, SQLiteDatabase)
    assert running == {
        "database log" if one_process else "leases",
        "public posts",
        "takedowns",
        "covers",
        "ready covers",
        "quotes",
        "search index",
        "word counts",
        "former texts",
        "stories that go",
        "servers left",
        "readers in numbers",
        "content similarity",
        "collaborative filtering",
        "publishing",
        "openings",
        "deliveries",
        "corrections",
        "suspensions",
        "read-alongs",
        "reminders",
        "threads",
        "talkers",
        "feeds",
        "feed reports",
    }
    await empty_fireside.bot.close()
    assert list(workers) == []
