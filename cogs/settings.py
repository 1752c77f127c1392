"""What a reader chooses for themselves: `/settings`."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot.models import ReaderId
from bot.services.reading import ReadingRoom
from cogs.ui.menus import settings_menu
from cogs.ui.presses import Action, Press
from cogs.ui.replies import Interaction, reply, turn
from cogs.ui.router import answers


class Settings(commands.Cog):
    """Keeps a reader's choices."""

    def __init__(self, room: ReadingRoom) -> None:
        self._room = room

    @app_commands.command()
    async def settings(self, interaction: Interaction) -> None:
        """Choose how long your passages are."""
        length = await self._room.length(ReaderId(interaction.user.id))
        await reply(interaction, settings_menu(length))

    @answers(Action.PREFER)
    async def prefer(self, interaction: Interaction, press: Press) -> None:
        """A passage length chosen."""
        await self._room.set_length(ReaderId(interaction.user.id), press.length)
        await turn(interaction, settings_menu(press.length))
