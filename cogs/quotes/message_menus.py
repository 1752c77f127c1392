"""The cog of the commands in a message's menu: *Save as quote* and *Read on from here*."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.quotes.errors import NoSentenceError
from bot.reading.positions import Move
from cogs.quotes.errors import NoPlaceError
from cogs.quotes.saved_screens import saved, sentence_menu
from cogs.quotes.shown import ShownText
from cogs.reading.aloud import offer_here
from cogs.reading.panel import reading_panel
from cogs.ui.replies import Interaction, reply

if TYPE_CHECKING:
    from bot.client import StoryBot


class MessageMenusCog(commands.Cog):
    """Answers the commands in a message's menu, privately."""

    def __init__(self, bot: StoryBot) -> None:
        self._tree = bot.tree
        self._reading = bot.app.reading
        self._quotes = bot.app.saved_quotes
        self._audiences = bot.audiences

    async def cog_load(self) -> None:
        """Adds the commands: discord.py has no decorator for menus in a cog."""
        self._tree.add_command(app_commands.ContextMenu(name="Save as quote", callback=self.save_as_quote))
        self._tree.add_command(app_commands.ContextMenu(name="Read on from here", callback=self.read_on))

    async def save_as_quote(self, interaction: Interaction, message: discord.Message) -> None:
        """Saves the quote that the message shows, or shows the sentences of a panel to choose from. Raises
        NoSentenceError."""
        shown = ShownText(message, interaction.client.user)
        audience = await self._audiences.of(interaction)
        if shown.quote is not None:
            quote = await self._quotes.save_found(audience, shown.quote)
            await reply(interaction, saved(quote, None, offer_here(interaction)))
        elif shown.excerpt is not None:
            choice = await self._quotes.sentences(audience, shown.excerpt, 0)
            await reply(interaction, sentence_menu(choice, choice.excerpt.place))
        else:
            raise NoSentenceError

    async def read_on(self, interaction: Interaction, message: discord.Message) -> None:
        """Opens a private panel at the place that the message shows. Raises NoPlaceError."""
        shown = ShownText(message, interaction.client.user)
        if shown.place is None:
            raise NoPlaceError
        audience = await self._audiences.of(interaction)
        await reply(interaction, reading_panel(await self._reading.go(audience, shown.place, Move.VISIT)))
