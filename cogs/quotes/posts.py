"""The cog of quotes as pictures, and of *Post here* on quotes and on their pictures."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from discord import ui
from discord.ext import commands

from bot.language import _
from bot.pictures.picture import Picture
from bot.posts.models import PostedPicture
from bot.presses import Press
from bot.quotes.models import PostedQuote, QuoteKind
from bot.quotes.presses import (
    DrawQuote,
    DrawSavedQuote,
    PostPicture,
    PostQuote,
    PostSavedPicture,
    PostSavedQuote,
)
from bot.stories.ids import SavedQuoteId
from bot.stories.models import Audience, Story
from bot.text import markup
from cogs.posts.posting import Posting
from cogs.quotes.cards import (
    PICTURE_FILE,
    picture_card,
    post_button,
    posted_card,
    posted_note,
    posted_picture,
)
from cogs.quotes.errors import BotMayNotAttachError
from cogs.reading.aloud import offer_here, require_reading_aloud
from cogs.ui.pictures import picture_file
from cogs.ui.replies import Interaction, Waiting, defer, reply, speaking_here
from cogs.ui.router import answers

if TYPE_CHECKING:
    from bot.client import StoryBot

AnyPost = PostQuote | PostPicture | PostSavedQuote | PostSavedPicture


class QuotePostsCog(commands.Cog):
    """Draws quotes, and shows quotes and pictures to everybody in a channel."""

    def __init__(self, bot: StoryBot) -> None:
        self._quotes = bot.app.quotes
        self._saved = bot.app.saved_quotes
        self._pictures = bot.app.pictures
        self._posting = Posting(bot)
        self._audiences = bot.audiences

    @answers
    async def draw(self, interaction: Interaction, press: DrawQuote) -> None:
        """Sends a quote as a picture."""
        audience = await self._audiences.of(interaction)
        quote, has_read = await self._quotes.quote(audience, press.quote)
        async with Waiting(interaction, _("Drawing it…"), beside=True) as waiting:
            spoken = quote.kind is QuoteKind.SPEECH
            picture = await self._drawn(quote.story, quote.text, quote.speaker, spoken=spoken)
            buttons = _post_buttons(interaction, partial(PostPicture, quote.id))
            card = picture_card(quote.story, picture.alt, hidden=not has_read, buttons=buttons)
            await waiting.end(card, picture_file(picture, PICTURE_FILE))

    @answers
    async def draw_saved(self, interaction: Interaction, press: DrawSavedQuote) -> None:
        """Sends a saved quote as a picture."""
        audience = await self._audiences.of(interaction)
        quote, _in_text = await self._saved.look_at(audience, press.quote)
        async with Waiting(interaction, _("Drawing it…"), beside=True) as waiting:
            text = markup.strip(quote.markdown)
            picture = await self._drawn(quote.story, text, quote.speaker, spoken=False)
            buttons = _post_buttons(interaction, partial(PostSavedPicture, quote.id))
            card = picture_card(quote.story, picture.alt, hidden=False, buttons=buttons)
            await waiting.end(card, picture_file(picture, PICTURE_FILE))

    @answers
    async def post(self, interaction: Interaction, press: AnyPost) -> None:
        """Shows a quote, or its picture, to everybody in the channel."""
        require_reading_aloud(interaction)
        audience = (await self._audiences.of(interaction)).in_public
        quote = await self._to_post(audience, press)
        if isinstance(press, PostPicture | PostSavedPicture):
            await self._post_picture(interaction, audience, quote, press.offer)
        else:
            with speaking_here(interaction):
                view = posted_card(quote)
            await self._post(interaction, audience, quote, view, press.offer)

    async def _to_post(self, audience: Audience, press: AnyPost) -> PostedQuote:
        if isinstance(press, PostQuote | PostPicture):
            return await self._quotes.to_post(audience, press.quote)
        return await self._saved.to_post(audience, SavedQuoteId(press.quote))

    async def _post_picture(
        self, interaction: Interaction, audience: Audience, quote: PostedQuote, offer: int
    ) -> None:
        if not interaction.app_permissions.attach_files:
            raise BotMayNotAttachError
        await defer(interaction)
        with speaking_here(interaction):
            picture = await self._drawn(quote.story, quote.text, quote.speaker, spoken=quote.spoken)
            view = posted_picture(quote, picture.alt)
        attached = PostedPicture(PICTURE_FILE, picture.alt, picture.png)
        await self._post(interaction, audience, quote, view, offer, attached)

    async def _post(
        self,
        interaction: Interaction,
        audience: Audience,
        quote: PostedQuote,
        view: ui.LayoutView,
        offer: int,
        picture: PostedPicture | None = None,
    ) -> None:
        await self._posting.post(
            interaction, audience, view, story=quote.story.id, picture=picture, offer=offer
        )
        await reply(interaction, posted_note(quote.story))

    async def _drawn(self, story: Story, text: str, speaker: str | None, *, spoken: bool) -> Picture:
        return await self._pictures.of_quote(
            text,
            title=story.title,
            authors=story.authors,
            speaker=speaker,
            spoken=spoken,
            language=story.language,
        )


def _post_buttons(
    interaction: Interaction, offered: Callable[[int], Press]
) -> list[ui.Button[ui.LayoutView]]:
    """Returns the button that posts a picture here, or none where that is not possible; `offered` gives its
    press for an offer."""
    offer = offer_here(interaction, picture=True)
    return [] if offer is None else [post_button(offered(offer))]
