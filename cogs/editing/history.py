"""The cog of a story's history, and of the chapters that it restores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord.ext import commands

from bot.editing.presses import (
    ChooseChange,
    LookAtChange,
    RestoreChapter,
    RestoreDetails,
    RestoreLater,
    RestoreLaterDetails,
    ShowFormerChapter,
    TurnHistory,
    UndoChange,
)
from bot.language import _
from bot.stories.ids import ChangeId, ChapterId
from bot.text.direction import listed
from cogs.editing.editor import story_editor
from cogs.editing.history_screens import change_card, former_card, history_list, undone_screen
from cogs.ui.credentials import credentials_of
from cogs.ui.labels import escaped
from cogs.ui.replies import Interaction, chosen, turn
from cogs.ui.router import answers

if TYPE_CHECKING:
    from bot.client import StoryBot


class HistoryCog(commands.Cog):
    """Answers the presses on a story's history."""

    def __init__(self, bot: StoryBot) -> None:
        self._history = bot.app.history

    @answers
    async def turn_history(self, interaction: Interaction, press: TurnHistory) -> None:
        """Shows a page of the history."""
        who = await credentials_of(interaction)
        await turn(interaction, history_list(*await self._history.changes(who, press.story, press.page)))

    @answers
    async def choose_change(self, interaction: Interaction, press: ChooseChange) -> None:
        """Shows the change that was chosen from the history."""
        await self._show_change(interaction, chosen(interaction, ChangeId))

    @answers
    async def look_at_change(self, interaction: Interaction, press: LookAtChange) -> None:
        """Shows a change."""
        await self._show_change(interaction, press.change)

    @answers
    async def look_back(self, interaction: Interaction, press: ShowFormerChapter) -> None:
        """Shows what a change made of a chapter."""
        chapter = chosen(interaction, ChapterId)
        who = await credentials_of(interaction)
        await turn(interaction, former_card(await self._history.former(who, press.change, chapter)))

    @answers
    async def restore(self, interaction: Interaction, press: RestoreChapter | RestoreLater) -> None:
        """Restores a chapter as it was before a change, or as that left it."""
        who, after = await credentials_of(interaction), isinstance(press, RestoreLater)
        written = await self._history.restore(who, press.change, press.chapter, after=after)
        names = listed(each.name for each in written.changes.chapters)
        done = _("Restored: {chapters}.", chapters=escaped(names, 200))
        await turn(interaction, story_editor(written.story, done, undo=written.undoable))

    @answers
    async def restore_details(
        self, interaction: Interaction, press: RestoreDetails | RestoreLaterDetails
    ) -> None:
        """Restores details as they were before a change, or as that left them."""
        who, after = await credentials_of(interaction), isinstance(press, RestoreLaterDetails)
        written = await self._history.restore_details(who, press.change, after=after)
        done = _("Nothing has changed.") if written.kind is None else _("Restored.")
        await turn(interaction, story_editor(written.story, done, undo=written.undoable))

    @answers
    async def undo(self, interaction: Interaction, press: UndoChange) -> None:
        """Takes a change back as a whole."""
        who = await credentials_of(interaction)
        past = await self._history.change(who, press.change)
        written = await self._history.undo(who, press.change)
        await turn(interaction, undone_screen(written, past.change))

    async def _show_change(self, interaction: Interaction, change: ChangeId) -> None:
        who = await credentials_of(interaction)
        await turn(interaction, change_card(await self._history.change(who, change)))
