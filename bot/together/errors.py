"""Errors about read-alongs."""

from __future__ import annotations

from dataclasses import dataclass

from bot.errors import BadEntryError, FiresideError


class ReadAlongGoneError(FiresideError):
    """The read-along was called off, or is another server's."""


class ReadAlongEndedError(FiresideError):
    """The read-along has ended."""


class NotAHostError(FiresideError):
    """Somebody may not start read-alongs here, or it is not theirs to change."""


class NotAMemberError(FiresideError):
    """Somebody has not joined the read-along, or has left it."""


class TakenUpAlreadyError(FiresideError):
    """The read-along has begun already, so that its plan is changed in another way."""


@dataclass(eq=False)
class UnknownDayError(BadEntryError):
    """The typed text is no day from today on within a year."""

    typed: str


class BadDatesError(BadEntryError):
    """The typed dates are not in order, or only some of them name a chapter, or those are not in order."""


class BadNumberError(BadEntryError):
    """The typed number of chapters, or of days, is none."""


@dataclass(eq=False)
class TooManyPartsError(BadEntryError):
    """The plan would have more parts than there may be."""

    most: int


class PartGoneError(FiresideError):
    """The part is not in the read-along any more, or that was called off."""


@dataclass(eq=False)
class NotOpenYetError(FiresideError):
    """The part of this number has not opened."""

    number: int


@dataclass(eq=False)
class NotReadYetError(FiresideError):
    """Somebody has not read the part of this number to its end; what is left takes them so many minutes."""

    number: int
    minutes: int


@dataclass(eq=False)
class ThreadGoneError(FiresideError):
    """The thread of the part of this number was deleted."""

    number: int


@dataclass(eq=False)
class BadPollError(BadEntryError):
    """The poll lacks its question or has fewer than two answers, more than `most`, or one with more than
    `longest` characters."""

    most: int
    longest: int


@dataclass(eq=False)
class UnknownMeetingError(BadEntryError):
    """The typed text is no time within a year."""

    typed: str
