"""A WebSocket of the playground whose other side goes while it is being closed."""

from __future__ import annotations

import asyncio

from aiohttp import web

from bot.playground.connection import Connection


class Socket(web.WebSocketResponse):
    """One over which nothing gets through, until it is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.sending, self.is_closed = asyncio.Event(), False

    async def send_str(self, data: str, compress: int | None = None) -> None:
        """Never ends."""
        self.sending.set()
        await asyncio.Event().wait()

    async def close(self, *, code: int = 1000, message: bytes = b"", drain: bool = True) -> bool:
        """Closes it."""
        self.is_closed = True
        return True


async def test_the_other_side_goes_while_it_is_being_closed() -> None:
    socket = Socket()
    connection = Connection(socket)
    connection.send("never sent")
    await socket.sending.wait()
    closing = asyncio.create_task(connection.close())
    await asyncio.sleep(0)  # it waits for what is being sent
    connection.abandon()
    await closing
    assert socket.is_closed
