"""What readers choose for themselves."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.stories.models import Spoilers


class Length(StrEnum):
    """How much of a story one message shows."""

    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"

    @property
    def limit(self) -> int:
        """Characters at most of a passage as it is shown."""
        return {Length.SHORT: 900, Length.MEDIUM: 1_800, Length.LONG: 3_600}[self]


@dataclass(frozen=True, slots=True)
class QuietHours:
    """The part of every day in which nothing is to arrive: minutes of the local day, maybe past midnight."""

    start: int
    end: int

    @property
    def minutes(self) -> int:
        """How long they are."""
        return (self.end - self.start) % (24 * 60)


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a reader has chosen for themselves; `time_zone` is empty and `quiet` None where nothing is set."""

    length: Length
    spoilers: Spoilers
    time_zone: str
    quiet: QuietHours | None


@dataclass(frozen=True, slots=True)
class MembershipAnswer:
    """What Discord said of somebody and a server, and when it was asked (UTC, seconds)."""

    member: bool
    asked_at: int
