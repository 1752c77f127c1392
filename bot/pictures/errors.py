"""Quotes that cannot be drawn."""

from __future__ import annotations

from bot.errors import FiresideError


class QuoteTooLongForPictureError(FiresideError):
    """A quote would have to be set too small to be read as a picture."""


class UnpicturableError(FiresideError):
    """No typeface has the letters of a quote, or of its speaker or source."""
