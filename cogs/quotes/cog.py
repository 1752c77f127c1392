"""The cog of `/quote`, and of the presses on a quote's card."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from discord import app_commands
from discord.ext import commands

from bot.errors import FiresideError
from bot.presses import WORDS_LIMIT
from bot.quotes.models import Wish
from bot.quotes.presses import AnotherQuote
from bot.stories.ids import StoryId
from bot.stories.models import Audience
from cogs.posts.posting import Posting
from cogs.quotes.cards import posted_note, quote_card
from cogs.reading.aloud import offer_here, require_reading_aloud
from cogs.ui.choices import Choices, none_on_error, speaker_choice, story_choice
from cogs.ui.replies import Interaction, is_direct, reply, speaking_here, turn
from cogs.ui.router import answers

if TYPE_CHECKING:
    from bot.client import StoryBot


class QuotesCog(commands.Cog):
    """Gives quotes to readers and channels."""

    def __init__(self, bot: StoryBot) -> None:
        self._quotes = bot.app.quotes
        self._library = bot.app.library
        self._posting = Posting(bot)
        self._audiences = bot.audiences

    @app_commands.command()
    @app_commands.describe(
        story="From which story; leave it out for any of them",
        character="Who says it",
        about="Words in the quote",
        where="Who sees it: only you (the default), or everybody here",
    )
    async def quote(
        self,
        interaction: Interaction,
        story: app_commands.Range[str, 1, 200] | None = None,
        character: app_commands.Range[str, 1, 200] | None = None,
        about: app_commands.Range[str, 1, WORDS_LIMIT] | None = None,
        where: Literal["only me", "here"] = "only me",
    ) -> None:
        """Get a line worth repeating, from as far as you have read."""
        public = where == "here" and not is_direct(interaction)
        if public:
            require_reading_aloud(interaction)
        audience = await self._audiences.of(interaction)
        audience = audience.in_public if public else audience
        identity = None if story is None else await self._library.find(audience, story)
        wish = await self._quotes.wish(audience, identity, character, about)
        if public:
            await self._post(interaction, audience, wish)
        else:
            await reply(
                interaction,
                quote_card(
                    await self._quotes.draw(audience, audience.reader, wish), wish, offer_here(interaction)
                ),
            )

    async def _post(self, interaction: Interaction, audience: Audience, wish: Wish) -> None:
        quoted = await self._quotes.draw(audience, interaction.channel_id or 0, wish)
        with speaking_here(interaction):
            card = quote_card(quoted, wish, public=True)
        await self._posting.post(
            interaction, audience, card, story=quoted.quote.story.id, chapter=quoted.quote.chapter.id
        )
        await reply(interaction, posted_note(quoted.quote.story))

    @quote.autocomplete("story")
    @none_on_error
    async def _stories(self, interaction: Interaction, current: str) -> Choices:
        audience = await self._audiences.of(interaction)
        return [story_choice(each) for each in await self._library.suggest(audience, current)]

    @quote.autocomplete("character")
    @none_on_error
    async def _characters(self, interaction: Interaction, current: str) -> Choices:
        audience = await self._audiences.of(interaction)
        story = await self._typed_story(audience, interaction.namespace.story)
        return [speaker_choice(each) for each in await self._quotes.speakers(audience, story, current)]

    async def _typed_story(self, audience: Audience, typed: str | None) -> StoryId | None:
        """Returns the story of the characters offered, or None while its name is still being typed."""
        try:
            return await self._library.find(audience, typed) if typed else None
        except FiresideError:
            return None

    @answers
    async def another(self, interaction: Interaction, press: AnotherQuote) -> None:
        """Shows another quote of the same wish, privately to whoever pressed."""
        wish = Wish(press.story, press.speaker, press.words)
        audience = await self._audiences.of(interaction)
        quoted = await self._quotes.draw(audience, audience.reader, wish)
        await turn(interaction, quote_card(quoted, wish, offer_here(interaction)))
