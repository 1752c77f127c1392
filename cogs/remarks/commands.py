"""`/stories remarks`, and the presses on its lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands

from bot.language import _
from bot.remarks.models import RemarkFound, RemarkSection
from bot.remarks.presses import (
    BlockReader,
    ChooseRemark,
    FinishRemark,
    ListRemarks,
    ReopenRemark,
    TakeOver,
    UnblockReader,
)
from bot.stories.ids import RemarkId
from cogs.librarians.stories_group import StoriesCog, Typed, stories_command
from cogs.remarks.librarians_screens import remark_card, remark_list
from cogs.ui.credentials import credentials_of
from cogs.ui.replies import Interaction, chosen, reply, turn
from cogs.ui.router import answers

if TYPE_CHECKING:
    from bot.client import StoryBot


class StoriesRemarksCog(StoriesCog):
    """Shows librarians what readers tell them, and takes corrections over."""

    def __init__(self, bot: StoryBot) -> None:
        super().__init__(bot)
        self._remarks = bot.app.remarks

    @stories_command
    @app_commands.describe(story="On which story; leave it out for all you look after")
    @app_commands.autocomplete(story=StoriesCog.own_stories)
    async def remarks(self, interaction: Interaction, story: Typed | None = None) -> None:
        """See what readers tell you about your stories: typos and thoughts."""
        who = await credentials_of(interaction)
        found = None if story is None else await self._librarians.find(who, story)
        page = await self._remarks.page(who, found, RemarkSection.OPEN, 0)
        await reply(interaction, remark_list(page, found))

    @answers
    async def list_remarks(self, interaction: Interaction, press: ListRemarks) -> None:
        """Shows a page of a list."""
        who = await credentials_of(interaction)
        page = await self._remarks.page(who, press.story, press.section, press.page)
        await turn(interaction, remark_list(page, press.story))

    @answers
    async def look_at(self, interaction: Interaction, press: ChooseRemark) -> None:
        """Shows the remark that was chosen from the list."""
        back = ListRemarks(press.story, press.section, press.page)
        who = await credentials_of(interaction)
        await self._show(interaction, await self._remarks.look_at(who, chosen(interaction, RemarkId)), back)

    @answers
    async def take_over(self, interaction: Interaction, press: TakeOver) -> None:
        """Puts the correction into the story."""
        who = await credentials_of(interaction)
        written = await self._remarks.take_over(who, press.remark)
        done = _("Corrected. Every reader keeps their place.")
        found = await self._remarks.look_at(who, press.remark)
        await turn(interaction, remark_card(found, press.back, done, written.undoable))

    @answers
    async def finish(self, interaction: Interaction, press: FinishRemark) -> None:
        """Marks the remark as done."""
        found = await self._remarks.finish(await credentials_of(interaction), press.remark)
        await self._show(interaction, found, press.back, _("Put away as done."))

    @answers
    async def reopen(self, interaction: Interaction, press: ReopenRemark) -> None:
        """Puts the remark among the open ones again."""
        found = await self._remarks.reopen(await credentials_of(interaction), press.remark)
        await self._show(interaction, found, press.back, _("It’s open again."))

    @answers
    async def block(self, interaction: Interaction, press: BlockReader) -> None:
        """Takes no more remarks of this reader."""
        found = await self._remarks.block(await credentials_of(interaction), press.remark)
        done = _(
            "You won’t get remarks from them any more. If they try to send one, I’ll tell them so, kindly."
        )
        await self._show(interaction, found, press.back, done)

    @answers
    async def unblock(self, interaction: Interaction, press: UnblockReader) -> None:
        """Takes remarks of this reader again."""
        found = await self._remarks.unblock(await credentials_of(interaction), press.remark)
        done = _("You get their remarks again.")
        if found.remark.blocked:
            done = _("You take their remarks again, but this server’s librarians still don’t.")
        await self._show(interaction, found, press.back, done)

    async def _show(
        self, interaction: Interaction, found: RemarkFound, back: ListRemarks, done: str = ""
    ) -> None:
        await turn(interaction, remark_card(found, back, done))
