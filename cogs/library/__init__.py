"""The cog of the library: stories found and listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cogs.library.cog import LibraryCog
from cogs.library.errors import SENTENCES
from cogs.ui.errors import register_sentences

if TYPE_CHECKING:
    from bot.client import StoryBot


async def setup(bot: StoryBot) -> None:
    """Registers the feature with the bot."""
    register_sentences(SENTENCES)
    await bot.add_cog(LibraryCog(bot))
    bot.workers.start(bot.app.ready_covers.worker(), after=bot.app.ready_covers.prepare)
