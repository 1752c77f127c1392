"""Whether a public panel may be posted where somebody is."""

from __future__ import annotations

import discord

from cogs.reading.errors import (
    AloudNeedsServerError,
    BotMayNotPostError,
    CannotReadAloudError,
    ReaderMayNotPostError,
)
from cogs.ui.replies import Interaction, is_direct


def may_read_aloud(interaction: Interaction) -> bool:
    """Whether to offer it at all."""
    return not is_direct(interaction) and _obstacle(interaction) is None


def require_reading_aloud(interaction: Interaction) -> None:
    """Raises a CannotReadAloudError unless a public panel may be posted here."""
    obstacle = _obstacle(interaction)
    if obstacle is not None:
        raise obstacle


def _obstacle(interaction: Interaction) -> CannotReadAloudError | None:
    if interaction.guild_id is None or not interaction.is_guild_integration():
        return AloudNeedsServerError()
    if not may_send(interaction, interaction.app_permissions):
        return BotMayNotPostError(in_thread=_in_thread(interaction))
    if not may_send(interaction, interaction.permissions):
        return ReaderMayNotPostError()
    return None


def _in_thread(interaction: Interaction) -> bool:
    return isinstance(interaction.channel, discord.Thread)


def may_send(interaction: Interaction, permissions: discord.Permissions) -> bool:
    """Whether these permissions let somebody post where they are."""
    in_thread = _in_thread(interaction)
    may_send = permissions.send_messages_in_threads if in_thread else permissions.send_messages
    return permissions.view_channel and may_send
