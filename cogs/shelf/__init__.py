"""What somebody reads, has read and wants to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cogs.shelf.cog import ShelfCog

if TYPE_CHECKING:
    from bot.client import StoryBot


async def setup(bot: StoryBot) -> None:
    """Register the feature with the bot."""
    await bot.add_cog(ShelfCog(bot))
