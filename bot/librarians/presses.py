"""The presses on a server's settings."""

from __future__ import annotations

from dataclasses import dataclass

from bot.presses import Press


@dataclass(frozen=True, slots=True)
class LeaveToManagers(Press, code="norole"):
    """Leaves the server's stories to those who may manage it, and to no role."""
