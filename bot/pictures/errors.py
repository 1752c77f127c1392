"""Quotes that cannot be drawn, and pictures that cannot be read."""

from __future__ import annotations

from bot.errors import FiresideError


class QuoteTooLongForPictureError(FiresideError):
    """A quote would have to be set too small to be read as a picture."""


class UnpicturableError(FiresideError):
    """No typeface has the letters of a quote, or of its speaker or source."""


class UnreadablePictureError(FiresideError):
    """A file is no picture of a kind that Discord shows, is damaged, or takes too much time or memory."""
