"""Faults to inject into the bot's next requests on a route."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fnmatch import fnmatchcase


class FaultKind(Enum):
    """The kind of a fault."""

    RATE_LIMITED = "429"
    SERVER_ERROR = "500"
    DROPPED = "dropped"
    ERROR_AFTERWARDS = "500 after all"
    OPENING_TOO_FAST = "40003"
    FORBIDDEN = "50013"
    REFUSED = "4xx"
    SLOW_UPLINK = "slow"


@dataclass
class Fault:
    """A fault for the next `times` requests whose `METHOD /path` fits the shell pattern.

    RATE_LIMITED answers 429 with `retry_after` seconds, SERVER_ERROR 500, OPENING_TOO_FAST that direct
    messages are being opened too fast, FORBIDDEN that the bot has no permission, REFUSED `status` with this
    `code` (0, as something between the bot and Discord has none). DROPPED carries the request out and then
    cuts the connection without an answer; ERROR_AFTERWARDS carries it out and then answers `status`, so that
    the bot cannot know. With SLOW_UPLINK the request's body arrives at `rate` bytes a second.
    """

    pattern: str
    kind: FaultKind
    times: int = 1
    retry_after: float = 0.05
    status: int = 500
    code: int = 0
    rate: float = 100_000


class Faults:
    """The faults that are still to happen."""

    def __init__(self) -> None:
        self._pending: list[Fault] = []

    def inject(self, fault: Fault) -> None:
        """Adds a fault for the next requests that fit it."""
        self._pending.append(fault)

    def clear(self) -> None:
        """Takes back all faults that have not happened yet."""
        self._pending.clear()

    def take(self, request: str) -> Fault | None:
        """Returns the fault, if any, for this request (`METHOD /path`), and counts it as used."""
        for fault in self._pending:
            if fnmatchcase(request, fault.pattern):
                fault.times -= 1
                if fault.times < 1:
                    self._pending.remove(fault)
                return fault
        return None
