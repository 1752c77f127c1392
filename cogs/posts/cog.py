"""The cog that watches for channels in which public posts may not stand any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord.ext import commands

if TYPE_CHECKING:
    from bot.client import StoryBot


class PostsCog(commands.Cog):
    """Has posts looked at again when their channel changes."""

    def __init__(self, bot: StoryBot) -> None:
        self._posts = bot.app.posts

    @commands.Cog.listener()
    async def on_guild_channel_update(
        self, before: discord.abc.GuildChannel, after: discord.abc.GuildChannel
    ) -> None:
        """Removes what may be shown only in an age-restricted channel, if this one is so no longer."""
        if getattr(before, "nsfw", False) and not getattr(after, "nsfw", False):
            await self._posts.question(after.id)
