"""The cog that publishes chapters: from a form, before their time, or at it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from discord import ui
from discord.ext import commands

from bot.editing.presses import CallOff, ListPlanned, PublishChapter, PublishNow
from bot.imports.manuscript import ManuscriptChapter
from bot.stories.models import Credentials
from cogs.editing.publishing_screens import planned_card, planned_list, published_card
from cogs.ui import forms
from cogs.ui.credentials import credentials_of
from cogs.ui.replies import Interaction, Waiting, turn
from cogs.ui.router import answers

if TYPE_CHECKING:
    from bot.client import StoryBot


class PublishingCog(commands.Cog):
    """Answers the presses on chapters that are planned or to be published."""

    def __init__(self, bot: StoryBot) -> None:
        self._editing = bot.app.editing
        self._publishing = bot.app.publishing

    @answers
    async def publish(self, interaction: Interaction, press: PublishChapter) -> None:
        """Publishes or plans the chapter entered in a form, or sent in it as a file."""
        who, entries = await credentials_of(interaction), forms.entries_of(interaction)
        sent, title = forms.upload_of(interaction, "file"), entries.get("title", "")
        await self._editing.story(who, press.story)
        if sent is None:
            chapter = await self._publishing.chapter_of(title, entries.get("text", ""))
            await turn(interaction, await self._published(interaction, who, press, chapter))
            return
        self._publishing.require_size(sent.name, sent.size)
        async with Waiting(interaction, "Fetching the file…") as waiting:
            data = await sent.fetch(interaction)
            chapter = await self._publishing.chapter_in(data, sent.name, waiting.tell)
            chapter = replace(chapter, title=title or chapter.title)
            await waiting.end(await self._published(interaction, who, press, chapter))

    async def _published(
        self, interaction: Interaction, who: Credentials, press: PublishChapter, chapter: ManuscriptChapter
    ) -> ui.LayoutView:
        if not press.due_at:
            return published_card(await self._publishing.publish(who, press.story, chapter, interaction.id))
        release = await self._publishing.plan(who, press.story, chapter, press.due_at)
        return planned_card(await self._editing.story(who, press.story), release)

    @answers
    async def list_planned(self, interaction: Interaction, press: ListPlanned) -> None:
        """Shows a page of the planned chapters."""
        who = await credentials_of(interaction)
        story, releases = await self._publishing.planned(who, press.story, press.page)
        await turn(interaction, planned_list(story, releases))

    @answers
    async def release(self, interaction: Interaction, press: PublishNow) -> None:
        """Publishes a planned chapter before its time."""
        who = await credentials_of(interaction)
        await turn(interaction, published_card(await self._publishing.release_now(who, press.release)))

    @answers
    async def call_off(self, interaction: Interaction, press: CallOff) -> None:
        """Calls off a planned chapter."""
        who = await credentials_of(interaction)
        called_off = await self._publishing.call_off(who, press.release)
        story, releases = await self._publishing.planned(who, called_off.story, 0)
        await turn(interaction, planned_list(story, releases, "Called off."))
