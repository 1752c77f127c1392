"""What a reader chooses for themselves: `/settings`."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot.models import ReaderId
from bot.services.preferring import Preferring
from cogs.ui.menus import settings_menu
from cogs.ui.presses import Action, Press
from cogs.ui.replies import Interaction, reply, turn
from cogs.ui.router import answers


class Settings(commands.Cog):
    """Keeps a reader's choices."""

    def __init__(self, preferring: Preferring) -> None:
        self._preferring = preferring

    @app_commands.command()
    async def settings(self, interaction: Interaction) -> None:
        """Choose how long your passages are, and what is kept from you until you get there."""
        await reply(interaction, settings_menu(await self._preferring.of(ReaderId(interaction.user.id))))

    @answers(Action.PREFER)
    async def prefer(self, interaction: Interaction, press: Press) -> None:
        """A passage length chosen."""
        chosen = await self._preferring.set_length(ReaderId(interaction.user.id), press.length)
        await turn(interaction, settings_menu(chosen))

    @answers(Action.GUARD)
    async def guard(self, interaction: Interaction, press: Press) -> None:
        """A guard against spoilers chosen."""
        chosen = await self._preferring.set_spoilers(ReaderId(interaction.user.id), press.spoilers)
        await turn(interaction, settings_menu(chosen))
