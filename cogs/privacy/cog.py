"""The cog of `/mydata`: everything stored about a person, as a file, or erased."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.language import _
from bot.privacy.presses import EraseMyData, KeepMyData
from bot.stories.ids import ReaderId
from cogs.privacy.screens import FILE, erase_question, export_note, note
from cogs.ui.replies import Interaction, reply, turn
from cogs.ui.router import answers

if TYPE_CHECKING:
    from bot.client import StoryBot


class PrivacyCog(commands.Cog):
    """Gives people what is stored about them, and erases it."""

    mydata = app_commands.Group(name="mydata", description="Get everything I know about you, or erase it.")

    def __init__(self, bot: StoryBot) -> None:
        self._privacy = bot.app.privacy

    @mydata.command()
    async def export(self, interaction: Interaction) -> None:
        """Get everything I know about you as a file."""
        file = await self._privacy.export(ReaderId(interaction.user.id))
        await reply(interaction, export_note(), discord.File(io.BytesIO(file), FILE))

    @mydata.command()
    async def erase(self, interaction: Interaction) -> None:
        """Erase everything I know about you."""
        await reply(interaction, erase_question())

    @answers
    async def erase_all(self, interaction: Interaction, press: EraseMyData) -> None:
        """Erases everything about whoever pressed."""
        await self._privacy.erase(ReaderId(interaction.user.id))
        await turn(
            interaction,
            note(
                _(
                    "✓ Erased. I know nothing about you any more. Come back whenever you like; you’ll be new "
                    "here."
                )
            ),
        )

    @answers
    async def keep(self, interaction: Interaction, press: KeepMyData) -> None:
        """Erases nothing."""
        await turn(interaction, note(_("Nothing is erased. It’s all where you left it.")))
