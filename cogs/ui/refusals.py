"""The meaning of Discord's refusals to send a message."""

from __future__ import annotations

import discord

_OPENED_TOO_FAST = 40003


def is_temporary(error: discord.HTTPException) -> bool:
    """Returns whether Discord may accept the message a little later."""
    return error.status == 429 or error.status >= 500 or error.code == _OPENED_TOO_FAST
