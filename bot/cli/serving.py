"""Keeps the bot online until it is asked to stop, whatever becomes of the network meanwhile."""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
from typing import TYPE_CHECKING

from bot.cli.errors import IntentsRefusedError, NotDiscordError, TokenRefusedError
from bot.errors import FiresideError
from bot.leases.errors import ShardsError
from bot.leases.models import ALL_SHARDS, Shards

if TYPE_CHECKING:
    from bot.app import App
    from bot.client import StoryBot

log = logging.getLogger(__name__)

_DRAINING, _LEAVING = 7, 2
"""Seconds for what is in hand, and for discord.py to let go of its connection."""
_LONGEST_WAIT = 300
_TOKEN_REFUSED, _INTENTS_REFUSED = (4004,), (4013, 4014)
"""Codes with which the gateway closes a session for good (Discord's documentation, "Gateway Close Event
Codes")."""


async def serve(
    app: App,
    token: str,
    api_url: str,
    stop: asyncio.Event | None = None,
    shards: Shards = ALL_SHARDS,
) -> None:
    """Keeps the bot online until SIGTERM, Ctrl+C or `stop`, then ends what is in hand and closes it.

    Where Discord cannot be reached, it is tried again for as long as it takes. Raises TokenRefusedError,
    IntentsRefusedError, NotDiscordError or a ShardsError, which waiting does not mend.
    """
    from bot.client import StoryBot  # noqa: PLC0415 - loads discord.py, which takes half a second

    _collect_less()
    stop, attempts = stop or asyncio.Event(), 0
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    while not stop.is_set():
        bot = StoryBot(app, shards)
        try:
            await _serve_until(stop, bot, token)
        except Exception as error:
            if (refusal := _refusal(error, api_url)) is not None:
                raise refusal from (None if refusal is error else error)
            attempts = 0 if bot.was_ready else attempts + 1
            await _wait(stop, error, min(_LONGEST_WAIT, 1 << min(attempts, 9)))


def _collect_less() -> None:
    """Has the garbage collector look less often, and never at what is loaded by now and stays."""
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)


async def _serve_until(stop: asyncio.Event, bot: StoryBot, token: str) -> None:
    """Keeps the bot online until `stop` is set. Raises what ended it before."""
    serving, stopping = asyncio.create_task(bot.start(token)), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait((serving, stopping), return_when=asyncio.FIRST_COMPLETED)
        if serving.done():
            serving.result()
        else:
            await bot.drain(_DRAINING)
    finally:
        stopping.cancel()
        await bot.close()
        # A task that is about to reconnect takes no notice of being cancelled, but ends with the bot.
        await asyncio.wait((serving,), timeout=_LEAVING)
        serving.cancel()


def _refusal(error: Exception, api_url: str) -> FiresideError | None:
    """Returns what an operator is told of an end that waiting does not mend, None for any other."""
    import discord  # noqa: PLC0415 - loaded with the bot

    code = error.code if isinstance(error, discord.ConnectionClosed) else None
    if isinstance(error, discord.LoginFailure) or code in _TOKEN_REFUSED:
        return TokenRefusedError()
    if isinstance(error, discord.PrivilegedIntentsRequired) or code in _INTENTS_REFUSED:
        return IntentsRefusedError()
    if isinstance(error, discord.NotFound):
        return NotDiscordError(api_url)
    return error if isinstance(error, ShardsError) else None


async def _wait(stop: asyncio.Event, error: Exception, seconds: int) -> None:
    """Logs why the bot is not online, and waits, or until `stop` is set."""
    import aiohttp  # noqa: PLC0415 - loaded with the bot

    expected = isinstance(error, OSError | aiohttp.ClientError) or type(error).__module__.startswith(
        "discord"
    )
    reason = " ".join(f"{type(error).__name__}: {error}".split())
    trace = None if expected else error
    log.warning("Discord cannot be reached, trying again in %d s: %s", seconds, reason, exc_info=trace)
    try:
        async with asyncio.timeout(seconds):
            await stop.wait()
    except TimeoutError:
        pass
