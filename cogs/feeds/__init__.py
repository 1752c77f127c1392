"""Feeds tied to stories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cogs.feeds.cog import FeedsCog, FeedsCommandsCog
from cogs.feeds.errors import SENTENCES
from cogs.ui.errors import word

if TYPE_CHECKING:
    from bot.client import StoryBot


async def setup(bot: StoryBot) -> None:
    """Register the feature with the bot."""
    word(SENTENCES)
    await bot.add_cog(FeedsCommandsCog(bot))
    await bot.add_cog(FeedsCog(bot))
