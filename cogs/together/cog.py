"""The cog of `/together`, and of what members of a read-along press."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.language import _
from bot.stories.ids import ReaderId
from bot.together.models import Due, ReadAlongId, Reminder, State
from bot.together.presses import (
    ChooseReadAlong,
    ChooseReminder,
    JoinReadAlong,
    LeaveReadAlong,
    ListReadAlongs,
    PlanReadAlong,
    ShowDates,
    ShowDue,
    ShowFinished,
    TellFinishing,
)
from cogs.together.channels import audience_in, channel_for, require_may_post
from cogs.together.ending_screens import end_screen
from cogs.together.hosting_screens import USUAL, show_plan_form
from cogs.together.screens import dates, due_panel, finished_list, left_note, read_along_list
from cogs.ui.choices import Choices, none_on_error, story_choice
from cogs.ui.credentials import credentials_of
from cogs.ui.replies import Interaction, chosen, is_direct, turn
from cogs.ui.router import answers

if TYPE_CHECKING:
    from bot.client import StoryBot

log = logging.getLogger(__name__)


class TogetherCog(commands.Cog):
    """Shows read-alongs, and has people join and leave them."""

    together = app_commands.Group(name="together", description="Read a story together, part by part.")

    def __init__(self, bot: StoryBot) -> None:
        self._read_alongs = bot.app.read_alongs
        self._hosting = bot.app.hosting
        self._library = bot.app.library
        self._ends = bot.app.read_along_ends
        self._audiences = bot.audiences
        self._links = bot.command_links

    @together.command()
    @app_commands.describe(
        story="Which story to read together",
        channel="Where people join it and talk about it; if you choose none, this channel",
    )
    async def start(
        self,
        interaction: Interaction,
        story: app_commands.Range[str, 1, 200],
        channel: discord.TextChannel | None = None,
    ) -> None:
        """Plan a read-along; you see its dates before anybody else does."""
        where = channel_for(interaction, channel.id if channel else None)
        audience = await self._audiences.of(interaction, form_follows=True)
        identity = await self._library.find(audience, story)
        who = await credentials_of(interaction)
        found, zone = await self._hosting.may_start(audience_in(audience, where), who, identity)
        require_may_post(interaction, where)
        await show_plan_form(interaction, found, zone, PlanReadAlong(identity, where.id), USUAL)

    @start.autocomplete("story")
    @none_on_error
    async def _stories(self, interaction: Interaction, current: str) -> Choices:
        audience = await self._audiences.of(interaction)
        return [story_choice(each) for each in await self._library.suggest(audience, current)]

    @together.command()
    async def show(self, interaction: Interaction) -> None:
        """See what is being read together here, what is due, and join or leave."""
        await self.show_list(interaction, ListReadAlongs())

    @answers
    async def show_list(self, interaction: Interaction, press: ListReadAlongs) -> None:
        """Shows the read-alongs of the server."""
        plans = await self._read_alongs.listed(await self._audiences.of(interaction))
        await turn(interaction, read_along_list(plans))

    @answers
    async def choose(self, interaction: Interaction, press: ChooseReadAlong) -> None:
        """Shows what is due in the read-along that was chosen."""
        identity = chosen(interaction, ReadAlongId)
        await self._show(interaction, identity)

    @answers
    async def show_due(self, interaction: Interaction, press: ShowDue) -> None:
        """Shows what is due in a read-along."""
        await self._show(interaction, press.read_along)

    @answers
    async def show_dates(self, interaction: Interaction, press: ShowDates) -> None:
        """Shows the parts of a read-along."""
        due = await self._due(interaction, press.read_along)
        await turn(interaction, dates(due.plan, due.finished, press.page))

    @answers
    async def join(self, interaction: Interaction, press: JoinReadAlong) -> None:
        """Makes somebody a member."""
        audience, who = await self._audiences.of(interaction), await credentials_of(interaction)
        due = await self._read_alongs.join(audience, who, press.read_along)
        await turn(interaction, due_panel(due, _("You’re in.")))
        await self._open_direct(interaction, press.read_along)

    @answers
    async def leave(self, interaction: Interaction, press: LeaveReadAlong) -> None:
        """Ends a membership."""
        await self._read_alongs.leave(ReaderId(interaction.user.id), press.read_along)
        await turn(interaction, left_note(press.read_along))

    @answers
    async def choose_reminder(self, interaction: Interaction, press: ChooseReminder) -> None:
        """Sets how a member is reminded."""
        audience, who = await self._audiences.of(interaction), await credentials_of(interaction)
        due = await self._read_alongs.choose_reminder(audience, who, press.read_along, press.reminder)
        done = _("I’ll message you as each part begins.")
        if press.reminder is Reminder.NONE:
            done = _("I won’t remind you of this read-along.")
        await turn(interaction, due_panel(due, done))

    @answers
    async def tell_finishing(self, interaction: Interaction, press: TellFinishing) -> None:
        """Lets the other members see what a member has finished, or not."""
        audience, who = await self._audiences.of(interaction), await credentials_of(interaction)
        tells = bool(press.tells)
        due = await self._read_alongs.choose_telling(audience, who, press.read_along, tells=tells)
        done = _("The other members can see which parts you’ve finished, and nothing else.")
        if not tells:
            done = _("Nobody can see which parts you’ve finished.")
        await turn(interaction, due_panel(due, done))

    @answers
    async def show_finished(self, interaction: Interaction, press: ShowFinished) -> None:
        """Shows which members have finished a part, of those who let others see it."""
        audience = await self._audiences.of(interaction)
        found = await self._read_alongs.finished(audience, press.read_along, press.part)
        await turn(interaction, finished_list(found))

    async def _show(self, interaction: Interaction, identity: ReadAlongId) -> None:
        due = await self._due(interaction, identity)
        if due.plan.read_along.state is not State.ENDED:
            await turn(interaction, due_panel(due))
            return
        end = await self._ends.of(await self._audiences.of(interaction), identity)
        await turn(interaction, end_screen(end, self._links.to("together start")))

    async def _due(self, interaction: Interaction, identity: ReadAlongId) -> Due:
        audience, who = await self._audiences.of(interaction), await credentials_of(interaction)
        return await self._read_alongs.due(audience, who, identity)

    async def _open_direct(self, interaction: Interaction, identity: ReadAlongId) -> None:
        """Opens the direct messages with somebody: done now, in answer to what they do, it need not be done
        in a hurry later."""
        reader = ReaderId(interaction.user.id)
        if is_direct(interaction):
            return
        try:
            opened = await interaction.client.http.start_private_message(reader)
            await self._read_alongs.remember_direct(reader, identity, int(opened["id"]))
        except discord.HTTPException as error:
            log.warning("The direct messages with %d could not be opened: %s", reader, error)
