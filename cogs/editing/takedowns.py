"""The cog that takes stories down and puts them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord.ext import commands

from bot.editing.presses import PutBackStory, TakeDown
from bot.language import _
from cogs.editing.editor import story_editor, taken_down
from cogs.ui.credentials import credentials_of
from cogs.ui.replies import Interaction, turn
from cogs.ui.router import answers

if TYPE_CHECKING:
    from bot.client import StoryBot


class TakedownsCog(commands.Cog):
    """Answers the presses that take a story down, or put it back."""

    def __init__(self, bot: StoryBot) -> None:
        self._takedowns = bot.app.takedowns

    @answers
    async def take_down(self, interaction: Interaction, press: TakeDown) -> None:
        """Takes a story out of the library."""
        story = await self._takedowns.take_down(await credentials_of(interaction), press.story)
        await turn(interaction, taken_down(story))

    @answers
    async def put_back(self, interaction: Interaction, press: PutBackStory) -> None:
        """Puts a story back into the library."""
        story = await self._takedowns.put_back(await credentials_of(interaction), press.story)
        await turn(interaction, story_editor(story, _("It’s back.")))
