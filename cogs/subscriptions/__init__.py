"""What is sent unasked: subscribed to, made known, delivered once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cogs.subscriptions.cog import SubscriptionsCog
from cogs.subscriptions.delivery import DeliveryCog
from cogs.subscriptions.errors import SENTENCES
from cogs.ui.errors import word

if TYPE_CHECKING:
    from bot.client import StoryBot


async def setup(bot: StoryBot) -> None:
    """Register the feature with the bot."""
    word(SENTENCES)
    await bot.add_cog(SubscriptionsCog(bot))
    await bot.add_cog(DeliveryCog(bot))
