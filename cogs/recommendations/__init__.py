"""The cog of recommendations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cogs.recommendations.cog import RecommendationsCog
from cogs.recommendations.endings import EndingsCog
from cogs.recommendations.errors import SENTENCES
from cogs.ui.errors import register_sentences

if TYPE_CHECKING:
    from bot.client import StoryBot


async def setup(bot: StoryBot) -> None:
    """Registers the feature with the bot."""
    register_sentences(SENTENCES)
    await bot.add_cog(RecommendationsCog(bot))
    await bot.add_cog(EndingsCog(bot))
    for each in (bot.app.content_similarity, bot.app.collaborative_filtering):
        bot.workers.start(each.worker(), after=bot.wait_until_ready)
