"""`/stories drafts` and `/stories owner`: authors' own stories, handed in and given to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.editing.authors import LONGEST_ANSWER
from bot.editing.draft_presses import (
    ChooseDraft,
    GiveBack,
    HandIn,
    ListDrafts,
    OpenGiveBackForm,
    TakeDraftBack,
)
from bot.language import _
from bot.stories.ids import DraftId, ReaderId
from cogs.editing.draft_screens import draft_card, draft_list, given_back_card
from cogs.editing.editor import story_editor
from cogs.librarians.stories_group import StoriesCog, Typed, stories_command
from cogs.ui import forms
from cogs.ui.credentials import credentials_of
from cogs.ui.replies import Interaction, chosen, reply, turn
from cogs.ui.router import answers

if TYPE_CHECKING:
    from bot.client import StoryBot

_ANSWER = "answer"


class StoriesAuthorsCog(StoriesCog):
    """Leads drafts from authors to librarians and back, and says whose a story is."""

    def __init__(self, bot: StoryBot) -> None:
        super().__init__(bot)
        self._authors = bot.app.authors
        self._drafts = bot.app.drafts

    @stories_command
    async def drafts(self, interaction: Interaction) -> None:
        """See what isn’t in the library yet: your drafts, and what authors have handed in."""
        await reply(interaction, draft_list(await self._authors.drafts(await credentials_of(interaction), 0)))

    @stories_command
    @app_commands.describe(story="Which story", author="Its author here; leave it out for nobody")
    @app_commands.autocomplete(story=StoriesCog.own_stories)
    async def owner(self, interaction: Interaction, story: Typed, author: discord.User | None = None) -> None:
        """Say whose story this is."""
        who = await credentials_of(interaction)
        found = await self._librarians.find(who, story)
        owner = None if author is None else ReaderId(author.id)
        given = await self._authors.give_story(who, found, owner)
        done = _("Only the librarians look after it now.")
        if owner:
            done = _("This is {author}’s own story now.", author=f"<@{owner}>")
        await reply(interaction, story_editor(given, done))

    @answers
    async def turn_list(self, interaction: Interaction, press: ListDrafts) -> None:
        """Shows a page of the drafts."""
        found = await self._authors.drafts(await credentials_of(interaction), press.page)
        await turn(interaction, draft_list(found))

    @answers
    async def choose(self, interaction: Interaction, press: ChooseDraft) -> None:
        """Shows the draft that was chosen from the list."""
        draft = await self._drafts.unkept(await credentials_of(interaction), chosen(interaction, DraftId))
        await turn(interaction, draft_card(draft))

    @answers
    async def hand_in(self, interaction: Interaction, press: HandIn) -> None:
        """Hands the draft in."""
        draft = await self._authors.hand_in(await credentials_of(interaction), press.draft)
        await turn(interaction, draft_card(draft))

    @answers
    async def take_back(self, interaction: Interaction, press: TakeDraftBack) -> None:
        """Takes the draft back."""
        draft = await self._authors.take_back(await credentials_of(interaction), press.draft)
        await turn(interaction, draft_card(draft))

    @answers
    async def open_answer(self, interaction: Interaction, press: OpenGiveBackForm) -> None:
        """Opens the form with which a draft is given back."""
        await self._drafts.unkept(await credentials_of(interaction), press.draft)
        field = forms.lines(
            _ANSWER, _("A word to the author"), hint=_("What to change, or why not."), most=LONGEST_ANSWER
        )
        await forms.show_form(interaction, _("Give it back"), GiveBack(press.draft), field)

    @answers
    async def give_back(self, interaction: Interaction, press: GiveBack) -> None:
        """Gives the draft back to its author."""
        answer = forms.entries_of(interaction).get(_ANSWER, "")
        draft = await self._authors.give_back(await credentials_of(interaction), press.draft, answer)
        await turn(interaction, given_back_card(draft))
