"""Faults to inject: what the next requests on a route meet instead of an answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fnmatch import fnmatchcase


class FaultKind(Enum):
    """What goes wrong."""

    RATE_LIMITED = "429"
    BROKEN = "500"
    DROPPED = "dropped"
    UNSAID = "500 after all"
    HURRIED = "40003"


@dataclass
class Fault:
    """What befalls the next `times` requests whose `METHOD /path` fits the shell pattern.

    RATE_LIMITED answers 429 with `retry_after` seconds, BROKEN 500, HURRIED that direct messages are being
    opened too fast; DROPPED does what was asked and then cuts the connection without an answer, UNSAID does
    it and then answers 500, so that the bot cannot know.
    """

    pattern: str
    kind: FaultKind
    times: int = 1
    retry_after: float = 0.05


class Faults:
    """The faults still to come."""

    def __init__(self) -> None:
        self._coming: list[Fault] = []

    def inject(self, fault: Fault) -> None:
        """Lets a fault befall the next requests that fit it."""
        self._coming.append(fault)

    def befalling(self, request: str) -> Fault | None:
        """The fault, if any, that befalls this request (`METHOD /path`) now; it is counted as used."""
        for fault in self._coming:
            if fnmatchcase(request, fault.pattern):
                fault.times -= 1
                if fault.times < 1:
                    self._coming.remove(fault)
                return fault
        return None
