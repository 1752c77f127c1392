"""The Discord half of delivering, as an interface for the services."""

from __future__ import annotations

from typing import Protocol

from bot.posts.messenger import Messenger
from bot.stories.ids import ReaderId
from bot.subscriptions.models import Delivery, Notice, Sent, SuspensionNote


class Post(Messenger, Protocol):
    """Sends deliveries by Discord. Each method raises as `Messenger` says."""

    async def open(self, reader: ReaderId) -> int:
        """Opens the direct messages with a reader, and returns their channel."""
        ...

    async def send(self, delivery: Delivery, channel: int, sent: Sent) -> int:
        """Posts what is sent, or what says that it is here where the delivery `is_enriched`. Does so once
        however often it is called within some minutes, and returns the message."""
        ...

    async def edit(self, delivery: Delivery, channel: int, message: int, sent: Sent) -> None:
        """Makes a message that was sent say, or bring, this instead. Nobody is told of it."""
        ...

    async def tell_owner(self, note: SuspensionNote, channel: int) -> None:
        """Tells the owner of a channel's subscription in their direct messages that it is suspended. Does so
        once however often it is called within some minutes."""
        ...

    async def discuss(self, channel: int, message: int, notice: Notice, *, again: bool) -> None:
        """Opens a thread for each chapter of a notice that was sent as this message, none twice. `again` says
        that some of them may exist already."""
        ...
