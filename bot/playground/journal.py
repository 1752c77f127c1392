"""The requests that the bot has sent over REST, kept for tests."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any


@dataclass(frozen=True)
class Sent:
    """One request of the bot and its answer.

    `route` is the path's template (`/channels/{channel}/messages`), `body` the JSON (of a multipart body, its
    `payload_json`), `files` the uploads by field name, `status` 0 if the connection was dropped.
    """

    method: str
    route: str
    path: str
    body: Any
    files: Mapping[str, bytes]
    status: int
    answer: Any = field(repr=False)

    def matches(self, pattern: str) -> bool:
        """Returns whether `METHOD /path` fits a shell pattern, such as `POST /channels/*/messages`."""
        return fnmatchcase(f"{self.method} {self.path}", pattern)


class Journal:
    """The latest 10,000 requests, oldest first."""

    def __init__(self) -> None:
        self.requests: deque[Sent] = deque(maxlen=10_000)
        self._waiters: list[tuple[str, asyncio.Future[Sent]]] = []

    def add(self, sent: Sent) -> None:
        """Records a request, and passes it to those who wait for it."""
        self.requests.append(sent)
        for pattern, future in self._waiters:
            if sent.matches(pattern) and not future.done():
                future.set_result(sent)

    def of(self, pattern: str) -> list[Sent]:
        """Returns the requests that fit a pattern (see Sent.matches), oldest first."""
        return [sent for sent in self.requests if sent.matches(pattern)]

    async def next(self, pattern: str, *, timeout: float = 5) -> Sent:  # noqa: ASYNC109 - a bound for tests
        """Returns the next request from now on that fits a pattern.

        Raises TimeoutError after so many seconds.
        """
        future: asyncio.Future[Sent] = asyncio.get_running_loop().create_future()
        waiter = (pattern, future)
        self._waiters.append(waiter)
        try:
            async with asyncio.timeout(timeout):
                return await future
        finally:
            self._waiters.remove(waiter)
