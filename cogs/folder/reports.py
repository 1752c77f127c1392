"""The Discord half of the watched folder: bad files reported to the owner."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import discord

from bot.language import _, speaking
from bot.posts.messenger import Postponed, Rejected, Unreachable
from bot.stories.ids import ReaderId
from cogs.posts.messenger import translated
from cogs.ui.labels import escaped
from cogs.ui.reasons import reason_told

if TYPE_CHECKING:
    from bot.client import StoryBot

    # The service reads files, and its parsers take a tenth of a second to load.
    from bot.folder.service import BadFile

log = logging.getLogger(__name__)

_NONCE = 25
"""Characters that a nonce may have (Discord: "Create Message")."""


async def tell_owners(bot: StoryBot, bad: BadFile) -> None:
    """Tells the owners of the application about a bad file, by direct message.

    Owners who take no messages are skipped. Raises Postponed or Rejected where nobody could be told yet.
    """
    reached, later = False, None
    for owner in await _owners(bot):
        with speaking(await bot.app.locales.of(ReaderId(owner.id))):
            text = _told(bad)
        try:
            with translated():
                channel = await bot.create_dm(owner)
                # discord.py sends it enforced: after a crash it is not said twice.
                await channel.send(text, nonce=bad.digest[:_NONCE])
            reached = True
        except (Unreachable, Postponed, Rejected) as error:
            later = later if isinstance(error, Unreachable) else error
            log.warning("The owner %d could not be told of a bad file: %r", owner.id, error)
    if later and not reached:
        raise later


def _told(bad: BadFile) -> str:
    name = f"**{escaped(bad.name, 200)}**"
    what = _("I couldn’t make {file} in the watched folder into a story:", file=name)
    if bad.is_story:
        what = _(
            "{file} in the watched folder is a story now, but I need your word in `/stories edit`:", file=name
        )
    return f"{what}\n> {escaped(reason_told(bad.reason), 1_500)}"


async def _owners(bot: StoryBot) -> list[discord.abc.Snowflake]:
    application = await bot.application_info()
    if application.team is None:
        return [application.owner]
    accepted = discord.TeamMembershipState.accepted
    return [member for member in application.team.members if member.membership_state is accepted]
