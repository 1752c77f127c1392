"""The cog of `/library` and `/story`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.library.models import Card
from bot.library.presses import AboutStory, BrowseLibrary, ChooseStory, LookAtStory
from bot.presses import WORDS_LIMIT
from bot.stories.ids import StoryId
from bot.stories.models import Place
from cogs.library.cards import cover_file, library_list, story_card
from cogs.ui.choices import Choices, none_on_error, story_choice
from cogs.ui.replies import Interaction, chosen, reply, turn
from cogs.ui.router import answers

if TYPE_CHECKING:
    from bot.client import StoryBot


class LibraryCog(commands.Cog):
    """Shows the stories that can be read here."""

    def __init__(self, bot: StoryBot) -> None:
        self._library = bot.app.library
        self._audiences = bot.audiences

    @app_commands.command()
    @app_commands.describe(search="Words of a title, an author or a tag")
    async def library(
        self, interaction: Interaction, search: app_commands.Range[str, 1, WORDS_LIMIT] | None = None
    ) -> None:
        """Browse what can be read here."""
        words = search or ""
        listing = await self._library.browse(await self._audiences.of(interaction), words, 0)
        await reply(interaction, library_list(listing, words))

    @app_commands.command()
    @app_commands.describe(story="Which story")
    async def story(self, interaction: Interaction, story: app_commands.Range[str, 1, 200]) -> None:
        """See what a story is about, and begin it."""
        audience = await self._audiences.of(interaction)
        card = await self._library.card(audience, await self._library.find(audience, story))
        await reply(interaction, *_shown(card))

    @story.autocomplete("story")
    @none_on_error
    async def _stories(self, interaction: Interaction, current: str) -> Choices:
        audience = await self._audiences.of(interaction)
        return [story_choice(each) for each in await self._library.suggest(audience, current)]

    @answers
    async def turn_library(self, interaction: Interaction, press: BrowseLibrary) -> None:
        """Shows another page of the library."""
        audience = await self._audiences.of(interaction)
        listing = await self._library.browse(audience, press.search, press.page)
        await turn(interaction, library_list(listing, press.search))

    @answers
    async def look_at(self, interaction: Interaction, press: ChooseStory) -> None:
        """Shows the card of the story that was chosen from the library."""
        await self._turn_to_card(interaction, chosen(interaction, StoryId))

    @answers
    async def look_beside(self, interaction: Interaction, press: LookAtStory) -> None:
        """Shows the card of a suggested story beside the list."""
        card = await self._library.card(await self._audiences.of(interaction), press.story)
        await reply(interaction, *_shown(card))

    @answers
    async def about(self, interaction: Interaction, press: AboutStory) -> None:
        """Shows the card of the story on the panel, with a button back to the text."""
        await self._turn_to_card(interaction, press.story, press.back)

    async def _turn_to_card(
        self, interaction: Interaction, story: StoryId, back: Place | None = None
    ) -> None:
        card = await self._library.card(await self._audiences.of(interaction), story)
        await turn(interaction, *_shown(card, back))


def _shown(card: Card, back: Place | None = None) -> tuple[ui.LayoutView, discord.File | None]:
    """Returns the message of a story's card, and its cover as the file to be attached."""
    file = cover_file(card.cover)
    return story_card(card, file.filename if file else None, back), file
