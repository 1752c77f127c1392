"""The throttle of requests that the bot makes unasked."""

from __future__ import annotations

import asyncio

_CATCHING_UP = 3
"""The number of turns that may come at once after a delay, so that the rate is kept on average."""


class Throttle:
    """Gives turns at a steady rate, so many a second, in the order in which they are asked for."""

    def __init__(self, rate: float) -> None:
        self._usual = self._rate = rate
        self._next = 0.0

    async def turn(self, requests: int = 1) -> None:
        """Waits for the next turn, in which so many requests will be made."""
        now = asyncio.get_running_loop().time()
        self._next = max(self._next, now - _CATCHING_UP / self._rate) + requests / self._rate
        await asyncio.sleep(self._next - now)

    def slow_down(self) -> None:
        """Halves the rate, down to a sixteenth of the usual one."""
        self._rate = max(self._rate / 2, self._usual / 16)

    def recover(self) -> None:
        """Raises the rate by a tenth, up to the usual one."""
        self._rate = min(self._rate * 1.1, self._usual)
