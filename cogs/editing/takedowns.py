"""Stories taken down, with the public messages that show them."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from bot.editing.presses import PutBackStory, TakeDown
from bot.stories.models import PublicPost
from cogs.editing.editor import story_editor, taken_down
from cogs.ui.credentials import credentials_of
from cogs.ui.replies import Interaction, turn
from cogs.ui.router import answers

if TYPE_CHECKING:
    from bot.client import StoryBot


class TakedownsCog(commands.Cog):
    """Answers the presses that take a story down, and deletes what showed it."""

    def __init__(self, bot: StoryBot) -> None:
        self._bot = bot
        self._takedowns = bot.app.takedowns

    @answers
    async def take_down(self, interaction: Interaction, press: TakeDown) -> None:
        """A story out of the library."""
        story = await self._takedowns.take_down(await credentials_of(interaction), press.story)
        await turn(interaction, taken_down(story))

    @answers
    async def put_back(self, interaction: Interaction, press: PutBackStory) -> None:
        """A story into the library again."""
        story = await self._takedowns.put_back(await credentials_of(interaction), press.story)
        await turn(interaction, story_editor(story, "Put back."))

    async def delete(self, post: PublicPost) -> None:
        """Delete a public message. Raises whatever keeps it from being gone."""
        with suppress(discord.NotFound):
            await self._bot.http.delete_message(post.channel, post.message)
