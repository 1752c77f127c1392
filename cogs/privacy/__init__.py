"""The cog of what is stored about people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cogs.privacy.cog import PrivacyCog

if TYPE_CHECKING:
    from bot.client import StoryBot


async def setup(bot: StoryBot) -> None:
    """Registers the feature with the bot."""
    await bot.add_cog(PrivacyCog(bot))
