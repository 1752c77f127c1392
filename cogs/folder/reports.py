"""The Discord half of the watched folder: bad files reported to the owner."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from cogs.ui.labels import escaped
from cogs.ui.refusals import is_temporary

if TYPE_CHECKING:
    # The service reads files, and its parsers take a tenth of a second to load.
    from bot.folder.service import BadFile

log = logging.getLogger(__name__)

_NONCE = 25
"""Characters that a nonce may have (Discord: "Create Message")."""


async def tell_owners(bot: commands.AutoShardedBot, bad: BadFile) -> None:
    """Tells the owners of the application about a bad file, by direct message.

    Owners who cannot be reached are skipped. Raises discord.HTTPException where nobody could be told yet.
    """
    what = "could not be made into a story"
    if bad.is_story:
        what = "is a story now that needs your word in `/stories edit`"
    text = f"**{escaped(bad.name, 200)}** in the watched folder {what}:\n> {escaped(bad.reason, 1_500)}"
    reached, later = False, None
    for owner in await _owners(bot):
        try:
            channel = await bot.create_dm(owner)
            # discord.py sends it enforced: after a crash it is not said twice.
            await channel.send(text, nonce=bad.digest[:_NONCE])
            reached = True
        except discord.HTTPException as error:
            later = error if is_temporary(error) else later
            log.warning("The owner %d could not be told of a bad file: %s", owner.id, error)
    if later and not reached:
        raise later


async def _owners(bot: commands.AutoShardedBot) -> list[discord.abc.Snowflake]:
    application = await bot.application_info()
    if application.team is None:
        return [application.owner]
    accepted = discord.TeamMembershipState.accepted
    return [member for member in application.team.members if member.membership_state is accepted]
