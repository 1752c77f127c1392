"""The cog of `/search`: lines found by their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands, ui
from discord.ext import commands

from bot.reading.positions import Move
from bot.search.presses import OpenResult, TurnResults
from bot.stories.ids import StoryId
from bot.stories.models import Audience, Place, Spoilers
from cogs.reading.panel import reading_panel
from cogs.search.screens import nothing_found, search_results
from cogs.ui.choices import Choices, none_on_error, story_choice
from cogs.ui.replies import Interaction, chosen, reply, turn
from cogs.ui.router import answers

if TYPE_CHECKING:
    from bot.client import StoryBot


class SearchCog(commands.Cog):
    """Finds lines, and opens the story at one."""

    def __init__(self, bot: StoryBot) -> None:
        self._search_service = bot.app.search
        self._library = bot.app.library
        self._reading = bot.app.reading
        self._preferences = bot.app.preferences
        self._audiences = bot.audiences

    @app_commands.command()
    @app_commands.describe(
        words="What you remember of it: some words, or a “phrase” in quotes",
        story="In which story; leave it out to search all of them",
    )
    async def search(
        self,
        interaction: Interaction,
        words: app_commands.Range[str, 1, 300],
        story: app_commands.Range[str, 1, 200] | None = None,
    ) -> None:
        """Find a line by its words, in what you have read."""
        audience = await self._audiences.of(interaction)
        within = None if story is None else await self._library.find(audience, story)
        await reply(interaction, await self._found(audience, words, within, 0))

    @search.autocomplete("story")
    @none_on_error
    async def _stories(self, interaction: Interaction, current: str) -> Choices:
        audience = await self._audiences.of(interaction)
        return [story_choice(each) for each in await self._library.suggest(audience, current)]

    @answers
    async def turn_results(self, interaction: Interaction, press: TurnResults) -> None:
        """Shows another page of the results."""
        audience = await self._audiences.of(interaction)
        await turn(interaction, await self._found(audience, press.words, press.story, press.page))

    @answers
    async def open_at(self, interaction: Interaction, press: OpenResult) -> None:
        """Opens the story at the line that was chosen."""
        place = chosen(interaction, Place)
        panel = await self._reading.go(await self._audiences.of(interaction), place, Move.VISIT)
        await turn(interaction, reading_panel(panel))

    async def _found(self, audience: Audience, words: str, story: StoryId | None, page: int) -> ui.LayoutView:
        listing = await self._search_service.search(audience, words, story, page)
        if listing.lines:
            return search_results(listing, words, story)
        preferences = await self._preferences.of(audience.reader)
        return nothing_found(words, guarded=preferences.spoilers is not Spoilers.OFF)
