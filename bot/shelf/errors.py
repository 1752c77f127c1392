"""Errors of the shelf."""

from __future__ import annotations

from bot.errors import FiresideError


class AlreadyBegunError(FiresideError):
    """A story was to be saved for later that the reader has under way."""
