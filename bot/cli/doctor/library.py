"""What `doctor` finds of the library: its file, the room for it, its backups, its feeds and notices."""

from __future__ import annotations

import shutil
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from bot.cli.doctor.findings import Finding, Level
from bot.cli.errors import DatabaseServedError, sentence
from bot.cli.single import only_process_of
from bot.clock import Clock
from bot.database import Database, copies
from bot.errors import DatabaseError
from bot.health.models import Report
from bot.health.service import Health
from bot.settings import Settings

_MB = 1_000_000
_LITTLE_ROOM = 200 * _MB
_A_DAY = 86_400
_LATE = 600
"""Seconds after which a notice that is due should have been sent."""


async def findings(settings: Settings) -> AsyncIterator[Finding]:
    """Yields what there is to say of the library."""
    path = settings.database
    if not path.exists():
        yield Finding(Level.NOTE, f"There is no library yet: it begins with the first start, in {path}.")
        return
    try:
        copies.examine(path)
    except DatabaseError as error:
        yield Finding(Level.WRONG, sentence(error))
        return
    size = path.stat().st_size
    yield Finding(Level.WELL, f"The library is whole: {path}, {size / _MB:.1f} MB.")
    running = _is_running(path)
    yield Finding(Level.NOTE, "The bot is running." if running else "The bot is not running.")
    for finding in (*_room(path, size), *_backups(settings)):
        yield finding
    if copies.is_older(path):
        yield Finding(
            Level.NOTE, "The next start brings the library up to date; until then no more is looked at."
        )
        return
    for finding in _work(await _report(settings), running=running):
        yield finding


def _is_running(path: Path) -> bool:
    try:
        with only_process_of(path):
            return False
    except DatabaseServedError:
        return True


def _room(path: Path, size: int) -> Iterator[Finding]:
    free = shutil.disk_usage(path.parent).free
    if free < max(_LITTLE_ROOM, size):
        yield Finding(
            Level.WARNING,
            f"There are only {free / _MB:.0f} MB left on the library's disk: make room for it to grow.",
        )


def _backups(settings: Settings) -> Iterator[Finding]:
    if settings.backups is None:
        yield Finding(
            Level.WARNING,
            "No backups are made: set BACKUP_FOLDER, or run `python -m bot backup` from a timer.",
        )
        return
    now = int(time.time())
    try:
        newest = settings.backups.newest(now)
    except DatabaseError as error:
        yield Finding(Level.WRONG, sentence(error))
        return
    if newest is None:
        yield Finding(
            Level.WARNING, f"There is no backup in {settings.backups.folder} yet: `python -m bot backup`."
        )
    elif (days := (now - newest) / _A_DAY) > 2:
        yield Finding(
            Level.WARNING, f"The newest backup is {days:.0f} days old: does the bot run at night (UTC)?"
        )
    else:
        yield Finding(Level.WELL, f"The newest backup is {days * 24:.0f} hours old.")


async def _report(settings: Settings) -> Report:
    # Not `opened`, which erases again from a restored backup: that is for the bot to do.
    async with Database(settings.database) as database:
        return await Health(database, Clock()).report()


def _work(report: Report, *, running: bool) -> Iterator[Finding]:
    if running and report.waiting is not None and report.waiting.longest > _LATE:
        yield Finding(
            Level.WARNING,
            f"{report.waiting.notices} notices are due, one for {report.waiting.longest // 60} minutes: "
            "the log says why they wait.",
        )
    if report.failing_feeds:
        yield Finding(
            Level.WARNING,
            f"{report.failing_feeds} feeds could not be read at the last look: `/stories feed` says why.",
        )
    for reason, count in report.suspended.items():
        yield Finding(Level.NOTE, f"{count} subscriptions wait for their owners ({reason}).")
