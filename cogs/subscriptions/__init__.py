"""The cog of subscriptions, and the delivery of what they bring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cogs.subscriptions.cog import SubscriptionsCog
from cogs.subscriptions.delivery import DiscordPost
from cogs.subscriptions.errors import SENTENCES
from cogs.ui.errors import register_sentences

if TYPE_CHECKING:
    from bot.client import StoryBot


async def setup(bot: StoryBot) -> None:
    """Registers the feature with the bot."""
    register_sentences(SENTENCES)
    await bot.add_cog(SubscriptionsCog(bot))
    bot.workers.start(bot.app.deliveries.worker(DiscordPost(bot)), after=bot.wait_until_ready)
