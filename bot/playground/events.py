"""Events for people: everyone receives, over a WebSocket, what they may see, as it happens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aiohttp import web

from bot.playground.connection import Connection
from bot.playground.wire import Json, to_json


class Events:
    """The people who watch, by their connections."""

    def __init__(self) -> None:
        self._watching: dict[Connection, str] = {}
        self.overheard: Callable[[str, Any], None] | None = None
        """Is called with every event, whoever it is for."""

    def tell(self, kind: str, data: Json | list[Json], whom: Callable[[str], bool] | None = None) -> None:
        """Sends an event to everyone who watches, or to those (by id) for whom `whom` is true."""
        if self.overheard is not None:
            self.overheard(kind, data)
        if not self._watching:
            return
        text = to_json({"type": kind, "data": data})
        for connection, person in self._watching.items():
            if whom is None or whom(person):
                connection.send(text)

    async def serve(self, request: web.Request, person: str) -> web.WebSocketResponse:
        """Sends one person events until they disconnect. What they send is ignored."""
        socket = web.WebSocketResponse(max_msg_size=1024, heartbeat=30, compress=False, timeout=2)
        await socket.prepare(request)
        connection = Connection(socket)
        self._watching[connection] = person
        try:
            async for _ in socket:
                pass
        finally:
            self._watching.pop(connection, None)
            connection.abandon()
        return socket

    async def close(self) -> None:
        """Disconnects everyone."""
        for connection in list(self._watching):
            await connection.close(1001)
