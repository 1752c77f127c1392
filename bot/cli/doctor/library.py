"""What `doctor` finds of the library: its file, the room for it, its backups, its feeds and notices."""

from __future__ import annotations

import shutil
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from bot.cli.doctor import server
from bot.cli.doctor.findings import Finding, Level, counted
from bot.cli.errors import DatabaseServedError, sentence
from bot.cli.single import only_process_of
from bot.clock import Clock
from bot.database import copies, database_at
from bot.database.troubles import closed, is_there
from bot.errors import DatabaseError
from bot.health.models import Report
from bot.health.service import Health
from bot.settings import BACKUPS, Settings

_MB = 1_000_000
_LITTLE_ROOM = 200 * _MB
_AN_HOUR, _A_DAY = 3_600, 86_400
_OLD = 2
"""Days after which a backup is no longer a recent one."""
_LATE = 600
"""Seconds after which a notice that is due should have been sent."""


async def findings(settings: Settings) -> AsyncIterator[Finding]:
    """Yields what there is to say of the library."""
    place = settings.database
    about = _file(place) if isinstance(place, Path) else server.findings(place)
    wrong, running = False, False
    for finding in about:
        wrong = wrong or finding.level is Level.WRONG
        running = running or finding.text == server.RUNNING
        yield finding
    if wrong or not (isinstance(place, str) or is_there(place)):
        return
    for finding in _backups(settings):
        yield finding
    async for finding in _inside(settings, running=running):
        yield finding


def _file(path: Path) -> Iterator[Finding]:
    try:
        there = copies.examine(path)
    except DatabaseError as error:
        yield Finding(Level.WRONG, sentence(error))
        return
    if not there:
        yield Finding(Level.NOTE, f"There is no library yet: it begins with the first start, in {path}.")
        return
    size = path.stat().st_size
    yield Finding(Level.WELL, f"The library is whole: {path}, {size / _MB:.1f} MB.")
    yield Finding(Level.NOTE, server.RUNNING if _is_running(path) else server.NOT_RUNNING)
    yield from _room(path, size)


async def _inside(settings: Settings, *, running: bool) -> AsyncIterator[Finding]:
    """Yields what the library says itself, unless opening it would change it."""
    place = settings.database
    if copies.is_older(place) if isinstance(place, Path) else server.is_older(place):
        yield Finding(
            Level.NOTE, "The next start brings the library up to date; until then no more is looked at."
        )
        return
    try:
        report = await _report(settings)
    except DatabaseError as error:
        yield Finding(Level.WRONG, sentence(error))
        return
    for finding in _work(report, running=running):
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
    nightly = settings.backups is not None
    backups, now = settings.backups or BACKUPS, int(time.time())
    try:
        newest = backups.newest(now)
    except DatabaseError as error:
        yield Finding(Level.WRONG, sentence(error))
        return
    if nightly and (trouble := closed(backups.folder / "a backup")):
        yield Finding(Level.WRONG, sentence(trouble))
    if newest is None and nightly:
        yield Finding(Level.WARNING, f"There is no backup in {backups.folder} yet: `python -m bot backup`.")
    elif newest is None:
        yield Finding(
            Level.WARNING,
            "No backups are made: set BACKUP_FOLDER, or run `python -m bot backup` from a timer.",
        )
    elif (days := (now - newest) // _A_DAY) >= _OLD:
        why = "does the bot run at night (UTC)?" if nightly else "set BACKUP_FOLDER for one every night."
        yield Finding(Level.WARNING, f"The newest backup is {days} days old: {why}")
    else:
        hours = counted((now - newest) // _AN_HOUR, "hour")
        yield Finding(Level.WELL, f"The newest backup is {hours} old.")


async def _report(settings: Settings) -> Report:
    # Not `opened`, which erases again from a restored backup: that is for the bot to do.
    async with database_at(settings.database) as database:
        return await Health(database, Clock()).report()


def _work(report: Report, *, running: bool) -> Iterator[Finding]:
    if running and report.waiting is not None and report.waiting.longest > _LATE:
        notices, minutes = counted(report.waiting.notices, "notice"), report.waiting.longest // 60
        yield Finding(
            Level.WARNING, f"Due and not sent: {notices}, one for {minutes} minutes. The log says why."
        )
    if report.pause is not None:
        yield Finding(
            Level.WARNING,
            f"Sending pauses, because Discord, or something on the way to it, refuses notices alike:"
            f" {report.pause.reason}. They are tried again by themselves. The log has what was said.",
        )
    if report.failing_feeds:
        feeds = counted(report.failing_feeds, "feed")
        yield Finding(Level.WARNING, f"At the last look {feeds} could not be read: `/stories feed` says why.")
    for reason, count in report.suspended.items():
        yield Finding(Level.NOTE, f"Waiting for their owners: {counted(count, 'subscription')} ({reason}).")
