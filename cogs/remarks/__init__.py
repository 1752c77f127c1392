"""The cogs of remarks: made by readers, looked through by librarians."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cogs.remarks.cog import RemarksCog
from cogs.remarks.commands import StoriesRemarksCog
from cogs.remarks.errors import SENTENCES
from cogs.ui.errors import register_sentences

if TYPE_CHECKING:
    from bot.client import StoryBot


async def setup(bot: StoryBot) -> None:
    """Registers the feature with the bot."""
    register_sentences(SENTENCES)
    await bot.add_cog(RemarksCog(bot))
    await bot.add_cog(StoriesRemarksCog(bot))
