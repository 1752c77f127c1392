"""Stories taken down, with the public messages that show them."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot.editing.presses import PutBackStory, TakeDown
from bot.stories.models import PublicPost
from cogs.background import BackgroundCog
from cogs.editing.editor import desk, taken_down
from cogs.ui.credentials import credentials_of
from cogs.ui.replies import Interaction, turn
from cogs.ui.router import answers

if TYPE_CHECKING:
    from bot.client import StoryBot


log = logging.getLogger(__name__)


class TakedownsCog(BackgroundCog):
    """Answers the presses that take a story down, and deletes what showed it."""

    def __init__(self, bot: StoryBot) -> None:
        self._bot = bot
        self._takedowns = bot.app.takedowns

    async def work(self) -> None:
        """Delete what is to be deleted, what was left when the bot last stopped first."""
        await self._takedowns.run(self._delete)

    @answers
    async def take_down(self, interaction: Interaction, press: TakeDown) -> None:
        """A story out of the library."""
        story = await self._takedowns.take_down(await credentials_of(interaction), press.story)
        await turn(interaction, taken_down(story))

    @answers
    async def put_back(self, interaction: Interaction, press: PutBackStory) -> None:
        """A story into the library again."""
        story = await self._takedowns.put_back(await credentials_of(interaction), press.story)
        await turn(interaction, desk(story, "Put back."))

    async def _delete(self, post: PublicPost) -> bool:
        """Whether the message is gone now."""
        try:
            await self._bot.http.delete_message(post.channel, post.message)
        except discord.NotFound:
            return True
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            log.warning("A message of a story that was taken down could not be deleted: %s", error)
            return False
        return True
