"""The cogs of read-alongs, and the workers that keep them going."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cogs.together.cog import TogetherCog
from cogs.together.ending_cog import EndingCog
from cogs.together.errors import SENTENCES
from cogs.together.hosting_cog import HostingCog
from cogs.together.post import DiscordReadAlongPost
from cogs.together.talking_cog import TalkingCog
from cogs.together.venue import DiscordVenue
from cogs.ui.errors import register_sentences

if TYPE_CHECKING:
    from bot.client import StoryBot


async def setup(bot: StoryBot) -> None:
    """Registers the feature with the bot."""
    register_sentences(SENTENCES)
    await bot.add_cog(TogetherCog(bot))
    await bot.add_cog(HostingCog(bot))
    await bot.add_cog(EndingCog(bot))
    await bot.add_cog(TalkingCog(bot))
    bot.workers.start(bot.app.openings.worker(), after=bot.wait_until_ready)
    reminders = bot.app.reminders.worker(DiscordReadAlongPost(bot))
    bot.workers.start(reminders, after=bot.wait_until_ready)
    venue = DiscordVenue(bot)
    bot.workers.start(bot.app.errands.worker(venue), after=bot.wait_until_ready)
    bot.workers.start(bot.app.errands.talkers(venue), after=bot.wait_until_ready)
