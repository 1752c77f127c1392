"""How the bot is can be asked on a port of the machine, by people, by Prometheus and by systemd."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import signal
import socket
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.clock import Clock
from bot.database import Connection, database_at
from bot.health.errors import HealthPortTakenError
from bot.health.server import served
from bot.health.service import Health
from bot.playground import Playground
from tests.support.bot_process import environment
from tests.support.command_line import CommandLine
from tests.support.fireside import Fireside
from tests.support.paths import ROOT
from tests.support.person import PATIENCE, Person, a_moment

STORY = "Low Water at Skerrow"


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


class Monitor:
    """What asks the pages on a port."""

    def __init__(self, port: int) -> None:
        self.port = port

    async def health(self) -> tuple[int, dict[str, Any]]:
        """The status and the report."""
        async with self._get("health") as answer:
            return answer.status, await answer.json()

    async def figure(self, name: str, **labels: str) -> float:
        """One figure."""
        async with self._get("metrics") as answer:
            assert answer.status == 200
            page = await answer.text()
        inside = ",".join(f'{label}="{value}"' for label, value in labels.items())
        found = re.findall(rf"^{name}{re.escape('{' + inside + '}') if inside else ''} (\S+)$", page, re.M)
        return float(found[0]) if found else 0

    def _get(self, page: str) -> Any:
        return aiohttp.request("GET", f"http://127.0.0.1:{self.port}/{page}")


@pytest.fixture
async def monitor(fireside: Fireside) -> AsyncIterator[Monitor]:
    port = free_port()
    async with served(fireside.app.health, port):
        yield Monitor(port)


async def test_a_bot_that_is_well_says_so(monitor: Monitor, fireside: Fireside) -> None:
    status, report = await monitor.health()
    assert (status, report["status"]) == (200, "ok")
    assert report["gateway"]["ready"] is True
    assert report["file_bytes"] > 100_000
    assert {"deliveries", "publishing"} <= {worker["name"] for worker in report["workers"]}
    assert report["waiting"] == {"notices": 0, "longest": 0, "retried": 0}


async def test_presses_are_counted_and_timed(monitor: Monitor, mira: Person) -> None:
    commands = await monitor.figure("fireside_interaction_seconds_count", kind="application_command")
    presses = await monitor.figure("fireside_interaction_seconds_count", kind="component")
    await mira.slash("read", story=STORY)
    await mira.press("Next")
    await mira.press("Back")
    assert (
        await monitor.figure("fireside_interaction_seconds_count", kind="application_command") == commands + 1
    )
    assert await monitor.figure("fireside_interaction_seconds_count", kind="component") == presses + 2
    assert await monitor.figure("fireside_gateway_ready") == 1
    assert await monitor.figure("fireside_database_bytes") > 100_000


async def test_a_worker_that_fails_is_seen(monitor: Monitor, fireside: Fireside) -> None:
    worker = next(each for each in fireside.bot.workers if each.name == "publishing")
    async with asyncio.timeout(PATIENCE):
        while worker.last_success is None:  # its own first look would say that all is well
            await a_moment()

    async def fails(_: object) -> Any:
        raise OSError("no such thing")

    worker._due = fails
    await worker.round()
    status, report = await monitor.health()
    (seen,) = (each for each in report["workers"] if each["name"] == "publishing")
    assert (status, report["status"]) == (200, "degraded")
    assert (seen["failing"], seen["error"]) == (1, "OSError: no such thing")
    assert await monitor.figure("fireside_worker_failing", worker="publishing") == 1


async def test_what_is_due_and_not_sent_is_seen(monitor: Monitor, fireside: Fireside, mira: Person) -> None:
    await mira.slash("subscribe", story=STORY)
    await fireside.bot.workers.close()

    def due(connection: Connection) -> None:
        connection.execute(
            "INSERT INTO deliveries (subscription_id, due_at) SELECT id, ? FROM subscriptions",
            (fireside.clock.now() - 600,),
        )

    await fireside.database.transaction(due)
    _, report = await monitor.health()
    assert report["waiting"]["notices"] == 1
    assert 600 <= report["waiting"]["longest"] < 600 + PATIENCE
    assert await monitor.figure("fireside_notices_due") == 1


async def test_only_what_is_suspended_is_counted_as_that(
    monitor: Monitor, fireside: Fireside, mira: Person
) -> None:
    await mira.slash("subscribe", story=STORY)
    _, report = await monitor.health()
    assert report["suspended"] == {}
    await fireside.database.transaction(
        lambda connection: connection.execute("UPDATE subscriptions SET suspended = 'closed'")
    )
    _, report = await monitor.health()
    assert report["suspended"] == {"closed": 1}
    assert await monitor.figure("fireside_subscriptions_suspended", reason="closed") == 1


@pytest.mark.sqlite_only("a file that another program has locked")
async def test_a_database_in_trouble_is_told_to_whoever_balances_load(
    tmp_path: Path, sample_library: Path
) -> None:
    path = Path(shutil.copy(sample_library, tmp_path / "fireside.sqlite3"))
    port = free_port()
    async with database_at(path) as database:
        patience, database.patience = database.patience, 0.01
        async with served(Health(database, Clock()), port):
            with closing(sqlite3.connect(path, isolation_level=None)) as other:
                other.execute("BEGIN IMMEDIATE")
                with pytest.raises(Exception, match="locked"):
                    await database.transaction(lambda connection: connection.execute("SELECT 1"))
                status, report = await Monitor(port).health()
            assert (status, report["status"]) == (503, "down")
            assert "DatabaseLockedError" in report["trouble"]
            database.patience = patience  # a busy machine may take longer than that to begin
            # Nobody else writes tonight.
            status, report = await Monitor(port).health()
            assert (status, report["trouble"]) == (200, None)


async def test_a_port_that_is_taken_is_refused(tmp_path: Path, fireside: Fireside) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(HealthPortTakenError):
            async with served(fireside.app.health, taken.getsockname()[1]):
                pass


async def test_systemd_is_told_that_it_is_ready_and_alive_also_without_discord(tmp_path: Path) -> None:
    told: asyncio.Queue[str] = asyncio.Queue()
    address = tmp_path / "notify"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as channel:
        channel.bind(str(address))
        channel.setblocking(False)
        loop = asyncio.get_running_loop()
        loop.add_reader(channel, lambda: told.put_nowait(channel.recv(4_096).decode()))
        playground, port, health_port = Playground(controls=True), free_port(), free_port()
        settings = {
            "DISCORD_TOKEN": playground.token,
            "DISCORD_API_URL": f"http://127.0.0.1:{port}/api/v10",
            "NOTIFY_SOCKET": str(address),
            "WATCHDOG_USEC": "200000",
            "HEALTH_PORT": str(health_port),
            "LOG_FORMAT": "json",
            "LOG_LEVEL": "INFO",
        }
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "bot", "run"),
            cwd=ROOT,
            env=environment(tmp_path / "fireside.sqlite3") | settings,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            async with asyncio.timeout(PATIENCE):
                assert await told.get() == "READY=1\nSTATUS=Discord is away; trying again."
                assert (await told.get()).startswith("WATCHDOG=1\nSTATUS=Discord is away")
                await playground.start(port)
                while "Online in" not in (said := await told.get()):
                    pass
                assert said.startswith("WATCHDOG=1")
                assert await Monitor(health_port).figure("fireside_discord_responses_total", status="200") > 0
                process.send_signal(signal.SIGTERM)
                while await told.get() != "STOPPING=1":
                    pass
                assert process.stderr is not None
                lines = [json.loads(line) for line in (await process.stderr.read()).splitlines()]
                assert await process.wait() == 0
        finally:
            loop.remove_reader(channel)
            if process.returncode is None:
                process.kill()
            await playground.close()
    assert {"WARNING", "INFO"} <= {line["level"] for line in lines}
    assert any("Discord cannot be reached" in line["message"] for line in lines)


def test_wrong_settings_are_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HEALTH_PORT", "99999")
    monkeypatch.setenv("LOG_FORMAT", "xml")
    code, _, errors = CommandLine(tmp_path / "fireside.sqlite3", monkeypatch, capsys).run("show", "Nothing")
    assert code == 78
    assert "HEALTH_PORT must be at most 65535." in errors
    assert "LOG_FORMAT must be one of TEXT, JSON." in errors
