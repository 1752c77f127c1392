"""The command `doctor`: looks at everything that can go wrong, and says what to do."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from importlib.metadata import version
from platform import python_version

import typer

from bot.cli.doctor import library
from bot.cli.doctor.findings import Finding, Level
from bot.database.copies import sqlite_version
from bot.errors import SettingsError
from bot.settings import Settings

_MARKS = {Level.WELL: "✓", Level.NOTE: "·", Level.WARNING: "!", Level.WRONG: "✗"}


def doctor() -> None:
    """Look at the settings, the library, its backups and Discord, and say what to do. Changes nothing."""
    if not asyncio.run(_doctor()):
        raise typer.Exit(1)


async def _doctor() -> bool:
    """Returns whether nothing is wrong."""
    well = True
    async for finding in _findings():
        sys.stdout.write(f"{_MARKS[finding.level]} {finding.text}\n")
        sys.stdout.flush()
        well = well and finding.level is not Level.WRONG
    return well


async def _findings() -> AsyncIterator[Finding]:
    from bot.cli.doctor import discord_side  # noqa: PLC0415 - loads aiohttp

    yield Finding(
        Level.NOTE,
        f"Fireside {version('fireside')} with Python {python_version()}, discord.py {version('discord.py')},"
        f" SQLite {sqlite_version()}",
    )
    try:
        settings = Settings.from_env()
    except SettingsError as error:
        for fault in error.faults:
            yield Finding(Level.WRONG, fault)
        return
    yield Finding(Level.WELL, "The settings can be read.")
    async for finding in library.findings(settings):
        yield finding
    async for finding in discord_side.findings(settings):
        yield finding
