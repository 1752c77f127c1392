"""The cog of a story's history, and of the chapters that it restores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord.ext import commands

from bot.editing.presses import ChooseChange, RestoreChapter, ShowFormerChapter, TurnHistory
from bot.stories.ids import ChangeId, ChapterId
from bot.text.direction import listed
from cogs.editing.editor import story_editor
from cogs.editing.history_screens import change_card, former_card, history_list
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
        story, changes = await self._history.changes(who, press.story, press.page)
        await turn(interaction, history_list(story, changes))

    @answers
    async def look_at_change(self, interaction: Interaction, press: ChooseChange) -> None:
        """Shows the change that was chosen from the history."""
        change = chosen(interaction, ChangeId)
        await turn(
            interaction, change_card(*await self._history.change(await credentials_of(interaction), change))
        )

    @answers
    async def look_back(self, interaction: Interaction, press: ShowFormerChapter) -> None:
        """Shows a chapter as it was before a change."""
        chapter = chosen(interaction, ChapterId)
        who = await credentials_of(interaction)
        await turn(interaction, former_card(await self._history.former(who, press.change, chapter)))

    @answers
    async def restore(self, interaction: Interaction, press: RestoreChapter) -> None:
        """Restores a chapter as it was before a change."""
        who = await credentials_of(interaction)
        written = await self._history.restore(who, press.change, press.chapter)
        names = listed(each.name for each in written.changes.chapters)
        await turn(interaction, story_editor(written.story, f"Restored: {escaped(names, 200)}."))
