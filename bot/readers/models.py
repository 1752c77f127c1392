"""Readers' preferences, and what Discord said of their memberships."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.stories.ids import RoleId
from bot.stories.models import Spoilers


class Length(StrEnum):
    """The length of the passages that a reader is shown."""

    PHONE = "phone"  # after *Next* all of it is on the screen
    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"  # as much as a message holds

    @property
    def limit(self) -> int:
        """The most characters that a passage has as it is shown."""
        return {Length.PHONE: 700, Length.SHORT: 900, Length.MEDIUM: 1_800, Length.LONG: 3_600}[self]


USUAL_LENGTH = Length.PHONE
"""The length of passages for who has chosen none."""


@dataclass(frozen=True, slots=True)
class QuietHours:
    """The part of every day in which nothing is sent. Minutes of the local day; it may pass midnight."""

    start: int
    end: int

    @property
    def minutes(self) -> int:
        """Their length in minutes."""
        return (self.end - self.start) % (24 * 60)


@dataclass(frozen=True, slots=True)
class Preferences:
    """A reader's preferences. `time_zone` is empty and `quiet` None where nothing is set. `warned_of` are the
    warnings and tags before which a story stops for them."""

    length: Length
    spoilers: Spoilers
    time_zone: str
    quiet: QuietHours | None
    warned_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether somebody is a member of a server, and their roles there."""

    member: bool
    roles: tuple[RoleId, ...] = ()


@dataclass(frozen=True, slots=True)
class MembershipAnswer:
    """Discord's answer about a reader and a server, and when it was asked for (UTC, seconds). `roles` are
    None in answers from before roles were asked for."""

    member: bool
    asked_at: int
    roles: tuple[RoleId, ...] | None
