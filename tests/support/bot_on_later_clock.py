"""`python -m bot run` on a clock that is ahead: `python -m tests.support.bot_on_later_clock SECONDS`."""

from __future__ import annotations

import asyncio
import sys

from bot.app import opened
from bot.cli.logs import start_log
from bot.cli.serving import serve
from bot.client import speak_to
from bot.clock import Clock
from bot.settings import Settings


async def run(ahead: float) -> None:
    settings, clock = Settings.from_env(), Clock()
    start_log(settings.log_level, settings.token)
    clock.advance(ahead)
    speak_to(settings.api_url)
    async with opened(settings.database, clock) as app:
        await serve(app, settings.token, settings.api_url)


if __name__ == "__main__":
    asyncio.run(run(float(sys.argv[1])))
