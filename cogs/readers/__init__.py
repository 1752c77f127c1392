"""The cog of readers' preferences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cogs.readers.cog import SettingsCog
from cogs.readers.errors import SENTENCES
from cogs.ui.errors import word

if TYPE_CHECKING:
    from bot.client import StoryBot


async def setup(bot: StoryBot) -> None:
    """Registers the feature with the bot."""
    word(SENTENCES)
    await bot.add_cog(SettingsCog(bot))
