"""What cannot be counted."""

from __future__ import annotations

from bot.errors import FiresideError


class NothingReadError(FiresideError):
    """There is nothing to count yet of what somebody has read."""
