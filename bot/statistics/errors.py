"""Errors of the statistics."""

from __future__ import annotations

from bot.errors import FiresideError


class NothingReadError(FiresideError):
    """Somebody has not read anything yet."""
