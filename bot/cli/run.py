"""`run`: the bot on Discord, or on any server that speaks its API."""

from __future__ import annotations

import asyncio
import contextlib
import signal

from bot.cli.logs import start_log
from bot.errors import SettingsError
from bot.settings import Settings


def run() -> None:
    """Serve stories on Discord, with the settings of .env (see .env.example)."""
    settings = Settings.from_env()
    start_log(settings.log_level, settings.token)
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(settings))


async def _serve(settings: Settings) -> None:
    # The other commands do without discord.py, which takes half a second to load.
    import discord  # noqa: PLC0415

    from bot.client import StoryBot, speak_to  # noqa: PLC0415
    from bot.clock import Clock  # noqa: PLC0415
    from bot.storage.database import Database  # noqa: PLC0415

    speak_to(settings.api_url)
    async with Database(settings.database) as database, StoryBot(database, Clock()) as bot:
        serving = asyncio.create_task(bot.start(settings.token))
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, serving.cancel)
        try:
            await serving
        except discord.LoginFailure as error:
            raise SettingsError(
                ["Discord refused DISCORD_TOKEN: copy it once more, or reset it on the application's page."]
            ) from error
        except asyncio.CancelledError:
            serving.cancel()
