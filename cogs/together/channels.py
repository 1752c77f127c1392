"""The channel of a read-along, and whether its post may stand there."""

from __future__ import annotations

from dataclasses import replace

import discord

from bot.stories.models import Audience
from cogs.reading.errors import BotMayNotPostError, ReaderMayNotPostError
from cogs.together.errors import NoTextChannelError
from cogs.ui.replies import Interaction


def channel_for(interaction: Interaction, channel: int | None = None) -> discord.TextChannel:
    """Returns the text channel with this id, or the one that somebody is in. Raises NoTextChannelError."""
    where: object = interaction.channel
    if isinstance(where, discord.Thread):
        where = where.parent
    if channel is not None:
        where = interaction.guild.get_channel(channel) if interaction.guild else None
    if not isinstance(where, discord.TextChannel):
        raise NoTextChannelError
    return where


def require_may_post(interaction: Interaction, channel: discord.TextChannel) -> None:
    """Raises a CannotReadAloudError unless the bot and whoever asks may post in a channel, and the bot may
    find there what it has posted."""
    bots, theirs = channel.permissions_for(channel.guild.me), discord.Permissions.none()
    if isinstance(interaction.user, discord.Member):
        theirs = channel.permissions_for(interaction.user)
    if not (bots.view_channel and bots.send_messages and bots.read_message_history):
        raise BotMayNotPostError(in_thread=False)
    if not (theirs.view_channel and theirs.send_messages):
        raise ReaderMayNotPostError


def audience_in(audience: Audience, channel: discord.TextChannel) -> Audience:
    """Returns the audience of what somebody has posted in a channel."""
    return replace(audience.in_public, age_restricted=channel.is_nsfw())
