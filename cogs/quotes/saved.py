"""The cog of saved quotes: the ❝ button, `/quotes`, and every press on them."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.language import ngettext
from bot.quotes.presses import (
    ChooseSavedQuote,
    ExportQuotes,
    ListSavedQuotes,
    PassageOnPanel,
    PutBackQuote,
    RemoveQuote,
    SaveExcerpt,
    SaveQuote,
    SaveSentences,
    SentenceSpan,
    ShowPopular,
    ShowSentences,
    Unsave,
    UnsaveFound,
)
from bot.stories.ids import ReaderId, SavedQuoteId
from bot.stories.models import Excerpt
from cogs.quotes.saved_screens import (
    EDITED,
    nothing_saved,
    popular_passages,
    quote_by_itself,
    quote_list,
    removed,
    saved,
    sentence_menu,
    taken_back,
)
from cogs.reading.aloud import offer_here
from cogs.ui.choices import Choices, none_on_error, story_choice
from cogs.ui.components import view_of
from cogs.ui.replies import Interaction, chosen, every_chosen, reply, turn
from cogs.ui.router import answers

if TYPE_CHECKING:
    from bot.client import StoryBot


_FILE = "quotes.md"


class SavedQuotesCog(commands.Cog):
    """Saves quotes for readers, and shows them those that they saved."""

    def __init__(self, bot: StoryBot) -> None:
        self._quotes = bot.app.saved_quotes
        self._library = bot.app.library
        self._audiences = bot.audiences

    @app_commands.command()
    @app_commands.describe(story="From which story; leave it out for all of them, the newest first")
    async def quotes(
        self, interaction: Interaction, story: app_commands.Range[str, 1, 200] | None = None
    ) -> None:
        """See the lines you have saved."""
        audience = await self._audiences.of(interaction)
        identity = None if story is None else await self._library.find(audience, story)
        await reply(interaction, quote_list(await self._quotes.page(audience, identity, 0), identity))

    @quotes.autocomplete("story")
    @none_on_error
    async def _stories(self, interaction: Interaction, current: str) -> Choices:
        audience = await self._audiences.of(interaction)
        return [story_choice(each) for each in await self._quotes.suggest(audience, current)]

    @answers
    async def sentences(self, interaction: Interaction, press: ShowSentences) -> None:
        """Shows the sentences of the passage on the panel, or another page of them."""
        await self._choose(interaction, press.passage, press.page)

    @answers
    async def save(self, interaction: Interaction, press: SaveSentences) -> None:
        """Saves the chosen sentences, from the first to the last."""
        audience = await self._audiences.of(interaction)
        sentences = every_chosen(interaction, SentenceSpan)
        start, end = min(each.start for each in sentences), max(each.end for each in sentences)
        back = press.passage.back
        quote = await self._quotes.save(audience, Excerpt(replace(back, offset=start), end))
        if quote is None:
            await self._choose(interaction, press.passage, 0, EDITED)
        else:
            await turn(interaction, saved(quote, back, offer_here(interaction)))

    async def _choose(
        self, interaction: Interaction, passage: PassageOnPanel, page: int, note: str = ""
    ) -> None:
        audience = await self._audiences.of(interaction)
        choice = await self._quotes.sentences(audience, passage.excerpt, page)
        unmoved = choice.excerpt.place == passage.excerpt.place
        await turn(
            interaction, sentence_menu(choice, passage.back if unmoved else choice.excerpt.place, note)
        )

    @answers
    async def save_found(self, interaction: Interaction, press: SaveQuote) -> None:
        """Saves the quote on a card, which stays as it is."""
        audience = await self._audiences.of(interaction)
        quote = await self._quotes.save_found(audience, press.quote)
        await reply(interaction, saved(quote, None, offer_here(interaction)))

    @answers
    async def save_posted(self, interaction: Interaction, press: SaveExcerpt) -> None:
        """Saves a quote that somebody has posted from their own."""
        quote = await self._quotes.save_posted(await self._audiences.of(interaction), press.excerpt)
        await reply(interaction, saved(quote, None, offer_here(interaction)))

    @answers
    async def popular(self, interaction: Interaction, press: ShowPopular) -> None:
        """Lists the passages of a story that many readers have saved."""
        found = await self._quotes.popular(await self._audiences.of(interaction), press.story)
        await turn(interaction, popular_passages(found))

    @answers
    async def unsave(self, interaction: Interaction, press: Unsave | UnsaveFound) -> None:
        """Removes a quote that was just saved."""
        await self._quotes.remove(ReaderId(interaction.user.id), press.quote)
        await turn(interaction, taken_back(press.back if isinstance(press, Unsave) else None))

    @answers
    async def turn_list(self, interaction: Interaction, press: ListSavedQuotes) -> None:
        """Shows a page of the list."""
        audience = await self._audiences.of(interaction)
        found = await self._quotes.page(audience, press.story, press.page)
        await turn(interaction, quote_list(found, press.story))

    @answers
    async def look_at(self, interaction: Interaction, press: ChooseSavedQuote) -> None:
        """Shows the quote that was chosen from the list."""
        audience = await self._audiences.of(interaction)
        quote, in_text = await self._quotes.look_at(audience, chosen(interaction, SavedQuoteId))
        back = ListSavedQuotes(press.story, press.page)
        await turn(interaction, quote_by_itself(quote, back, offer_here(interaction), in_text=in_text))

    @answers
    async def remove(self, interaction: Interaction, press: RemoveQuote) -> None:
        """Removes a saved quote."""
        await self._quotes.remove(ReaderId(interaction.user.id), press.quote)
        await turn(interaction, removed(press.quote, press.back))

    @answers
    async def put_back(self, interaction: Interaction, press: PutBackQuote) -> None:
        """Saves a removed quote again."""
        audience = await self._audiences.of(interaction)
        quote, in_text = await self._quotes.put_back(audience, press.quote)
        await turn(interaction, quote_by_itself(quote, press.back, offer_here(interaction), in_text=in_text))

    @answers
    async def export(self, interaction: Interaction, press: ExportQuotes) -> None:
        """Sends all saved quotes as a file; the list stays as it is."""
        count, file = await self._quotes.export(await self._audiences.of(interaction))
        if not count:
            await reply(interaction, nothing_saved())
            return
        view = view_of(
            ui.TextDisplay(
                ngettext("{number} quote, as a Markdown file.", "{number} quotes, as a Markdown file.", count)
            ),
            ui.File(f"attachment://{_FILE}"),
        )
        await reply(interaction, view, discord.File(io.BytesIO(file), _FILE))
