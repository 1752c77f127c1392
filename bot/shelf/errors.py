"""What cannot be done on a shelf."""

from __future__ import annotations

from bot.errors import FiresideError


class AlreadyBegunError(FiresideError):
    """A story that is being read need not be saved for later."""
