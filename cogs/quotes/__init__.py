"""The cogs of quotes: given, saved, and taken from messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cogs.quotes.cog import QuotesCog
from cogs.quotes.errors import SENTENCES
from cogs.quotes.message_menus import MessageMenusCog
from cogs.quotes.posts import QuotePostsCog
from cogs.quotes.saved import SavedQuotesCog
from cogs.ui.errors import register_sentences

if TYPE_CHECKING:
    from bot.client import StoryBot


async def setup(bot: StoryBot) -> None:
    """Registers the feature with the bot."""
    register_sentences(SENTENCES)
    await bot.add_cog(QuotesCog(bot))
    await bot.add_cog(QuotePostsCog(bot))
    await bot.add_cog(SavedQuotesCog(bot))
    await bot.add_cog(MessageMenusCog(bot))
    bot.workers.start(bot.app.quotes.worker())
