"""The check whether a public panel may be posted in a channel."""

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
    """Returns whether reading aloud can be offered here."""
    return not is_direct(interaction) and _obstacle(interaction) is None


def offer_here(interaction: Interaction, *, picture: bool = False) -> int | None:
    """Returns the id of an offer to post something here, or something with a picture; None where that is not
    possible. It is the id of the press or command that is answered, so that it works once."""
    may_attach = interaction.app_permissions.attach_files or not picture
    return interaction.id if may_attach and may_read_aloud(interaction) else None


def require_reading_aloud(interaction: Interaction) -> None:
    """Raises a CannotReadAloudError unless a public panel may be posted here."""
    obstacle = _obstacle(interaction)
    if obstacle is not None:
        raise obstacle


def _obstacle(interaction: Interaction) -> CannotReadAloudError | None:
    if interaction.guild_id is None or not interaction.is_guild_integration():
        return AloudNeedsServerError()
    if not may_post(interaction):
        return BotMayNotPostError(in_thread=_in_thread(interaction))
    if not may_send(interaction, interaction.permissions):
        return ReaderMayNotPostError()
    return None


def _in_thread(interaction: Interaction) -> bool:
    return isinstance(interaction.channel, discord.Thread)


def may_send(interaction: Interaction, permissions: discord.Permissions) -> bool:
    """Returns whether these permissions allow posting in this channel or thread."""
    in_thread = _in_thread(interaction)
    may_send = permissions.send_messages_in_threads if in_thread else permissions.send_messages
    return permissions.view_channel and may_send


def may_post(interaction: Interaction) -> bool:
    """Returns whether the bot may post in this channel or thread, and find there what it has posted."""
    allowed = interaction.app_permissions
    return may_send(interaction, allowed) and allowed.read_message_history
