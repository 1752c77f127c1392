"""The credentials of an interaction."""

from __future__ import annotations

import discord

from bot.stories.ids import GuildId, ReaderId, RoleId
from bot.stories.models import Credentials
from cogs.ui.replies import Interaction


async def credentials_of(interaction: Interaction) -> Credentials:
    """Returns the credentials of an interaction: the person, and their rights where they are."""
    user = interaction.user
    installed = interaction.guild_id is not None and interaction.is_guild_integration()
    return Credentials(
        reader=ReaderId(user.id),
        guild=GuildId(interaction.guild_id) if installed and interaction.guild_id else None,
        manages=installed and interaction.permissions.manage_guild,
        roles=roles_of(user) if installed else frozenset(),
        channel=interaction.channel_id if installed and interaction.permissions.manage_channels else None,
        moderates=installed and interaction.permissions.manage_messages,
        owner=await interaction.client.is_owner(user),
    )


def roles_of(user: discord.User | discord.Member) -> frozenset[RoleId]:
    """Returns the roles that somebody has in the server of an interaction; none elsewhere."""
    # Member.roles leaves out roles that discord.py has not received yet: after a start, all for a while.
    return frozenset(map(RoleId, user._roles)) if isinstance(user, discord.Member) else frozenset()
