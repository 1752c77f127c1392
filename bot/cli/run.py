"""The command `run`: runs the bot on Discord, or on any server that speaks its API."""

from __future__ import annotations

import asyncio

from bot.cli.logs import start_log
from bot.cli.serving import serve
from bot.settings import Settings


def run() -> None:
    """Serve stories on Discord, with the settings of .env (see .env.example)."""
    settings = Settings.from_env()
    start_log(settings.log_level, settings.token)
    asyncio.run(_run(settings))


async def _run(settings: Settings) -> None:
    from bot.app import opened  # noqa: PLC0415 - loads every feature
    from bot.client import StoryBot, speak_to  # noqa: PLC0415 - loads discord.py

    speak_to(settings.api_url)
    app = opened(settings.database, limits=settings.limits, watched_folder=settings.watched_folder)
    async with app as services:
        await serve(StoryBot(services), settings.token, settings.api_url)
