"""Rate limits: a bucket for each route and major parameter, and one for everything. Generous but enforced."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass
from functools import cache

from bot.playground.wire import Json

PER_BUCKET = 40  # a second; Discord's are lower and differ from route to route
GLOBAL = 50  # a second, interaction endpoints not counted
KEPT = 2_000


@dataclass
class Bucket:
    """The requests allowed and used until the moment of reset (real time, seconds)."""

    name: str
    limit: int
    resets: float
    used: int = 0

    def headers(self, now: float) -> dict[str, str]:
        """Returns the X-RateLimit headers that every answer carries."""
        return {
            "X-RateLimit-Limit": str(self.limit),
            "X-RateLimit-Remaining": str(max(0, self.limit - self.used)),
            "X-RateLimit-Reset": f"{self.resets:.3f}",
            "X-RateLimit-Reset-After": f"{max(0.0, self.resets - now):.3f}",
            "X-RateLimit-Bucket": self.name,
        }


@dataclass(frozen=True)
class Spent:
    """The result of counting a request: its headers, the seconds to wait (0: it may pass),
    whether for everything.
    """

    headers: dict[str, str]
    wait: float = 0.0
    everywhere: bool = False


class RateLimits:
    """Counts the requests of the bot. A window lasts a second."""

    def __init__(self) -> None:
        self._buckets: dict[tuple[str, str], Bucket] = {}
        self._global = Bucket("global", GLOBAL, 0.0)

    def spend(self, route: str, major: str, *, interaction: bool) -> Spent:
        """Counts a request, and returns whether it may pass.

        Those of interactions are not counted globally, as on Discord.
        """
        now = time.time()
        bucket = self._current(route, major, now)
        if bucket.used >= bucket.limit:
            return Spent(bucket.headers(now), bucket.resets - now)
        if not interaction:
            if self._global.resets <= now:
                self._global.resets, self._global.used = now + 1, 0
            if self._global.used >= GLOBAL:
                return Spent(bucket.headers(now), self._global.resets - now, everywhere=True)
            self._global.used += 1
        bucket.used += 1
        return Spent(bucket.headers(now))

    def _current(self, route: str, major: str, now: float) -> Bucket:
        bucket = self._buckets.get((route, major))
        if bucket is None or bucket.resets <= now:
            if len(self._buckets) > KEPT:
                self._buckets = {key: kept for key, kept in self._buckets.items() if kept.resets > now}
            bucket = self._buckets[route, major] = Bucket(_name(route), PER_BUCKET, now + 1)
        return bucket


def too_many(retry_after: float, *, everywhere: bool = False) -> tuple[Json, dict[str, str]]:
    """Returns the body and headers of a 429. `Via` tells a client that it came from Discord itself."""
    headers = {
        "Retry-After": str(int(retry_after) + 1),
        "X-RateLimit-Scope": "global" if everywhere else "user",
        "Via": "1.1 playground",
    }
    if everywhere:
        headers["X-RateLimit-Global"] = "true"
    body: Json = {"message": "You are being rate limited.", "retry_after": retry_after, "global": everywhere}
    return body, headers


@cache
def _name(route: str) -> str:
    return hashlib.blake2s(route.encode(), digest_size=16).hexdigest()
