"""Ids and times as Discord writes them."""

from __future__ import annotations

import time
from datetime import UTC, datetime

EPOCH_MS = 1_420_070_400_000


class Snowflakes:
    """Makes ids as Discord does: milliseconds since its epoch, then a counter; always rising."""

    def __init__(self) -> None:
        self._last = 0

    def __call__(self) -> str:
        """A new id, made from real time whatever the playground's clock says."""
        now = (time.time_ns() // 1_000_000 - EPOCH_MS) << 22
        self._last = max(self._last + 1, now)
        return str(self._last)


def timestamp(seconds: float) -> str:
    """A moment (seconds of the Unix epoch) as Discord writes it."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="microseconds")
