"""The picture beside a story's numbers, for those who look after it."""

from __future__ import annotations

import io

import discord
from discord.ext import commands

from bot.pictures.process import Pictures
from bot.statistics.story_statistics import StoryStatistics as Reckoning
from cogs.statistics.story_numbers_screens import PICTURE_FILE, numbers_card
from cogs.ui.credentials import credentials_of
from cogs.ui.presses import Action, Press, story_of_value
from cogs.ui.replies import Interaction, Waiting, chosen, turn
from cogs.ui.router import answers


class StoryStatistics(commands.Cog):
    """Draws where a story's readers stop."""

    def __init__(self, reckoning: Reckoning, pictures: Pictures) -> None:
        self._reckoning = reckoning
        self._pictures = pictures

    @answers(Action.NUMBERS_OF)
    async def look_at_story(self, interaction: Interaction, press: Press) -> None:
        """A story chosen from the list."""
        story = story_of_value(chosen(interaction))
        await turn(
            interaction, numbers_card(await self._reckoning.of(await credentials_of(interaction), story))
        )

    @answers(Action.NUMBERS)
    async def as_a_curve(self, interaction: Interaction, press: Press) -> None:
        """The numbers of today with the curve of where readers stop."""
        found = await self._reckoning.of(await credentials_of(interaction), press.story)
        readers = found.readers
        if not readers.stops or readers.total is None:
            await turn(interaction, numbers_card(found))
            return
        async with Waiting(interaction, "Drawing it…") as waiting:
            picture = await self._pictures.of_stops(
                found.story.title,
                chapters=found.story.chapters,
                readers=readers.total,
                stops=[(each.first, each.last, each.readers) for each in readers.stops],
            )
            file = discord.File(io.BytesIO(picture.png), PICTURE_FILE, description=picture.alt)
            await waiting.end(numbers_card(found, picture.alt), file)
