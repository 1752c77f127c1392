"""The cog by which readers tell the author something, for the author alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from discord.ext import commands

from bot.quotes.presses import PassageOnPanel, SentenceSpan
from bot.remarks.presses import (
    ChooseRemarkedSentence,
    OpenRemarkForm,
    SendRemark,
    TakeBackRemark,
    TellAuthor,
)
from bot.stories.ids import ReaderId
from cogs.remarks.screens import NOTE, WORDS, remark_sent, sentence_choice, show_remark_form, taken_back
from cogs.ui import forms
from cogs.ui.replies import Interaction, chosen, turn
from cogs.ui.router import answers

if TYPE_CHECKING:
    from bot.client import StoryBot


class RemarksCog(commands.Cog):
    """Takes readers' remarks."""

    def __init__(self, bot: StoryBot) -> None:
        self._remarks = bot.app.new_remarks
        self._audiences = bot.audiences

    @answers
    async def choose(self, interaction: Interaction, press: TellAuthor) -> None:
        """Shows the sentences of the passage, or another page of them."""
        audience = await self._audiences.of(interaction)
        choice = await self._remarks.sentences(audience, press.place, press.page)
        await turn(interaction, sentence_choice(choice, press.place))

    @answers
    async def tell_of_sentence(self, interaction: Interaction, press: ChooseRemarkedSentence) -> None:
        """Opens the form with the sentence that was chosen."""
        sentence = chosen(interaction, SentenceSpan)
        passage = replace(press.passage, start=sentence.start, end=sentence.end)
        words = await self._words(interaction, passage)
        await show_remark_form(interaction, SendRemark(passage), words)

    @answers
    async def tell_of_passage(self, interaction: Interaction, press: OpenRemarkForm) -> None:
        """Opens the form for a remark on the whole passage."""
        await self._words(interaction, press.passage)
        await show_remark_form(interaction, SendRemark(press.passage), "")

    @answers
    async def send(self, interaction: Interaction, press: SendRemark) -> None:
        """Makes the remark that the form holds."""
        audience = await self._audiences.of(interaction)
        correction = forms.entries_changed(interaction).get(WORDS, "")
        note = forms.entries_of(interaction).get(NOTE, "")
        passage = press.passage
        remark = await self._remarks.make(audience, passage.excerpt, correction, note)
        await turn(interaction, remark_sent(remark, passage.back))

    @answers
    async def take_back(self, interaction: Interaction, press: TakeBackRemark) -> None:
        """Takes back a remark that was just made."""
        await self._remarks.take_back(ReaderId(interaction.user.id), press.remark)
        await turn(interaction, taken_back(press.back))

    async def _words(self, interaction: Interaction, passage: PassageOnPanel) -> str:
        audience = await self._audiences.of(interaction, form_follows=True)
        return await self._remarks.words_at(audience, passage.excerpt)
