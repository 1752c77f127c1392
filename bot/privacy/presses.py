"""The presses of the question whether all is to be erased."""

from __future__ import annotations

from dataclasses import dataclass

from bot.presses import Press


@dataclass(frozen=True, slots=True)
class EraseMyData(Press, code="erasemydata"):
    """Erases everything about whoever presses it."""


@dataclass(frozen=True, slots=True)
class KeepMyData(Press, code="keepmydata"):
    """Erases nothing."""
