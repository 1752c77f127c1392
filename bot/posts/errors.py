"""What readers are told of posts that did not come about."""

from __future__ import annotations

from bot.errors import FiresideError


class NotPostedError(FiresideError):
    """Discord does not let the bot post here."""


class PostDelayedError(FiresideError):
    """Discord has not confirmed the post; it comes within some minutes, or not at all."""
