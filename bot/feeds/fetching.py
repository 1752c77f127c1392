"""One polite and safe GET of a public address, for feeds. How it is done is in `getting`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.clock import Clock
from bot.feeds.models import NOT_READ, Fetched, Known

if TYPE_CHECKING:
    from aiohttp.abc import AbstractResolver

_MOST_SECONDS = 30


class Fetching:
    """Fetches public addresses: no cookies, no proxy, no credentials; every connection checked.

    `loopback` allows this machine's own addresses, for the playground and tests; `resolver` looks names up
    (the system's, unless another is given); `seconds` is the most that a fetch may take.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        loopback: bool = False,
        resolver: AbstractResolver | None = None,
        seconds: float = _MOST_SECONDS,
    ) -> None:
        self._clock = clock
        self._loopback = loopback
        self._resolver = resolver
        self._seconds = seconds

    async def fetch(self, address: str, known: Known = NOT_READ) -> Fetched:
        """Returns what is at an address, or why nothing is. Raises nothing for any failure of the network."""
        from bot.feeds.getting import Getting  # noqa: PLC0415 - loads aiohttp, for a fifth of a second

        getting = Getting(self._clock, self._resolver, loopback=self._loopback)
        return await getting.get(address, known, self._seconds)
