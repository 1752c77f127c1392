"""The time, as something that can be handed in and moved."""

from __future__ import annotations

import time


class Clock:
    """The real time, plus what it has been moved forward by (tests and the playground move it)."""

    def __init__(self) -> None:
        self._ahead = 0.0

    def now(self) -> int:
        """UTC, in whole seconds since 1970."""
        return int(time.time() + self._ahead)

    def advance(self, seconds: float) -> None:
        """Move the clock forward."""
        self._ahead += seconds
