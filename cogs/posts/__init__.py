"""Public posts on Discord: sent, found and deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cogs.posts.cog import PostsCog
from cogs.posts.errors import SENTENCES
from cogs.posts.messenger import DiscordMessenger
from cogs.ui.errors import register_sentences

if TYPE_CHECKING:
    from bot.client import StoryBot


async def setup(bot: StoryBot) -> None:
    """Registers the feature with the bot."""
    register_sentences(SENTENCES)
    await bot.add_cog(PostsCog(bot))
    messenger = DiscordMessenger(bot)
    bot.workers.start(bot.app.posts.sender(messenger), after=bot.wait_until_ready)
    bot.workers.start(bot.app.posts.remover(messenger), after=bot.wait_until_ready)
