"""The ways in which readers can subscribe, as `/subscribe` offers them."""

from __future__ import annotations

from typing import Literal

from bot.stories.ids import RoleId
from bot.subscriptions.models import Manner, Subject, Wanted
from bot.subscriptions.schedules import times_of

Way = Literal[
    "each new chapter, to me",
    "new chapters, in my daily digest",
    "new chapters, in my weekly digest",
    "once it is complete, to me",
    "a passage a day, to me",
    "a chapter a day, to me",
    "a quote a day from what I read, to me",
    "a quote a day from those I saved, to me",
    "each new chapter, in this channel",
    "a passage a day, in this channel",
    "a chapter a day, in this channel",
    "a quote a day, in this channel",
]
_WAYS: dict[str, tuple[Subject, Manner]] = {
    "each new chapter": (Subject.CHAPTERS, Manner.AT_ONCE),
    "new chapters, in my daily digest": (Subject.CHAPTERS, Manner.DAILY),
    "new chapters, in my weekly digest": (Subject.CHAPTERS, Manner.WEEKLY),
    "once it is complete": (Subject.CHAPTERS, Manner.COMPLETE),
    "a passage a day": (Subject.SERIAL, Manner.PASSAGE),
    "a chapter a day": (Subject.SERIAL, Manner.CHAPTER),
    "a quote a day from what I read": (Subject.QUOTES, Manner.SHELF),
    "a quote a day from those I saved": (Subject.QUOTES, Manner.SAVED),
    "a quote a day": (Subject.QUOTES, Manner.LIBRARY),
}


def is_here(way: str) -> bool:
    """Returns whether a way goes to the channel rather than to a person."""
    return way.endswith(", in this channel")


def wanted_of(way: Way, at: str | None, role: RoleId | None, *, threads: bool) -> Wanted:
    """Returns the subscription that the options ask for. Raises UnknownTimeOfDayError."""
    subject, manner = _WAYS[way.removesuffix(", in this channel").removesuffix(", to me")]
    return Wanted(subject=subject, manner=manner, schedule=times_of(at), role=role, threads=threads)
