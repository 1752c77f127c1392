"""What every picture of Fireside's is handed on as."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG, its size in pixels, and `alt`: what somebody who cannot see it is told instead."""

    png: bytes
    width: int
    height: int
    alt: str
