"""The audience of an interaction."""

from __future__ import annotations

from functools import partial
from typing import Any

import discord

from bot.readers.membership import Membership
from bot.stories.ids import GuildId, ReaderId
from bot.stories.models import Audience
from cogs.ui.credentials import roles_of
from cogs.ui.replies import defer, is_direct, note_silence


class Audiences:
    """Turns interactions into audiences."""

    def __init__(self, membership: Membership) -> None:
        self._membership = membership

    async def of(self, interaction: discord.Interaction[Any], *, form_follows: bool = False) -> Audience:
        """Returns the audience of an interaction: the person, and the servers and ratings they may see there.

        In direct messages the interaction may have been deferred when this returns: it can then be answered
        with `reply`, `turn` or `Waiting`, but not with a form. With `form_follows` it is not deferred:
        somebody of whom Discord has said nothing within a second counts as no member.
        """
        reader = ReaderId(interaction.user.id)
        if interaction.guild_id is not None:
            installed = interaction.is_guild_integration()
            return Audience(
                reader=reader,
                guild=GuildId(interaction.guild_id) if installed else None,
                age_restricted=_is_age_restricted(interaction),
                roles=roles_of(interaction.user) if installed else frozenset(),
            )
        if not is_direct(interaction):
            return Audience(reader=reader)
        at_once = form_follows or interaction.type is discord.InteractionType.autocomplete
        found = await self._membership.guilds_of(reader, None if at_once else partial(defer, interaction))
        if not found.complete:
            note_silence(interaction)
        return Audience(reader=reader, direct=True, member_of=found.member_of, roles=found.roles)


def _is_age_restricted(interaction: discord.Interaction[Any]) -> bool:
    channel = interaction.channel
    nsfw = getattr(channel, "is_nsfw", None)
    return bool(nsfw and nsfw())
