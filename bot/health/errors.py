"""What can go wrong with telling how the bot is."""

from __future__ import annotations

from dataclasses import dataclass

from bot.errors import FiresideError


@dataclass(eq=False)
class HealthPortTakenError(FiresideError):
    """The pages cannot be served on this port."""

    port: int
