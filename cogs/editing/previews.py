"""The cog of previews: drafts and planned chapters read by librarians before they are out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord.ext import commands

from bot.editing.draft_presses import ChoosePreview, ListPreview, PreviewDraft, StartPreview
from bot.editing.publishing_presses import PreviewRelease, StartRelease
from bot.stories.models import Place
from cogs.editing.preview_screens import (
    cover_preview,
    draft_chapters,
    draft_preview,
    release_preview,
)
from cogs.ui.credentials import credentials_of
from cogs.ui.replies import Interaction, chosen, defer, turn
from cogs.ui.router import answers

if TYPE_CHECKING:
    from bot.client import StoryBot


class PreviewsCog(commands.Cog):
    """Answers the presses on previews. A long draft takes a while to be read again, so each is deferred."""

    def __init__(self, bot: StoryBot) -> None:
        self._previews = bot.app.previews

    @answers
    async def draft(self, interaction: Interaction, press: StartPreview | PreviewDraft) -> None:
        """Shows a draft where readers will begin it, or at a place."""
        at = press.at if isinstance(press, PreviewDraft) else None
        await self._show_draft(interaction, press, at)

    @answers
    async def choose(self, interaction: Interaction, press: ChoosePreview) -> None:
        """Shows the chapter that was chosen."""
        await self._show_draft(interaction, press, chosen(interaction, Place))

    @answers
    async def contents(self, interaction: Interaction, press: ListPreview) -> None:
        """Shows a page of a draft's chapters."""
        who = await credentials_of(interaction)
        await defer(interaction)
        await turn(interaction, draft_chapters(await self._previews.contents(who, press.draft, press.page)))

    @answers
    async def release(self, interaction: Interaction, press: StartRelease | PreviewRelease) -> None:
        """Shows a planned chapter where readers will begin it, or at a place."""
        who = await credentials_of(interaction)
        at = press.at if isinstance(press, PreviewRelease) else None
        await defer(interaction)
        await turn(interaction, release_preview(*await self._previews.of_release(who, press.release, at)))

    async def _show_draft(
        self, interaction: Interaction, press: StartPreview | PreviewDraft | ChoosePreview, at: Place | None
    ) -> None:
        who = await credentials_of(interaction)
        await defer(interaction)
        cover = await self._previews.cover_of_draft(who, press.draft)
        if cover is not None:
            await turn(interaction, *cover_preview(press.draft, cover))
            return
        panel = await self._previews.of_draft(who, press.draft, at)
        await turn(interaction, draft_preview(press.draft, panel))
