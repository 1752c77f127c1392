"""The connections to Discord's gateway: begun ever more slowly while that is in vain, and ended with all read
that Discord has sent."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress

import aiohttp

Connect = Callable[..., Awaitable[aiohttp.ClientWebSocketResponse]]
"""Begins a connection to a gateway, by its address."""

log = logging.getLogger(__name__)

_LONGEST_WAIT = 45
"""Seconds to wait before connecting anew; discord.py gives up an attempt to connect after sixty."""
_GOODBYE = aiohttp.WSCloseCode.OK.to_bytes(2, "big")


class Connections:
    """The connections of all shards.

    `begun` counts them since Discord last began or resumed a session, when it is set to 0; `shards` tells how
    many a start takes.
    """

    def __init__(self, connect: Connect, shards: Callable[[], int]) -> None:
        self.begun = 0
        self._connect = connect
        self._shards = shards
        self._open: list[aiohttp.ClientWebSocketResponse] = []
        self._leaving = False

    async def connect(self, url: str, *, compress: int = 0) -> aiohttp.ClientWebSocketResponse:
        """Begins a connection, the later the more often it was in vain. Begins none, as if cancelled, after
        `leave`."""
        vain = self.begun - self._shards()
        self.begun += 1
        if vain >= 0:
            wait = min(_LONGEST_WAIT, 1 << min(vain, 9))
            log.warning("Discord ends the session before it has begun, trying again in %d s", wait)
            await asyncio.sleep(wait)
        if self._leaving:
            raise asyncio.CancelledError
        socket = await self._connect(url, compress=compress)
        self._open = [*self._still_open(), socket]
        return socket

    async def leave(self) -> None:
        """Says goodbye on every connection. Whoever reads on until Discord answers reads all that it sent
        before; to close the sockets would throw that away."""
        self._leaving = True
        for socket in self._still_open():
            with suppress(ConnectionError):
                await socket.send_frame(_GOODBYE, aiohttp.WSMsgType.CLOSE)

    def _still_open(self) -> list[aiohttp.ClientWebSocketResponse]:
        return [socket for socket in self._open if not socket.closed]
