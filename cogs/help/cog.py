"""The cog of `/help`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands, ui
from discord.ext import commands

from cogs.help.screens import Here, help_screen
from cogs.reading.aloud import may_read_aloud
from cogs.ui.components import view_of
from cogs.ui.credentials import credentials_of
from cogs.ui.replies import Interaction, is_direct, reply

if TYPE_CHECKING:
    from bot.client import StoryBot


class HelpCog(commands.Cog):
    """Tells people what they can do, depending on their rights and on where they are."""

    def __init__(self, bot: StoryBot) -> None:
        self._library = bot.app.library
        self._librarians = bot.app.librarians
        self._reading = bot.app.reading
        self._audiences = bot.audiences
        self._links = bot.command_links

    @app_commands.command()
    async def help(self, interaction: Interaction) -> None:
        """See what you can do here."""
        audience = await self._audiences.of(interaction)
        here = Here(
            new=await self._reading.last(audience) is None,
            any_story=await self._library.has_any(audience),
            librarian=await self._librarians.looks_after_any(await credentials_of(interaction)),
            direct=is_direct(interaction),
            aloud=may_read_aloud(interaction),
            age_restricted=audience.age_restricted,
        )
        await reply(interaction, view_of(*map(ui.TextDisplay, help_screen(here, self._links))))
