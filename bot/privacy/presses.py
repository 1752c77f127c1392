"""The presses of the questions whether all is to be erased."""

from __future__ import annotations

from dataclasses import dataclass

from bot.presses import Press


@dataclass(frozen=True, slots=True)
class EraseMyData(Press, code="erasemydata"):
    """Erases everything about whoever presses it."""


@dataclass(frozen=True, slots=True)
class KeepMyData(Press, code="keepmydata"):
    """Erases nothing."""


@dataclass(frozen=True, slots=True)
class EraseServer(Press, code="eraseserver"):
    """Erases everything about the server that it is pressed in."""


@dataclass(frozen=True, slots=True)
class KeepServer(Press, code="keepserver"):
    """Erases nothing of a server."""
