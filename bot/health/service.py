"""The report of how the bot is, asked for at any time, also before it is online."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from bot.clock import Clock
from bot.database import Connection, Database, SQLiteDatabase, log_size
from bot.errors import DatabaseError
from bot.health import queries
from bot.health.models import OFFLINE, Gateway, Report, Waiting, WorkerReport
from bot.subscriptions.models import Pause
from bot.subscriptions.refusals import current_pause
from bot.workers import Worker

Counts = tuple[Waiting, dict[str, int], int, Pause | None]


class Health:
    """Reports how the bot is. `gateway` and `workers` are the bot's, once there is one; `is_served` is set
    before that where the pages of bot/health/server.py are to be there."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self.gateway: Callable[[], Gateway] = lambda: OFFLINE
        self.workers: Iterable[Worker[Any]] = ()
        self.is_served = False

    async def report(self) -> Report:
        """Returns how everything is now. Its cost does not grow with the library, but with what is due."""
        await self._database.try_again()
        counts: tuple[Waiting | None, dict[str, int], int, Pause | None]
        try:
            counts = await self._database.read(self._counts)
        except DatabaseError:  # noted by the database as its trouble
            counts = None, {}, 0, None
        trouble = self._database.trouble
        file_bytes, log_bytes = await self._database.sizes()
        return Report(
            self.gateway(),
            None if trouble is None else f"{type(trouble).__name__}: {trouble}",
            file_bytes,
            log_bytes,
            [_of(worker) for worker in self.workers],
            *counts,
        )

    def log_worker(self) -> Worker[Path] | None:
        """Returns the worker that keeps the log of an SQLite file short."""
        if isinstance(self._database, SQLiteDatabase):
            return log_size.worker(self._database, self._clock)
        return None

    async def ask_database(self) -> None:
        """Returns once the database has answered. Raises DatabaseError."""
        await self._database.read(lambda connection: connection.execute("SELECT 1").fetchone())

    def _counts(self, connection: Connection) -> Counts:
        now = self._clock.now()
        return (
            queries.waiting(connection, now),
            queries.suspended(connection),
            queries.failing_feeds(connection),
            current_pause(connection),
        )


def _of(worker: Worker[Any]) -> WorkerReport:
    failures = [] if worker.elsewhere else list(worker.failing.values())
    last = max(failures, key=lambda each: each.next_at).error if failures else None
    return WorkerReport(worker.name, len(failures), last, worker.last_success, worker.elsewhere)
