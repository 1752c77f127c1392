"""The cog of the ends of stories."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import ui
from discord.ext import commands

from bot.errors import StaleButtonError
from bot.language import _
from bot.pictures.picture import Picture
from bot.posts.models import PostedPicture
from bot.recommendations.models import Suggested
from bot.shelf.models import Ending
from bot.shelf.presses import DrawEnd, KeepNote, OpenNoteForm, PostEnd, RateStory, ShowEnd
from bot.stories.ids import StoryId
from bot.stories.models import Audience
from bot.stories.tags import tags_of
from bot.text import markup
from cogs.posts.posting import Posting
from cogs.reading.aloud import offer_here
from cogs.reading.panel import reading_panel
from cogs.recommendations.ending_screens import (
    PICTURE_FILE,
    card_to_share,
    ending_lines,
    ending_screen,
    shared_card,
    show_note_form,
)
from cogs.ui import forms
from cogs.ui.covers import thumbnail_files
from cogs.ui.pictures import picture_file
from cogs.ui.replies import Interaction, Waiting, chosen, speaking_here, turn
from cogs.ui.router import answers

if TYPE_CHECKING:
    from bot.client import StoryBot


class EndingsCog(commands.Cog):
    """Shows the ends of stories, and keeps what their readers think of them."""

    def __init__(self, bot: StoryBot) -> None:
        self._endings = bot.app.endings
        self._recommendations = bot.app.recommendations
        self._reading = bot.app.reading
        self._covers = bot.app.ready_covers
        self._pictures = bot.app.pictures
        self._posting = Posting(bot)
        self._audiences = bot.audiences

    @answers
    async def show_end(self, interaction: Interaction, press: ShowEnd) -> None:
        """Shows the end of a story, or goes on with it where there is more of it by now."""
        audience = await self._audiences.of(interaction)
        if await self._endings.get(audience, press.story) is None:
            await self._reading.read_to_end(audience, press.story)
        await self._show(interaction, press.story)

    @answers
    async def rate(self, interaction: Interaction, press: RateStory) -> None:
        """Keeps the stars that were chosen."""
        audience = await self._audiences.of(interaction)
        await self._endings.rate(audience, press.story, chosen(interaction, int))
        await self._show(interaction, press.story)

    @answers
    async def open_note_form(self, interaction: Interaction, press: OpenNoteForm) -> None:
        """Opens the form for a note."""
        audience = await self._audiences.of(interaction, form_follows=True)
        opinion = await self._endings.opinion(audience, press.story)
        await show_note_form(interaction, opinion, KeepNote(press.story))

    @answers
    async def keep_note(self, interaction: Interaction, press: KeepNote) -> None:
        """Keeps the note from the form."""
        audience = await self._audiences.of(interaction)
        await self._endings.note(audience, press.story, forms.entries_of(interaction).get("note", ""))
        await self._show(interaction, press.story)

    @answers
    async def draw(self, interaction: Interaction, press: DrawEnd) -> None:
        """Shows the card beside the end."""
        ending = await self._ending(await self._audiences.of(interaction), press.story)
        async with Waiting(interaction, _("Drawing…"), beside=True) as waiting:
            picture = await self._drawn(ending)
            card = card_to_share(ending.story, picture.alt, offer_here(interaction, picture=True))
            await waiting.end(card, picture_file(picture, PICTURE_FILE))

    @answers
    async def post(self, interaction: Interaction, press: PostEnd) -> None:
        """Posts the card in the channel."""
        audience = (await self._audiences.of(interaction)).in_public
        ending = await self._ending(audience, press.story)
        async with Waiting(interaction, _("Posting it…")) as waiting:
            with speaking_here(interaction):
                picture = await self._drawn(ending)
                view = shared_card(ending, picture.alt, audience.reader)
            posted = PostedPicture(PICTURE_FILE, picture.alt, picture.png)
            await self._posting.post(
                interaction, audience, view, story=press.story, picture=posted, offer=press.offer
            )
            card = card_to_share(ending.story, picture.alt, None)
            await waiting.end(card, picture_file(picture, PICTURE_FILE))

    async def _show(self, interaction: Interaction, story: StoryId) -> None:
        audience = await self._audiences.of(interaction)
        ending = await self._endings.get(audience, story)
        if ending is None:
            await turn(interaction, reading_panel(await self._reading.open(audience, story)))
        else:
            await turn(interaction, *await self._screen(audience, ending))

    async def _screen(
        self, audience: Audience, ending: Ending
    ) -> tuple[ui.LayoutView, *tuple[discord.File, ...]]:
        """Returns the end as a message, and its small covers as the files to be attached."""
        after: Suggested | None = None
        if ending.next_in_series is None:
            after = await self._recommendations.after(audience, ending.story.id)
        shown = [ending.story, ending.next_in_series or (after.story if after else ending.story)]
        ready = await self._covers.thumbnails(dict.fromkeys(each.id for each in shown))
        return ending_screen(ending, after, ready), *thumbnail_files(ready)

    async def _ending(self, audience: Audience, story: StoryId) -> Ending:
        ending = await self._endings.get(audience, story)
        if ending is None:
            raise StaleButtonError
        return ending

    async def _drawn(self, ending: Ending) -> Picture:
        story = ending.story
        return await self._pictures.of_ending(
            story.title,
            authors=story.authors,
            tags=tags_of(story),
            summary=markup.strip(story.summary),
            lines=ending_lines(ending),
        )
