"""The Discord half of delivering, as an interface for the services."""

from __future__ import annotations

from typing import Protocol

from bot.stories.ids import ReaderId
from bot.subscriptions.models import Delivery, Notice, Obstacle, Sent


class Unreachable(Exception):  # noqa: N818 - nothing here is shown to anybody
    """Discord refuses all messages to this subscriber."""

    def __init__(self, obstacle: Obstacle) -> None:
        super().__init__(obstacle)
        self.obstacle = obstacle


class Postponed(Exception):  # noqa: N818 - as above
    """Discord did not take a message, or did not confirm it; it may a little later."""


class OpenedTooFast(Postponed):
    """Direct messages are being opened too quickly (Discord: 40003)."""


class Rejected(Exception):  # noqa: N818 - as above
    """Discord will never take this message."""


class Post(Protocol):
    """Sends deliveries by Discord. Each method raises Unreachable, Postponed or Rejected if it cannot."""

    async def is_age_restricted(self, channel: int) -> bool:
        """Returns whether a channel's readers are known to be of age."""
        ...

    async def open(self, reader: ReaderId) -> int:
        """Opens the direct messages with a reader, and returns their channel."""
        ...

    async def look_for(self, delivery: Delivery, channel: int) -> int | None:
        """Returns the message of a delivery that may have arrived already, if it is among the latest of its
        channel, else None."""
        ...

    async def send(self, delivery: Delivery, channel: int, sent: Sent) -> int:
        """Posts what is sent, once however often it is called within some minutes, and returns the
        message."""
        ...

    async def edit(self, delivery: Delivery, channel: int, message: int, sent: Sent) -> None:
        """Makes a message that was sent say this instead. Nobody is told of it."""
        ...

    async def discuss(self, channel: int, message: int, notice: Notice, *, again: bool) -> None:
        """Opens a thread for each chapter of a notice that was sent as this message, none twice. `again` says
        that some of them may exist already."""
        ...
