"""The cog of `/library` and `/story`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.library.models import Arrangement, Card, LibraryOrder, LibraryStatus
from bot.library.presses import (
    AboutStory,
    ArrangeLibrary,
    BrowseLibrary,
    ChooseStory,
    JumpInLibrary,
    LimitToFandom,
    LimitToLanguage,
    LimitToStatus,
    LookAtStory,
    OrderLibrary,
    TurnLibrary,
)
from bot.presses import WORDS_LIMIT
from bot.stories.ids import StoryId
from bot.stories.models import Place
from cogs.library.cards import story_card
from cogs.library.lists import library_list, library_menus
from cogs.ui.choices import Choices, none_on_error, story_choice
from cogs.ui.covers import cover_file, thumbnail_files
from cogs.ui.replies import Interaction, chosen, reply, turn
from cogs.ui.router import answers

if TYPE_CHECKING:
    from bot.client import StoryBot

Show = Callable[..., Awaitable[None]]


class LibraryCog(commands.Cog):
    """Shows the stories that can be read here."""

    def __init__(self, bot: StoryBot) -> None:
        self._library = bot.app.library
        self._covers = bot.app.ready_covers
        self._audiences = bot.audiences

    @app_commands.command()
    @app_commands.describe(search="Words from a title, an author or a tag")
    async def library(
        self, interaction: Interaction, search: app_commands.Range[str, 1, WORDS_LIMIT] | None = None
    ) -> None:
        """Browse the stories you can read here."""
        await self._show(interaction, reply, 0, search or "", Arrangement())

    @app_commands.command()
    @app_commands.describe(story="Which story")
    async def story(self, interaction: Interaction, story: app_commands.Range[str, 1, 200]) -> None:
        """See what a story is about, and start reading it."""
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
        """Shows another page of the library, by title."""
        await self._show(interaction, turn, press.page, press.search, Arrangement())

    @answers
    async def turn_arranged(self, interaction: Interaction, press: TurnLibrary) -> None:
        """Shows another page of the library."""
        arrangement = Arrangement.of_number(press.arrangement)
        await self._show(interaction, turn, press.page, press.search, arrangement)

    @answers
    async def jump(self, interaction: Interaction, press: JumpInLibrary) -> None:
        """Shows the page that was chosen."""
        arrangement = Arrangement.of_number(press.arrangement)
        await self._show(interaction, turn, chosen(interaction, int), press.search, arrangement)

    @answers
    async def arrange(self, interaction: Interaction, press: ArrangeLibrary) -> None:
        """Shows the menus by which the library is sorted and limited."""
        await self._show_menus(interaction, press.search, Arrangement.of_number(press.arrangement))

    @answers
    async def rearrange(
        self, interaction: Interaction, press: OrderLibrary | LimitToStatus | LimitToFandom | LimitToLanguage
    ) -> None:
        """Sorts or limits the library as was chosen, and shows the menus again."""
        now = Arrangement.of_number(press.arrangement)
        match press:
            case OrderLibrary():
                now = replace(now, order=chosen(interaction, LibraryOrder))
            case LimitToStatus():
                now = replace(now, status=chosen(interaction, LibraryStatus))
            case LimitToFandom():
                now = replace(now, fandom=chosen(interaction, int))
            case LimitToLanguage():
                now = replace(now, language=chosen(interaction, int))
        await self._show_menus(interaction, press.search, now)

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

    async def _show(
        self, interaction: Interaction, show: Show, page: int, search: str, arrangement: Arrangement
    ) -> None:
        found = await self._library.browse(await self._audiences.of(interaction), search, page, arrangement)
        ready = await self._covers.thumbnails(each.id for each in found.stories.lines)
        await show(interaction, library_list(found, ready), *thumbnail_files(ready))

    async def _show_menus(self, interaction: Interaction, search: str, arrangement: Arrangement) -> None:
        audience = await self._audiences.of(interaction)
        await turn(interaction, library_menus(await self._library.choices(audience, search, arrangement)))

    async def _turn_to_card(
        self, interaction: Interaction, story: StoryId, back: Place | None = None
    ) -> None:
        card = await self._library.card(await self._audiences.of(interaction), story)
        await turn(interaction, *_shown(card, back))


def _shown(card: Card, back: Place | None = None) -> tuple[ui.LayoutView, *tuple[discord.File, ...]]:
    """Returns the message of a story's card, and its cover as the file to be attached."""
    files = cover_file(card.cover)
    return story_card(card, files[0].filename if files else None, back), *files
