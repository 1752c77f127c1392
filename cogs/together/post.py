"""The Discord half of read-alongs' direct messages."""

from __future__ import annotations

from bot.language import speaking
from bot.together.models import Message, Told
from cogs.posts.messenger import translated
from cogs.subscriptions.delivery import DiscordPost
from cogs.together.messages import message_of
from cogs.ui.pushes import rows_of


class DiscordReadAlongPost(DiscordPost):
    """Sends read-alongs' direct messages by Discord (`ReadAlongPost`)."""

    async def tell(self, message: Message, channel: int, told: Told) -> int:
        """Sends a message, and returns it. Raises as `Messenger` says."""
        with translated(), speaking(message.locale):
            made = message_of(message, told)
            sent = await self.bot.get_partial_messageable(channel).send(
                made.content, view=rows_of(*made.rows), nonce=message.mark
            )
        return sent.id
