"""The time, as something that can be passed in and moved."""

from __future__ import annotations

import asyncio
import time


class Clock:
    """The real time, plus the seconds that it was moved forward by (tests and the playground move it)."""

    def __init__(self) -> None:
        self._ahead = self._passed = 0.0
        self._moved = asyncio.Event()

    def now(self) -> int:
        """Returns the time, UTC in whole seconds since 1970."""
        return int(time.time() + self._ahead)

    def advance(self, seconds: float) -> None:
        """Moves the clock forward, as though so much time had passed, and wakes those who wait for it."""
        self._passed += seconds
        self._ahead += seconds
        self._moved.set()
        self._moved = asyncio.Event()

    def set_wrong(self, seconds: float) -> None:
        """Sets the clock forward, or back, as a bad time server does: no time passes."""
        self._ahead += seconds

    async def wait_until(self, moment: float) -> None:
        """Sleeps until this time, in seconds since 1970, has come, or as long as it was away: should the
        clock be set back meanwhile, nobody sleeps on."""
        end = time.monotonic() + self._passed + moment - time.time() - self._ahead
        while (left := self._left(moment, end)) > 0:
            try:
                async with asyncio.timeout(left):
                    await self._moved.wait()
            except TimeoutError:
                pass

    def _left(self, moment: float, end: float) -> float:
        return min(moment - time.time() - self._ahead, end - time.monotonic() - self._passed)
