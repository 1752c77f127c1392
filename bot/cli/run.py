"""`run`: the bot on Discord, or on any server that speaks its API."""

from __future__ import annotations

import asyncio

from bot.cli.logs import start_log
from bot.cli.serving import serve
from bot.clock import Clock
from bot.database import Database
from bot.settings import Settings


def run() -> None:
    """Serve stories on Discord, with the settings of .env (see .env.example)."""
    settings = Settings.from_env()
    start_log(settings.log_level, settings.token)
    asyncio.run(_run(settings))


async def _run(settings: Settings) -> None:
    from bot.client import StoryBot, speak_to  # noqa: PLC0415 - loads discord.py

    speak_to(settings.api_url)
    async with Database(settings.database) as database:
        bot = StoryBot(database, Clock(), settings.limits, settings.watched_folder)
        await serve(bot, settings.token, settings.api_url)
