"""The throttle of requests that the bot makes unasked."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

_CATCHING_UP = 3
"""The number of turns that may come at once after a delay, so that the rate is kept on average."""


class Throttle:
    """Gives turns at a steady rate, so many a second, in the order in which they are asked for.

    `processes` tells how many keep to this rate together: each has its part of it.
    """

    def __init__(self, rate: float, processes: Callable[[], int] = lambda: 1) -> None:
        self._usual = self._rate = rate
        self._processes = processes
        self._next = 0.0

    async def turn(self, requests: int = 1) -> None:
        """Waits for the next turn, in which so many requests will be made."""
        now, rate = asyncio.get_running_loop().time(), self._rate / self._processes()
        self._next = max(self._next, now - _CATCHING_UP / rate) + requests / rate
        await asyncio.sleep(self._next - now)

    def slow_down(self) -> None:
        """Halves the rate, down to a sixteenth of the usual one."""
        self._rate = max(self._rate / 2, self._usual / 16)

    def recover(self) -> None:
        """Raises the rate by a tenth, up to the usual one."""
        self._rate = min(self._rate * 1.1, self._usual)
