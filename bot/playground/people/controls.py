"""What people may do here that nobody could on Discord."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Controls:
    """The controls that there are, None for each that is off: `move_clock` (seconds forward) moves the clock,
    `start_afresh` has all that is kept deleted.
    """

    move_clock: Callable[[float], None] | None = None
    start_afresh: Callable[[], None] | None = None
