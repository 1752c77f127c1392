"""The cogs of statistics: a reader's year, and a story's readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cogs.statistics.cog import StatisticsCog
from cogs.statistics.errors import SENTENCES
from cogs.statistics.story_numbers import StoryNumbersCog
from cogs.ui.errors import register_sentences

if TYPE_CHECKING:
    from bot.client import StoryBot


async def setup(bot: StoryBot) -> None:
    """Registers the feature with the bot."""
    register_sentences(SENTENCES)
    await bot.add_cog(StatisticsCog(bot))
    await bot.add_cog(StoryNumbersCog(bot))
    bot.workers.start(bot.app.story_statistics.worker())
