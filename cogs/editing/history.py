"""A story's history, and what it restores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord.ext import commands

from bot.stories.ids import ChangeId, ChapterId
from cogs.editing.editor import desk
from cogs.editing.history_screens import change_card, former_card, history_list
from cogs.ui.credentials import credentials_of
from cogs.ui.labels import escaped
from cogs.ui.presses import Action, Press, number_of_value
from cogs.ui.replies import Interaction, chosen, turn
from cogs.ui.router import answers

if TYPE_CHECKING:
    from bot.client import StoryBot


class HistoryCog(commands.Cog):
    """Answers the presses on a story's history."""

    def __init__(self, bot: StoryBot) -> None:
        self._history = bot.app.history

    @answers(Action.HISTORY)
    async def turn_history(self, interaction: Interaction, press: Press) -> None:
        """A page of the history."""
        who = await credentials_of(interaction)
        story, changes = await self._history.changes(who, press.story, press.numbers[1])
        await turn(interaction, history_list(story, changes))

    @answers(Action.CHANGE)
    async def look_at_change(self, interaction: Interaction, press: Press) -> None:
        """A change chosen from the history."""
        change = ChangeId(number_of_value(chosen(interaction)))
        await turn(
            interaction, change_card(*await self._history.change(await credentials_of(interaction), change))
        )

    @answers(Action.FORMER)
    async def look_back(self, interaction: Interaction, press: Press) -> None:
        """A chapter as it was before a change."""
        chapter = ChapterId(number_of_value(chosen(interaction)))
        who, change = await credentials_of(interaction), ChangeId(press.numbers[0])
        await turn(interaction, former_card(await self._history.former(who, change, chapter)))

    @answers(Action.RESTORE)
    async def restore(self, interaction: Interaction, press: Press) -> None:
        """A chapter as it was, again."""
        change, chapter = press.numbers
        who = await credentials_of(interaction)
        revised = await self._history.restore(who, ChangeId(change), ChapterId(chapter))
        names = ", ".join(each.name for each in revised.changes.chapters)
        await turn(interaction, desk(revised.story, f"Restored: {escaped(names, 200)}."))
