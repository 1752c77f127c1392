"""The cog of `/recommend`, and of *More like this* wherever it is offered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.presses import WORDS_LIMIT
from bot.recommendations.models import Asked, Suggestions
from bot.recommendations.presses import (
    Avoid,
    ForMeAfterAll,
    GiveUpStory,
    MoreLikeThis,
    NotForMe,
    OpenAvoidForm,
    SuggestOthers,
    TakeStoryBack,
)
from bot.stories.ids import ReaderId
from bot.stories.models import Audience
from cogs.quotes.shown import stories_listed
from cogs.recommendations.screens import (
    given_up_note,
    show_avoid_form,
    suggestion_list,
    taken_back_note,
)
from cogs.ui import forms
from cogs.ui.choices import Choices, none_on_error, story_choice
from cogs.ui.covers import thumbnail_files
from cogs.ui.replies import Interaction, reply, turn
from cogs.ui.router import answers

if TYPE_CHECKING:
    from bot.client import StoryBot


class RecommendationsCog(commands.Cog):
    """Suggests stories."""

    def __init__(self, bot: StoryBot) -> None:
        self._recommendations = bot.app.recommendations
        self._actions = bot.app.shelf_actions
        self._library = bot.app.library
        self._covers = bot.app.ready_covers
        self._audiences = bot.audiences
        self._clock = bot.app.clock

    @app_commands.command()
    @app_commands.describe(
        like="A story it should be like; leave it out to go by what you have read",
        tag="A tag, fandom or character it should have",
    )
    async def recommend(
        self,
        interaction: Interaction,
        like: app_commands.Range[str, 1, 200] | None = None,
        tag: app_commands.Range[str, 1, WORDS_LIMIT] | None = None,
    ) -> None:
        """Find something to read next, each with a reason."""
        audience = await self._audiences.of(interaction)
        story = None if like is None else await self._library.find(audience, like)
        await self._reply(interaction, audience, Asked(story, " ".join((tag or "").split())))

    @recommend.autocomplete("like")
    @none_on_error
    async def _stories(self, interaction: Interaction, current: str) -> Choices:
        audience = await self._audiences.of(interaction)
        return [story_choice(each) for each in await self._library.suggest(audience, current)]

    @answers
    async def more_like_this(self, interaction: Interaction, press: MoreLikeThis) -> None:
        """Shows a list of similar stories beside the card or the text."""
        await self._reply(interaction, await self._audiences.of(interaction), Asked(press.story))

    @answers
    async def others(self, interaction: Interaction, press: SuggestOthers) -> None:
        """Replaces the list by another one."""
        audience = await self._audiences.of(interaction)
        found = await self._recommendations.suggest(audience, replace(_asked(interaction, press), listed=()))
        await self._show(interaction, found)

    @answers
    async def veto(self, interaction: Interaction, press: NotForMe) -> None:
        """Removes a story from the list for good, and fills its place."""
        audience = await self._audiences.of(interaction)
        found = await self._recommendations.veto(audience, press.story, _asked(interaction, press))
        await self._show(interaction, found)

    @answers
    async def unveto(self, interaction: Interaction, press: ForMeAfterAll) -> None:
        """Puts a removed story back on the list."""
        audience = await self._audiences.of(interaction)
        found = await self._recommendations.unveto(audience, press.story, _asked(interaction, press))
        await self._show(interaction, found)

    @answers
    async def give_up(self, interaction: Interaction, press: GiveUpStory) -> None:
        """Puts a story away before which its reader was warned, and suggests it no more."""
        audience = await self._audiences.of(interaction)
        story = await self._recommendations.give_up(audience, press.story)
        await self._actions.put_away(audience, press.story)
        await turn(interaction, given_up_note(story))

    @answers
    async def take_back(self, interaction: Interaction, press: TakeStoryBack) -> None:
        """Takes that back."""
        audience = await self._audiences.of(interaction)
        story = await self._recommendations.take_back(audience, press.story)
        await self._actions.take_up(audience, press.story)
        await turn(interaction, taken_back_note(story))

    @answers
    async def open_form(self, interaction: Interaction, press: OpenAvoidForm) -> None:
        """Opens the form for tags that are never to be suggested."""
        avoided = await self._recommendations.avoided(ReaderId(interaction.user.id))
        await show_avoid_form(interaction, avoided, Avoid(press.like, press.tag))

    @answers
    async def avoid(self, interaction: Interaction, press: Avoid) -> None:
        """Sets the tags that are never to be suggested from the form."""
        audience = await self._audiences.of(interaction)
        typed = forms.entries_of(interaction).get("tags", "")
        found = await self._recommendations.avoid(audience, typed, _asked(interaction, press))
        await self._show(interaction, found)

    async def _reply(self, interaction: Interaction, audience: Audience, asked: Asked) -> None:
        found = await self._recommendations.suggest(audience, asked)
        await reply(interaction, *await self._screen(found))

    async def _show(self, interaction: Interaction, found: Suggestions) -> None:
        await turn(interaction, *await self._screen(found))

    async def _screen(self, found: Suggestions) -> tuple[ui.LayoutView, *tuple[discord.File, ...]]:
        """Returns the list as a message, and its small covers as the files to be attached."""
        ready = await self._covers.thumbnails(each.story.id for each in found.stories)
        return suggestion_list(found, self._clock.now(), ready), *thumbnail_files(ready)


def _asked(interaction: Interaction, press: SuggestOthers | NotForMe | ForMeAfterAll | Avoid) -> Asked:
    """Returns the request for the list that was pressed, with the stories on that list."""
    return Asked(press.like, press.tag, stories_listed(interaction.message))
