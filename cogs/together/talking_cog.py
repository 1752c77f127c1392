"""The cog of the threads of parts: members are let in, and hosts write for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord.ext import commands

from bot.together.models import PartId
from bot.together.presses import EnterThread, OpenTalkForm, ShowTalks, WriteTalk
from cogs.together.talk_screens import entered_note, show_talk_form, talk_list, written_note
from cogs.ui import forms
from cogs.ui.credentials import credentials_of
from cogs.ui.replies import Interaction, chosen, turn
from cogs.ui.router import answers

if TYPE_CHECKING:
    from bot.client import StoryBot


class TalkingCog(commands.Cog):
    """Lets members into threads, and takes what hosts write for them."""

    def __init__(self, bot: StoryBot) -> None:
        self._talking = bot.app.talking
        self._hosting = bot.app.hosting
        self._audiences = bot.audiences

    @answers
    async def enter(self, interaction: Interaction, press: EnterThread) -> None:
        """Lets somebody into the thread of a part that they have read."""
        audience = await self._audiences.of(interaction)
        await turn(interaction, entered_note(await self._talking.enter(audience, press.part)))

    @answers
    async def show(self, interaction: Interaction, press: ShowTalks) -> None:
        """Shows the parts that can be written for."""
        plan = await self._hosting.show(await credentials_of(interaction), press.read_along)
        await turn(interaction, talk_list(plan, press.page))

    @answers
    async def open_form(self, interaction: Interaction, press: OpenTalkForm) -> None:
        """Opens the form for the part that was chosen."""
        who = await credentials_of(interaction)
        await show_talk_form(interaction, await self._talking.talk(who, chosen(interaction, PartId)))

    @answers
    async def write(self, interaction: Interaction, press: WriteTalk) -> None:
        """Keeps what the form holds."""
        who, entries = await credentials_of(interaction), forms.entries_of(interaction)
        await turn(interaction, written_note(await self._talking.write(who, press.part, entries)))
