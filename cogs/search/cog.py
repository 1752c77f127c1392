"""Lines found by their words: `/search`."""

from __future__ import annotations

from discord import app_commands, ui

from bot.library.service import Library
from bot.readers.preferences import Preferring
from bot.reading.positions import Move
from bot.reading.service import ReadingRoom
from bot.search.service import Searching
from bot.stories.ids import StoryId
from bot.stories.models import Audience, Spoilers
from cogs.background import BackgroundCog
from cogs.reading.panel import reading_panel
from cogs.search.screens import nothing_found, search_results
from cogs.ui.audiences import Audiences
from cogs.ui.choices import Choices, none_on_error, story_choice
from cogs.ui.presses import Action, Press, place_of_value
from cogs.ui.replies import Interaction, chosen, reply, turn
from cogs.ui.router import answers


class Search(BackgroundCog):
    """Finds lines, and opens the story at one."""

    def __init__(
        self,
        searching: Searching,
        library: Library,
        room: ReadingRoom,
        preferring: Preferring,
        audiences: Audiences,
    ) -> None:
        self._searching = searching
        self._library = library
        self._room = room
        self._preferring = preferring
        self._audiences = audiences

    async def work(self) -> None:
        """Make the texts findable that cannot be found yet."""
        await self._searching.index_old_texts()

    @app_commands.command()
    @app_commands.describe(
        words="What you remember: words of a line, or a “phrase” in quotes",
        story="In which story; with none, in all that can be read here",
    )
    async def search(
        self, interaction: Interaction, words: str, story: app_commands.Range[str, 1, 200] | None = None
    ) -> None:
        """Find a line by its words, as far as you have read."""
        audience = await self._audiences.of(interaction)
        within = None if story is None else await self._library.find(audience, story)
        await reply(interaction, await self._found(audience, words, within, 0))

    @search.autocomplete("story")
    @none_on_error
    async def _stories(self, interaction: Interaction, current: str) -> Choices:
        audience = await self._audiences.of(interaction)
        return [story_choice(each) for each in await self._library.suggest(audience, current)]

    @answers(Action.SEARCH)
    async def turn_results(self, interaction: Interaction, press: Press) -> None:
        """Another page of what was found."""
        audience = await self._audiences.of(interaction)
        story, page = press.numbers
        view = await self._found(audience, press.words, StoryId(story) if story else None, page)
        await turn(interaction, view)

    @answers(Action.HIT)
    async def open_at(self, interaction: Interaction, press: Press) -> None:
        """The story at a line that was found."""
        place = place_of_value(chosen(interaction))
        panel = await self._room.go(await self._audiences.of(interaction), place, Move.VISIT)
        await turn(interaction, reading_panel(panel))

    async def _found(self, audience: Audience, words: str, story: StoryId | None, page: int) -> ui.LayoutView:
        listing = await self._searching.search(audience, words, story, page)
        if listing.lines:
            return search_results(listing, words, story)
        preferences = await self._preferring.of(audience.reader)
        return nothing_found(words, guarded=preferences.spoilers is not Spoilers.OFF)
