"""The command `run`: runs the bot on Discord, or on any server that speaks its API."""

from __future__ import annotations

import asyncio
import logging
from contextlib import AbstractContextManager, AsyncExitStack, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.errors import sentence
from bot.cli.logs import start_log
from bot.cli.serving import serve
from bot.cli.single import only_process_of, only_process_with
from bot.cli.systemd import supervised
from bot.errors import DatabaseLockedError, DatabaseUnreachableError
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.health.service import Health

log = logging.getLogger(__name__)

_LONGEST_WAIT = 60


def run() -> None:
    """Serve stories on Discord, with the settings of .env (see .env.example)."""
    settings = Settings.from_env()
    start_log(settings.log_level, settings.token, as_json=settings.log_as_json)
    with (
        _only_process_of(settings.database),
        only_process_with(settings.token, settings.api_url, settings.shards) as holder,
    ):
        asyncio.run(_run(settings, holder))


def _only_process_of(database: Path | str) -> AbstractContextManager[None]:
    # Several processes may serve a database on a server.
    return only_process_of(database) if isinstance(database, Path) else nullcontext()


async def _run(settings: Settings, holder: str) -> None:
    from bot.client import speak_to  # noqa: PLC0415 - loads discord.py

    speak_to(settings.api_url)
    attempts = 0
    while True:
        try:
            await _serve(settings, holder)
            return
        except (DatabaseLockedError, DatabaseUnreachableError) as error:
            wait = min(_LONGEST_WAIT, 1 << min(attempts, 6))
            log.warning("%s Trying again in %d s.", sentence(error), wait)
            await asyncio.sleep(wait)
            attempts += 1


async def _serve(settings: Settings, holder: str) -> None:
    from bot.app import opened  # noqa: PLC0415 - loads every feature

    app = opened(
        settings.database,
        limits=settings.limits,
        watched_folder=settings.watched_folder,
        backups=settings.backups,
        holder=holder,
    )
    async with AsyncExitStack() as stack:
        services = await stack.enter_async_context(app)
        await services.database.check()
        health = services.health
        if settings.health_port is not None:
            from bot.health.server import served  # noqa: PLC0415 - seldom wanted

            await stack.enter_async_context(served(health, settings.health_port))
        await stack.enter_async_context(supervised(health.ask_database, lambda: _status(health)))
        await serve(services, settings.token, settings.api_url, shards=settings.shards)


def _status(health: Health) -> str:
    gateway = health.gateway()
    if not gateway.ready:
        return "Discord is away; trying again."
    shards = f" (shards {', '.join(map(str, gateway.shards))} of {gateway.shard_count})"
    return f"Online in {gateway.servers} servers{shards if gateway.shard_count != 1 else ''}."
