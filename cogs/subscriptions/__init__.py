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
    deliveries, post = bot.app.deliveries, DiscordPost(bot)
    bot.workers.start(deliveries.worker(post), after=bot.wait_until_ready)
    bot.workers.start(deliveries.corrections(post), after=bot.wait_until_ready)
    bot.workers.start(deliveries.suspensions(post), after=bot.wait_until_ready)
