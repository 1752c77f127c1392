"""The cogs of what is stored about people and servers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from cogs.privacy.cog import PrivacyCog
from cogs.privacy.servers import ServersCog, is_there

if TYPE_CHECKING:
    from bot.client import StoryBot


async def setup(bot: StoryBot) -> None:
    """Registers the feature with the bot."""
    await bot.add_cog(PrivacyCog(bot))
    await bot.add_cog(ServersCog(bot))
    bot.workers.start(bot.app.servers.worker(partial(is_there, bot)), after=bot.wait_until_ready)
    bot.workers.start(bot.app.servers.stories.worker(), after=bot.wait_until_ready)
