"""One WebSocket of the playground: messages go out in order, and sending never waits."""

from __future__ import annotations

import asyncio
import zlib

from aiohttp import web


class Connection:
    """A prepared socket with its outgoing queue.

    With `deflate`, frames are compressed as Discord's `zlib-stream`: one zlib context for the whole
    connection, flushed after every message.
    """

    def __init__(self, socket: web.WebSocketResponse, *, deflate: bool = False) -> None:
        self.socket = socket
        self._deflate = zlib.compressobj(level=1) if deflate else None
        self._waiting: asyncio.Queue[str | None] = asyncio.Queue()
        self._writer = asyncio.create_task(self._write())

    def send(self, text: str) -> None:
        """Queues a message."""
        self._waiting.put_nowait(text)

    async def close(self, code: int = 1000) -> None:
        """Sends what is queued, then closes with this code."""
        self._waiting.put_nowait(None)
        # `abandon` may end it as well, where the other side goes meanwhile.
        await asyncio.wait({self._writer})
        await self.socket.close(code=code)

    def abandon(self) -> None:
        """Ends the writing after the other side has gone."""
        self._writer.cancel()

    async def _write(self) -> None:
        try:
            while (text := await self._waiting.get()) is not None:
                if self._deflate is None:
                    await self.socket.send_str(text)
                else:
                    await self.socket.send_bytes(
                        self._deflate.compress(text.encode()) + self._deflate.flush(zlib.Z_SYNC_FLUSH)
                    )
        except (ConnectionError, RuntimeError):
            return  # the other side has gone; its reader notices
