"""The cog of drafts: uploaded files corrected, kept and discarded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord.ext import commands

from bot.editing.draft_presses import (
    CorrectDraft,
    DiscardDraft,
    KeepDraft,
    OpenDraftForm,
    RateDraft,
    ShowDraft,
    TakeAsNew,
    TakeAsUpdate,
)
from bot.editing.models import ChangeKind
from bot.language import _
from cogs.editing.details_forms import details_changed, rating_chosen, show_details_form
from cogs.editing.draft_screens import discarded_card, draft_card, kept_card
from cogs.editing.editor import taken_down
from cogs.ui.credentials import credentials_of
from cogs.ui.replies import Interaction, Waiting, turn
from cogs.ui.router import answers

if TYPE_CHECKING:
    from bot.client import StoryBot


class DraftsCog(commands.Cog):
    """Answers the presses on a draft's card."""

    def __init__(self, bot: StoryBot) -> None:
        self._drafts = bot.app.drafts

    @answers
    async def show(self, interaction: Interaction, press: ShowDraft) -> None:
        """Shows the draft's card."""
        draft = await self._drafts.unkept(await credentials_of(interaction), press.draft)
        await turn(interaction, draft_card(draft))

    @answers
    async def open_form(self, interaction: Interaction, press: OpenDraftForm) -> None:
        """Opens the form with a group of the draft's details."""
        draft = await self._drafts.get(await credentials_of(interaction), press.draft)
        sent = CorrectDraft(press.draft, press.group)
        await show_details_form(interaction, sent, draft.details)

    @answers
    async def correct(self, interaction: Interaction, press: CorrectDraft) -> None:
        """Corrects the draft by the entries of the form."""
        who, draft = await credentials_of(interaction), press.draft
        await turn(
            interaction, draft_card(await self._drafts.correct(who, draft, details_changed(interaction)))
        )

    @answers
    async def rate(self, interaction: Interaction, press: RateDraft) -> None:
        """Corrects the draft's rating by the one that was chosen."""
        who, entry = await credentials_of(interaction), rating_chosen(interaction)
        await turn(interaction, draft_card(await self._drafts.correct(who, press.draft, entry)))

    @answers
    async def choose(self, interaction: Interaction, press: TakeAsUpdate | TakeAsNew) -> None:
        """Takes the draft as the newer version of a story, or as a new one."""
        who, draft = await credentials_of(interaction), press.draft
        story = press.story if isinstance(press, TakeAsUpdate) else None
        await self._drafts.get(who, draft)
        async with Waiting(interaction, _("Working out its chapters…")) as waiting:
            await waiting.end(draft_card(await self._drafts.choose(who, draft, story)))

    @answers
    async def keep(self, interaction: Interaction, press: KeepDraft) -> None:
        """Brings the draft into the library."""
        who, draft = await credentials_of(interaction), press.draft
        await self._drafts.require_keepable(who, draft)
        async with Waiting(interaction, _("Putting it on the shelves…")) as waiting:
            written = await self._drafts.keep(who, draft)
            gone = written.kind is ChangeKind.TAKEN_DOWN
            await waiting.end(taken_down(written.story) if gone else kept_card(written))

    @answers
    async def discard(self, interaction: Interaction, press: DiscardDraft) -> None:
        """Discards the draft."""
        await self._drafts.discard(await credentials_of(interaction), press.draft)
        await turn(interaction, discarded_card())
