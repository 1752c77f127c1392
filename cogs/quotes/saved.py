"""What a reader keeps: the ❝ button, `/quotes`, and every press on them."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.errors import StaleButtonError
from bot.stories.ids import QuoteId, ReaderId, SavedQuoteId, StoryId
from bot.stories.models import Slice
from cogs.quotes.saved_screens import (
    EDITED,
    nothing_saved,
    quote_by_itself,
    quote_list,
    removed,
    saved,
    sentence_menu,
    taken_back,
)
from cogs.ui.choices import Choices, none_on_error, story_choice
from cogs.ui.components import view_of
from cogs.ui.labels import counted
from cogs.ui.presses import Action, Press, number_of_value, place_of
from cogs.ui.replies import Interaction, chosen, every_chosen, reply, turn
from cogs.ui.router import answers

if TYPE_CHECKING:
    from bot.client import StoryBot


_FILE = "quotes.md"


class SavedQuotesCog(commands.Cog):
    """Keeps lines for a reader, and shows them what they keep."""

    def __init__(self, bot: StoryBot) -> None:
        self._quotes = bot.app.saved_quotes
        self._library = bot.app.library
        self._audiences = bot.audiences

    @app_commands.command()
    @app_commands.describe(story="From which story; with none, all of them, the newest first")
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

    @answers(Action.SENTENCES)
    async def sentences(self, interaction: Interaction, press: Press) -> None:
        """The sentences of the passage on the panel, or another page of them."""
        await self._choose(interaction, press, press.numbers[-1])

    @answers(Action.SAVE)
    async def save(self, interaction: Interaction, press: Press) -> None:
        """The sentences that were chosen, from the first to the last."""
        audience = await self._audiences.of(interaction)
        quote = await self._quotes.save(audience, _stretch(press, every_chosen(interaction)))
        if quote is None:
            await self._choose(interaction, press, 0, EDITED)
        else:
            await turn(interaction, saved(quote, press.place))

    async def _choose(self, interaction: Interaction, press: Press, page: int, note: str = "") -> None:
        audience = await self._audiences.of(interaction)
        choice = await self._quotes.sentences(audience, press.slice, page)
        unmoved = choice.slice.place == press.slice.place
        await turn(interaction, sentence_menu(choice, press.place if unmoved else choice.slice.place, note))

    @answers(Action.SAVE_QUOTE)
    async def save_found(self, interaction: Interaction, press: Press) -> None:
        """*Save* on the card of a quote, which stays as it is."""
        audience = await self._audiences.of(interaction)
        quote = await self._quotes.save_found(audience, QuoteId(press.numbers[0]))
        await reply(interaction, saved(quote, quote.slice.place))

    @answers(Action.UNSAVE)
    async def unsave(self, interaction: Interaction, press: Press) -> None:
        """*Undo* beside what was just saved."""
        await self._quotes.remove(ReaderId(interaction.user.id), SavedQuoteId(press.numbers[0]))
        await turn(interaction, taken_back(place_of(press.numbers[1:])))

    @answers(Action.SAVED_QUOTES)
    async def turn_list(self, interaction: Interaction, press: Press) -> None:
        """A page of the list."""
        audience = await self._audiences.of(interaction)
        story, page = _list(press)
        await turn(interaction, quote_list(await self._quotes.page(audience, story, page), story))

    @answers(Action.SAVED_QUOTE)
    async def look_at(self, interaction: Interaction, press: Press) -> None:
        """A quote chosen from the list."""
        audience = await self._audiences.of(interaction)
        identity = SavedQuoteId(number_of_value(chosen(interaction)))
        quote, in_text = await self._quotes.look_at(audience, identity)
        await turn(interaction, quote_by_itself(quote, *_list(press), in_text=in_text))

    @answers(Action.REMOVE_QUOTE)
    async def remove(self, interaction: Interaction, press: Press) -> None:
        """A quote out of what they keep."""
        identity = SavedQuoteId(press.numbers[0])
        await self._quotes.remove(ReaderId(interaction.user.id), identity)
        await turn(interaction, removed(identity, *_list(press)))

    @answers(Action.PUT_BACK_QUOTE)
    async def put_back(self, interaction: Interaction, press: Press) -> None:
        """*Undo* after a quote was removed."""
        audience = await self._audiences.of(interaction)
        quote, in_text = await self._quotes.put_back(audience, SavedQuoteId(press.numbers[0]))
        await turn(interaction, quote_by_itself(quote, *_list(press), in_text=in_text))

    @answers(Action.EXPORT_QUOTES)
    async def export(self, interaction: Interaction, press: Press) -> None:
        """All that they keep as a file; the list stays as it is."""
        count, file = await self._quotes.export(await self._audiences.of(interaction))
        if not count:
            await reply(interaction, nothing_saved())
            return
        view = view_of(
            ui.TextDisplay(f"{counted(count, 'quote')}, as a Markdown file."),
            ui.File(f"attachment://{_FILE}"),
        )
        await reply(interaction, view, discord.File(io.BytesIO(file), _FILE))


def _list(press: Press) -> tuple[StoryId | None, int]:
    """The story, None for all, and the page of the list that a press leads to or comes from."""
    story, page = press.numbers[-2:]
    return StoryId(story) or None, page


def _stretch(press: Press, values: list[str]) -> Slice:
    """From the first of the chosen sentences to the last. Raises StaleButtonError where they are none."""
    spans = [re.fullmatch(r"(\d{1,18}):(\d{1,18})", value) for value in values]
    edges = [int(edge) for span in spans if span for edge in span.groups()]
    if not edges:
        raise StaleButtonError
    return Slice(replace(press.place, offset=min(edges)), max(edges))
