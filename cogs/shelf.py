"""What somebody is reading: `/shelf`."""

from __future__ import annotations

from discord import app_commands
from discord.ext import commands

from bot.services.shelf import Shelf as Readings
from cogs.ui.audiences import Audiences
from cogs.ui.cards import shelf_list
from cogs.ui.presses import Action, Press
from cogs.ui.replies import Interaction, reply, turn
from cogs.ui.router import answers


class Shelf(commands.Cog):
    """Shows a reader's stories and how far they are."""

    def __init__(self, shelf: Readings, audiences: Audiences) -> None:
        self._shelf = shelf
        self._audiences = audiences

    @app_commands.command()
    async def shelf(self, interaction: Interaction) -> None:
        """See what you are reading, and go on with it."""
        listing = await self._shelf.lines(await self._audiences.of(interaction))
        await reply(interaction, shelf_list(listing))

    @answers(Action.SHELF)
    async def turn_shelf(self, interaction: Interaction, press: Press) -> None:
        """Another page of the shelf."""
        listing = await self._shelf.lines(await self._audiences.of(interaction), press.numbers[0])
        await turn(interaction, shelf_list(listing))
