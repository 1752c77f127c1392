"""The cog of reading: opening stories and turning their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.reading.errors import WarnedError
from cogs.reading.cog import ReadingCog
from cogs.reading.errors import SENTENCES
from cogs.reading.stops import stop_screen
from cogs.ui.errors import register_screen, register_sentences

if TYPE_CHECKING:
    from bot.client import StoryBot


async def setup(bot: StoryBot) -> None:
    """Registers the feature with the bot."""
    register_sentences(SENTENCES)
    register_screen(WarnedError, stop_screen)
    await bot.add_cog(ReadingCog(bot))
