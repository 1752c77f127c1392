"""A line of what `doctor` has to say."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class Level(Enum):
    """How bad it is: only what is wrong keeps Fireside from working."""

    WELL = auto()
    NOTE = auto()
    WARNING = auto()
    WRONG = auto()


@dataclass(frozen=True, slots=True)
class Finding:
    """One line, which says what to do where there is something to be done."""

    level: Level
    text: str


def counted(count: int, noun: str) -> str:
    """Returns a number with its noun, which takes an s in the plural: `1 server`, `2 servers`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
