"""The cog of feeds tied to stories, and the workers that poll them and report those that fail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cogs.feeds.cog import FeedsCog
from cogs.feeds.errors import SENTENCES
from cogs.ui.errors import register_sentences

if TYPE_CHECKING:
    from bot.client import StoryBot


async def setup(bot: StoryBot) -> None:
    """Registers the feature with the bot."""
    register_sentences(SENTENCES)
    cog = FeedsCog(bot)
    await bot.add_cog(cog)
    bot.workers.start(bot.app.feed_poller.worker(), after=bot.wait_until_ready)
    bot.workers.start(bot.app.feed_reports.worker(cog.tell), after=bot.wait_until_ready)
