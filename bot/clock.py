"""The time, as something that can be passed in and moved."""

from __future__ import annotations

import asyncio
import time


class Clock:
    """The real time, plus the seconds that it was moved forward by (tests and the playground move it)."""

    def __init__(self) -> None:
        self._ahead = 0.0
        self._moved = asyncio.Event()

    def now(self) -> int:
        """Returns the time, UTC in whole seconds since 1970."""
        return int(time.time() + self._ahead)

    def advance(self, seconds: float) -> None:
        """Moves the clock forward, and wakes those who wait for it."""
        self._ahead += seconds
        self._moved.set()
        self._moved = asyncio.Event()

    async def wait_until(self, moment: float) -> None:
        """Sleeps until this time, in seconds since 1970, has come."""
        while (left := moment - (time.time() + self._ahead)) > 0:
            try:
                async with asyncio.timeout(left):
                    await self._moved.wait()
            except TimeoutError:
                pass
