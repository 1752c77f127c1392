"""The Discord half of delivering, as the services see it."""

from __future__ import annotations

from typing import Protocol

from bot.stories.ids import ReaderId
from bot.subscriptions.models import Delivery, Notice, Obstacle, Sent


class Unreachable(Exception):  # noqa: N818 - nothing here is shown to anybody
    """Discord will not take what is for this subscriber."""

    def __init__(self, obstacle: Obstacle) -> None:
        super().__init__(obstacle)
        self.obstacle = obstacle


class Postponed(Exception):  # noqa: N818 - as above
    """Discord did not take it, or did not say that it did; it may a little later."""


class OpenedTooFast(Postponed):
    """Direct messages are being opened too quickly (Discord: 40003)."""


class Rejected(Exception):  # noqa: N818 - as above
    """Discord will never take it."""


class Post(Protocol):
    """Hands to Discord what is sent. Each method raises Unreachable, Postponed or Rejected if it cannot."""

    async def is_age_restricted(self, channel: int) -> bool:
        """Whether a channel's readers are known to be of age."""
        ...

    async def open(self, reader: ReaderId) -> int:
        """The channel of the direct messages with a reader."""
        ...

    async def look_for(self, delivery: Delivery, channel: int) -> int | None:
        """The message of a delivery that may have arrived already, among the latest of its channel."""
        ...

    async def send(self, delivery: Delivery, channel: int, sent: Sent) -> int:
        """Post what is sent, once however often it is asked for within some minutes: its message."""
        ...

    async def discuss(self, channel: int, message: int, notice: Notice, *, again: bool) -> None:
        """Open a thread for each chapter of a notice that is this message, none twice; `again` where some of
        them may be there already."""
        ...
