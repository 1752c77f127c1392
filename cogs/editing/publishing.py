"""The cog that publishes chapters: from a form, before their time, or at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord.ext import commands

from bot.editing.presses import CallOff, ListPlanned, PublishChapter, PublishNow
from cogs.editing.publishing_screens import planned_card, planned_list, published_card
from cogs.ui import forms
from cogs.ui.credentials import credentials_of
from cogs.ui.replies import Interaction, turn
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
        """Publishes or plans the chapter entered in a form."""
        who, entries = await credentials_of(interaction), forms.entries_of(interaction)
        chapter = await self._publishing.chapter_of(entries.get("title", ""), entries.get("text", ""))
        if press.due_at:
            release = await self._publishing.plan(who, press.story, chapter, press.due_at)
            story = await self._editing.story(who, press.story)
            await turn(interaction, planned_card(story, release))
        else:
            written = await self._publishing.publish(who, press.story, chapter, interaction.id)
            await turn(interaction, published_card(written))

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
