"""Whether a public panel may be posted where somebody is."""

from __future__ import annotations

import discord

from bot.errors import CannotReadAloudError
from cogs.ui.replies import Interaction, is_direct


def may_read_aloud(interaction: Interaction) -> bool:
    """Whether to offer it at all."""
    return not is_direct(interaction) and _obstacle(interaction) is None


def require_reading_aloud(interaction: Interaction) -> None:
    """Raise CannotReadAloudError, which says what to do, unless a public panel may be posted here."""
    obstacle = _obstacle(interaction)
    if obstacle is not None:
        raise CannotReadAloudError(obstacle)


def _obstacle(interaction: Interaction) -> str | None:
    if interaction.guild_id is None or not interaction.is_guild_integration():
        return "Reading aloud works in servers that have added me. Leave out *where* to read by yourself."
    needed = "Send Messages in Threads" if _in_thread(interaction) else "Send Messages"
    if not may_send(interaction, interaction.app_permissions):
        return (
            "I may not post in this channel. Somebody who manages it can give me “View Channel” and "
            f"“{needed}” here; until then, read by yourself, or aloud in another channel."
        )
    if not may_send(interaction, interaction.permissions):
        return "You may not post in this channel, so nothing can be read aloud here for you."
    return None


def _in_thread(interaction: Interaction) -> bool:
    return isinstance(interaction.channel, discord.Thread)


def may_send(interaction: Interaction, permissions: discord.Permissions) -> bool:
    """Whether these permissions let somebody post where they are."""
    in_thread = _in_thread(interaction)
    may_send = permissions.send_messages_in_threads if in_thread else permissions.send_messages
    return permissions.view_channel and may_send
