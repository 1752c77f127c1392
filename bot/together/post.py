"""The Discord half of read-alongs' direct messages, as an interface for the services."""

from __future__ import annotations

from typing import Protocol

from bot.posts.messenger import Messenger
from bot.stories.ids import ReaderId
from bot.together.models import Message, Told


class ReadAlongPost(Messenger, Protocol):
    """Sends direct messages. Each method raises as `Messenger` says."""

    async def open(self, reader: ReaderId) -> int:
        """Opens the direct messages with a reader, and returns their channel."""
        ...

    async def tell(self, message: Message, channel: int, told: Told) -> int:
        """Sends a message, once however often it is called within some minutes, and returns it."""
        ...
