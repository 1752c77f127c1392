"""Keeps a bot online until it is asked to stop."""

from __future__ import annotations

import asyncio
import signal
from typing import TYPE_CHECKING

import aiohttp

from bot.cli.errors import TokenRefusedError
from bot.errors import DiscordUnreachableError

if TYPE_CHECKING:
    from bot.client import StoryBot

_LEAVING = 5
"""Seconds that discord.py may take to let go of its connection."""


async def serve(bot: StoryBot, token: str, api_url: str) -> None:
    """Keeps the bot online until SIGTERM or Ctrl+C, and closes it.

    Raises TokenRefusedError, or DiscordUnreachableError where Discord does not answer.
    """
    # The commands that need no Discord do without discord.py, which takes half a second to load.
    import discord  # noqa: PLC0415

    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    serving = asyncio.create_task(bot.start(token))
    stopping = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait((serving, stopping), return_when=asyncio.FIRST_COMPLETED)
        if serving.done():
            serving.result()
    except discord.LoginFailure as error:
        raise TokenRefusedError from error
    except (aiohttp.ClientError, OSError) as error:
        raise DiscordUnreachableError(api_url) from error
    finally:
        stopping.cancel()
        await bot.close()
        # A task that is about to reconnect takes no notice of being cancelled, but ends with the bot.
        await asyncio.wait((serving,), timeout=_LEAVING)
        serving.cancel()
