"""A story's history, and what it restores."""

from __future__ import annotations

from discord.ext import commands

from bot.editing.history import Histories as Past
from bot.stories.ids import ChangeId, ChapterId
from cogs.editing.editor import desk
from cogs.editing.history_screens import change_card, former_card, history_list
from cogs.ui.credentials import credentials_of
from cogs.ui.labels import escaped
from cogs.ui.presses import Action, Press, number_of_value
from cogs.ui.replies import Interaction, chosen, turn
from cogs.ui.router import answers


class Histories(commands.Cog):
    """Answers the presses on a story's history."""

    def __init__(self, histories: Past) -> None:
        self._histories = histories

    @answers(Action.HISTORY)
    async def turn_history(self, interaction: Interaction, press: Press) -> None:
        """A page of the history."""
        who = await credentials_of(interaction)
        story, changes = await self._histories.changes(who, press.story, press.numbers[1])
        await turn(interaction, history_list(story, changes))

    @answers(Action.CHANGE)
    async def look_at_change(self, interaction: Interaction, press: Press) -> None:
        """A change chosen from the history."""
        change = ChangeId(number_of_value(chosen(interaction)))
        await turn(
            interaction, change_card(*await self._histories.change(await credentials_of(interaction), change))
        )

    @answers(Action.FORMER)
    async def look_back(self, interaction: Interaction, press: Press) -> None:
        """A chapter as it was before a change."""
        chapter = ChapterId(number_of_value(chosen(interaction)))
        who, change = await credentials_of(interaction), ChangeId(press.numbers[0])
        await turn(interaction, former_card(await self._histories.former(who, change, chapter)))

    @answers(Action.RESTORE)
    async def restore(self, interaction: Interaction, press: Press) -> None:
        """A chapter as it was, again."""
        change, chapter = press.numbers
        who = await credentials_of(interaction)
        revised = await self._histories.restore(who, ChangeId(change), ChapterId(chapter))
        names = ", ".join(each.name for each in revised.changes.chapters)
        await turn(interaction, desk(revised.story, f"Restored: {escaped(names, 200)}."))
