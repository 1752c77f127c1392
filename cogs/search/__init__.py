"""The cog of the search inside the stories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.search import index
from cogs.search.cog import SearchCog
from cogs.search.errors import SENTENCES
from cogs.ui.errors import register_sentences

if TYPE_CHECKING:
    from bot.client import StoryBot


async def setup(bot: StoryBot) -> None:
    """Registers the feature with the bot."""
    register_sentences(SENTENCES)
    await bot.add_cog(SearchCog(bot))
    await index.empty_former(bot.app.database)
    bot.workers.start(index.worker(bot.app.database, bot.app.clock))
