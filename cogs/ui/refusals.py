"""The meaning of Discord's refusals to send a message."""

from __future__ import annotations

import discord

OPENED_TOO_FAST = 40003
"""Discord's error code where direct messages are opened too quickly."""


def is_temporary(error: discord.HTTPException) -> bool:
    """Returns whether Discord may accept the message a little later."""
    return error.status == 429 or error.status >= 500 or error.code == OPENED_TOO_FAST
