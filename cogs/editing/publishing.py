"""Chapters that appear: from a form, before their time, or at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.stories.ids import ReleaseId
from cogs.background import BackgroundCog
from cogs.editing.editor import planned_list
from cogs.editing.publishing_screens import planned_card, published_card
from cogs.ui import forms
from cogs.ui.credentials import credentials_of
from cogs.ui.presses import Action, Press
from cogs.ui.replies import Interaction, turn
from cogs.ui.router import answers

if TYPE_CHECKING:
    from bot.client import StoryBot


class PublishingCog(BackgroundCog):
    """Answers the presses about chapters to come, and lets those appear whose time has come."""

    def __init__(self, bot: StoryBot) -> None:
        self._publishing = bot.app.publishing

    async def work(self) -> None:
        """Publish what is planned, each in its time."""
        await self._publishing.run()

    @answers(Action.PUBLISH)
    async def publish(self, interaction: Interaction, press: Press) -> None:
        """A chapter entered in a form, for now or for later."""
        who, entries = await credentials_of(interaction), forms.entries_of(interaction)
        due = press.numbers[1]
        chapter = await self._publishing.chapter_of(entries.get("title", ""), entries.get("text", ""))
        if due:
            release = await self._publishing.plan(who, press.story, chapter, due)
            story, _ = await self._publishing.planned(who, press.story, 0)
            await turn(interaction, planned_card(story, release))
        else:
            revised = await self._publishing.publish(who, press.story, chapter, interaction.id)
            await turn(interaction, published_card(revised))

    @answers(Action.PLANNED)
    async def list_planned(self, interaction: Interaction, press: Press) -> None:
        """A page of the chapters that are to appear."""
        who = await credentials_of(interaction)
        story, releases = await self._publishing.planned(who, press.story, press.numbers[1])
        await turn(interaction, planned_list(story, releases))

    @answers(Action.RELEASE)
    async def release(self, interaction: Interaction, press: Press) -> None:
        """A chapter before its time."""
        who, release = await credentials_of(interaction), ReleaseId(press.numbers[0])
        await turn(interaction, published_card(await self._publishing.release_now(who, release)))

    @answers(Action.CALL_OFF)
    async def call_off(self, interaction: Interaction, press: Press) -> None:
        """A chapter that is not to appear after all."""
        who = await credentials_of(interaction)
        called_off = await self._publishing.call_off(who, ReleaseId(press.numbers[0]))
        story, releases = await self._publishing.planned(who, called_off.story, 0)
        await turn(interaction, planned_list(story, releases, "Called off."))
