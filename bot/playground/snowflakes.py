"""Ids and times as Discord writes them."""

from __future__ import annotations

import time
from datetime import UTC, datetime

EPOCH_MS = 1_420_070_400_000


class Snowflakes:
    """Makes ids as Discord does: milliseconds since its epoch, then a counter; always rising.

    They are made from real time whatever the playground's clock says, or all from one `moment`, in seconds
    of the Unix epoch.
    """

    def __init__(self, moment: float | None = None) -> None:
        self._moment = moment
        self._last = 0

    def __call__(self) -> str:
        """Returns a new id."""
        seconds = time.time() if self._moment is None else self._moment
        self._last = max(self._last + 1, (int(seconds * 1_000) - EPOCH_MS) << 22)
        return str(self._last)

    def after(self, identity: str) -> None:
        """Makes every id from now on greater than this one."""
        self._last = max(self._last, int(identity))


def timestamp(seconds: float) -> str:
    """Returns a moment (seconds of the Unix epoch) as Discord writes it."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="microseconds")
