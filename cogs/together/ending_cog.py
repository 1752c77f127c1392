"""The cog of the ends of read-alongs: the card to share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord.ext import commands

from bot.language import _
from bot.pictures.picture import Picture
from bot.posts.models import PostedPicture
from bot.stories.tags import tags_of
from bot.text import markup
from bot.together.endings import ReadAlongEnd
from bot.together.presses import DrawReadAlong, ShareReadAlong
from cogs.posts.posting import Posting
from cogs.reading.aloud import offer_here
from cogs.together.ending_screens import PICTURE_FILE, card_lines, card_to_share, shared_card
from cogs.ui.pictures import picture_file
from cogs.ui.replies import Interaction, Waiting, speaking_here
from cogs.ui.router import answers

if TYPE_CHECKING:
    from bot.client import StoryBot


class EndingCog(commands.Cog):
    """Draws the ends of read-alongs, and posts them."""

    def __init__(self, bot: StoryBot) -> None:
        self._ends = bot.app.read_along_ends
        self._pictures = bot.app.pictures
        self._posting = Posting(bot)
        self._audiences = bot.audiences

    @answers
    async def draw(self, interaction: Interaction, press: DrawReadAlong) -> None:
        """Shows the card beside the end."""
        end = await self._ends.of(await self._audiences.of(interaction), press.read_along)
        async with Waiting(interaction, _("Drawing…"), beside=True) as waiting:
            picture = await self._drawn(end)
            card = card_to_share(end, picture.alt, offer_here(interaction, picture=True))
            await waiting.end(card, picture_file(picture, PICTURE_FILE))

    @answers
    async def share(self, interaction: Interaction, press: ShareReadAlong) -> None:
        """Posts the card in the channel."""
        audience = (await self._audiences.of(interaction)).in_public
        end = await self._ends.of(audience, press.read_along)
        async with Waiting(interaction, _("Posting it…")) as waiting:
            with speaking_here(interaction):
                picture = await self._drawn(end)
                view = shared_card(end, picture.alt)
            posted = PostedPicture(PICTURE_FILE, picture.alt, picture.png)
            story = end.plan.story.id
            await self._posting.post(
                interaction, audience, view, story=story, picture=posted, offer=press.offer
            )
            await waiting.end(card_to_share(end, picture.alt, None), picture_file(picture, PICTURE_FILE))

    async def _drawn(self, end: ReadAlongEnd) -> Picture:
        story = end.plan.story
        return await self._pictures.of_ending(
            story.title,
            authors=story.authors,
            tags=tags_of(story),
            summary=markup.strip(story.summary),
            lines=[each for each in card_lines(end) if each],
        )
