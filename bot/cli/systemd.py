"""What systemd is told where it started the bot (https://www.freedesktop.org/software/systemd/man/sd_notify.html)."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from bot.errors import DatabaseError

log = logging.getLogger(__name__)


@asynccontextmanager
async def supervised(
    ask_database: Callable[[], Awaitable[None]], status: Callable[[], str]
) -> AsyncIterator[None]:
    """Tells systemd that the bot is ready, and from then on that it is alive, with `status`: that its loop
    turns and its database answers. That Discord is away is in the status, and no reason to start the bot
    again. Without systemd this does nothing."""
    if "NOTIFY_SOCKET" not in os.environ:
        yield
        return
    _notify(f"READY=1\nSTATUS={status()}")
    telling = asyncio.create_task(_tell(ask_database, status), name="watchdog")
    try:
        yield
    finally:
        telling.cancel()
        _notify("STOPPING=1")


async def _tell(ask_database: Callable[[], Awaitable[None]], status: Callable[[], str]) -> None:
    seconds = int(os.environ.get("WATCHDOG_USEC", "60000000")) / 2_000_000
    while True:
        try:
            await ask_database()
        except DatabaseError as error:  # what is wrong with the file, no new process mends
            _notify(f"WATCHDOG=1\nSTATUS=The database is in trouble: {type(error).__name__}")
        else:
            _notify(f"WATCHDOG=1\nSTATUS={status()}")
        await asyncio.sleep(seconds)


def _notify(message: str) -> None:
    address = os.environ["NOTIFY_SOCKET"]
    if address.startswith("@"):
        address = "\0" + address[1:]
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as channel:
            channel.sendto(message.encode(), address)
    except OSError as error:
        log.warning("systemd could not be told: %s", error)
