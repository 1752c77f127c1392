"""The cog of `/stories numbers`: a story's readers in numbers, for those who look after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands

from bot.language import _
from bot.statistics.presses import ChooseNumbers, DrawNumbers
from bot.stories.ids import StoryId
from cogs.librarians.stories_group import StoriesCog, Typed, stories_command
from cogs.statistics.story_numbers_screens import PICTURE_FILE, most_read_list, numbers_card
from cogs.ui.credentials import credentials_of
from cogs.ui.pictures import picture_file
from cogs.ui.replies import Interaction, Waiting, chosen, reply, turn
from cogs.ui.router import answers

if TYPE_CHECKING:
    from bot.client import StoryBot


class StoryNumbersCog(StoriesCog):
    """Shows a story's numbers, and the curve of where its readers stop."""

    def __init__(self, bot: StoryBot) -> None:
        super().__init__(bot)
        self._statistics = bot.app.story_statistics
        self._pictures = bot.app.pictures

    @stories_command
    @app_commands.describe(story="Which story; leave it out for the most-read ones")
    @app_commands.autocomplete(story=StoriesCog.own_stories)
    async def numbers(self, interaction: Interaction, story: Typed | None = None) -> None:
        """See how many people read a story, where they stop, and which lines they keep."""
        who = await credentials_of(interaction)
        if story is None:
            await reply(interaction, most_read_list(await self._statistics.most_read(who)))
            return
        found = await self._librarians.find(who, story)
        await reply(interaction, numbers_card(await self._statistics.of(who, found)))

    @answers
    async def look_at_story(self, interaction: Interaction, press: ChooseNumbers) -> None:
        """Shows the numbers of the story that was chosen from the list."""
        story = chosen(interaction, StoryId)
        await turn(
            interaction, numbers_card(await self._statistics.of(await credentials_of(interaction), story))
        )

    @answers
    async def as_a_curve(self, interaction: Interaction, press: DrawNumbers) -> None:
        """Shows today's numbers with the curve of where readers stop."""
        found = await self._statistics.of(await credentials_of(interaction), press.story)
        readers = found.readers
        if not readers.stops or readers.total is None:
            await turn(interaction, numbers_card(found))
            return
        async with Waiting(interaction, _("Drawing it…")) as waiting:
            picture = await self._pictures.of_stops(
                found.story.title,
                chapters=found.story.chapters,
                readers=readers.total,
                stops=[(each.first, each.last, each.readers) for each in readers.stops],
            )
            await waiting.end(numbers_card(found, picture.alt), picture_file(picture, PICTURE_FILE))
