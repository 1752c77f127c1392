"""The Discord half of posting, as an interface for the services."""

from __future__ import annotations

from typing import Protocol

from bot.posts.models import FoundMessage, Obstacle, PublicPost


class Unreachable(Exception):  # noqa: N818 - nothing here is shown to anybody
    """Discord refuses all messages there."""

    def __init__(self, obstacle: Obstacle) -> None:
        super().__init__(obstacle)
        self.obstacle = obstacle


class Postponed(Exception):  # noqa: N818 - as above
    """Discord did not take a message, or did not confirm it; it may a little later."""


class OpenedTooFast(Postponed):
    """Direct messages are being opened too quickly (Discord: 40003)."""


class Rejected(Exception):  # noqa: N818 - as above
    """Discord refuses something for a reason that nobody foresaw. `reason` is the same where others are
    refused alike: the status, and Discord's code if there is one."""

    def __init__(self, reason: str, said: str) -> None:
        super().__init__(said)
        self.reason = reason


class Messenger(Protocol):
    """Posts messages, and finds and deletes them. Each method raises Unreachable, Postponed or Rejected if it
    cannot."""

    async def is_age_restricted(self, channel: int) -> bool:
        """Returns whether a channel's readers are known to be of age."""
        ...

    async def look_for(self, mark: str, channel: int, since: int) -> FoundMessage | None:
        """Returns the message of the bot's with this mark, if it is among those posted in its channel since a
        time (UTC, seconds), else None. Raises Unreachable where the bot may not read what was posted."""
        ...

    async def post(self, post: PublicPost) -> int:
        """Posts a message, once however often it is called within some minutes, and returns it."""
        ...

    async def delete(self, channel: int, message: int) -> None:
        """Deletes a message, or does nothing where it is gone."""
        ...
