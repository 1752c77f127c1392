"""The cog of chapters that some readers may read early."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord.ext import commands

from bot.editing.publishing_presses import (
    ChooseEarly,
    EditEarly,
    OpenChapter,
    OpenOpeningForm,
    SetEarlyRoles,
    SetOpening,
)
from bot.language import _
from bot.stories.ids import ChapterId, RoleId
from cogs.editing.planning_screens import early_editor
from cogs.editing.publishing_screens import published_card
from cogs.ui import forms
from cogs.ui.credentials import credentials_of
from cogs.ui.replies import Interaction, chosen, every_chosen, turn
from cogs.ui.router import answers

if TYPE_CHECKING:
    from bot.client import StoryBot


class EarlyChaptersCog(commands.Cog):
    """Changes who reads a chapter early, and opens it to everybody."""

    def __init__(self, bot: StoryBot) -> None:
        self._early = bot.app.early_chapters
        self._publishing = bot.app.publishing

    @answers
    async def choose(self, interaction: Interaction, press: ChooseEarly) -> None:
        """Shows the early chapter that was chosen."""
        await self._show(interaction, chosen(interaction, ChapterId))

    @answers
    async def edit(self, interaction: Interaction, press: EditEarly) -> None:
        """Shows an early chapter."""
        await self._show(interaction, press.chapter)

    @answers
    async def set_roles(self, interaction: Interaction, press: SetEarlyRoles) -> None:
        """Sets the roles that may read a chapter early."""
        who, roles = await credentials_of(interaction), every_chosen(interaction, RoleId)
        await turn(
            interaction, early_editor(await self._early.set_roles(who, press.chapter, roles), _("Saved."))
        )

    @answers
    async def open_form(self, interaction: Interaction, press: OpenOpeningForm) -> None:
        """Opens the form for the time at which a chapter opens to everybody."""
        who = await credentials_of(interaction)
        opens_at = (await self._early.chapter(who, press.chapter)).access.opens_at
        when, zone = await self._publishing.written(who, opens_at)
        hint = _("Like “friday 18:00”, in {zone} time. Leave it empty to open it yourself.", zone=zone)
        field = forms.line(
            forms.marked("at", when), _("When everybody can read it"), when, hint=hint, most=forms.TIME_LIMIT
        )
        await forms.show_form(interaction, _("Early chapter"), SetOpening(press.chapter), field)

    @answers
    async def set_time(self, interaction: Interaction, press: SetOpening) -> None:
        """Sets the time at which a chapter opens to everybody."""
        who, entries = await credentials_of(interaction), forms.entries_changed(interaction)
        if "at" not in entries:
            await self._show(interaction, press.chapter)
            return
        typed = entries["at"].strip()
        opens_at = await self._publishing.moment(who, typed) if typed else None
        await turn(
            interaction, early_editor(await self._early.set_time(who, press.chapter, opens_at), _("Saved."))
        )

    @answers
    async def open(self, interaction: Interaction, press: OpenChapter) -> None:
        """Opens a chapter to everybody."""
        written = await self._early.open(await credentials_of(interaction), press.chapter)
        await turn(interaction, published_card(written))

    async def _show(self, interaction: Interaction, chapter: ChapterId) -> None:
        await turn(
            interaction, early_editor(await self._early.chapter(await credentials_of(interaction), chapter))
        )
