"""The cog of servers' data: which servers the bot is in, and `/stories erase`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from bot.language import _
from bot.privacy.presses import EraseServer, KeepServer
from bot.stories.ids import GuildId
from cogs.librarians.stories_group import StoriesCog, stories_command
from cogs.privacy.screens import erase_server_question, note
from cogs.ui.credentials import credentials_of
from cogs.ui.replies import Interaction, reply, turn
from cogs.ui.router import answers

if TYPE_CHECKING:
    from bot.client import StoryBot

_SHARD = 22
"""The bits of a server's id that do not count for its shard (Discord's documentation, "Sharding")."""


class ServersCog(StoriesCog):
    """Watches which servers the bot is in, and erases what is stored of them."""

    def __init__(self, bot: StoryBot) -> None:
        super().__init__(bot)
        self._servers = bot.app.servers

    @stories_command
    async def erase(self, interaction: Interaction) -> None:
        """Erase this server’s stories, settings and subscriptions for good."""
        stories = await self._servers.stories_of(await credentials_of(interaction))
        await reply(interaction, erase_server_question(stories))

    @answers
    async def erase_server(self, interaction: Interaction, press: EraseServer) -> None:
        """Erases everything about the server."""
        await self._servers.erase(await credentials_of(interaction))
        await turn(interaction, note(_("✓ Erased. I know nothing about this server any more.")))

    @answers
    async def keep_server(self, interaction: Interaction, press: KeepServer) -> None:
        """Erases nothing."""
        await turn(interaction, note(_("Nothing is erased. It’s all where you left it.")))

    @commands.Cog.listener()
    async def on_session_began(self, shard: int, shards: int, there: frozenset[GuildId]) -> None:
        """Finds the servers that the bot was removed from, or added to again, while it was away."""
        await self._servers.session_began(there, lambda guild: (guild >> _SHARD) % shards == shard)

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Notes a removal. An outage is no such event."""
        await self._servers.left(GuildId(guild.id))

    @commands.Cog.listener("on_guild_join")
    @commands.Cog.listener("on_guild_available")
    async def note_server(self, guild: discord.Guild) -> None:
        """Notes that the bot is in a server."""
        await self._servers.is_there(GuildId(guild.id))


async def is_there(bot: StoryBot, guild: GuildId) -> bool:
    """Asks Discord whether the bot is in a server. Raises where Discord cannot say."""
    try:
        await bot.fetch_guild(guild, with_counts=False)
    except (discord.NotFound, discord.Forbidden):
        return False
    return True
