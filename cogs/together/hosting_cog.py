"""The cog of what hosts press: read-alongs planned, begun, changed and ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord.ext import commands

from bot.language import _
from bot.stories.models import Audience
from bot.together.models import Plan, ReadAlong, State
from bot.together.presses import (
    AskToEnd,
    BeginReadAlong,
    CancelReadAlong,
    ChangePlan,
    EndReadAlong,
    MoveReadAlong,
    OpenMoveForm,
    OpenPlanForm,
    PauseReadAlong,
    PlanReadAlong,
    PostReadAlong,
    ResumeReadAlong,
    ShowHosting,
)
from cogs.posts.posting import Posting
from cogs.together.channels import audience_in, channel_for, require_may_post
from cogs.together.hosting_screens import (
    begun_note,
    cancelled_note,
    end_question,
    host_panel,
    preview,
    show_move_form,
    show_plan_form,
)
from cogs.together.screens import public_post
from cogs.ui import forms
from cogs.ui.credentials import credentials_of
from cogs.ui.replies import Interaction, speaking_here, turn
from cogs.ui.router import answers

if TYPE_CHECKING:
    from bot.client import StoryBot


_A_DAY = 86_400
"""Seconds after which a plan is forgotten that was not begun: until then *Begin* posts it, once."""


class HostingCog(commands.Cog):
    """Keeps the plans of read-alongs."""

    def __init__(self, bot: StoryBot) -> None:
        self._hosting = bot.app.hosting
        self._posting = Posting(bot)
        self._audiences = bot.audiences
        self._clock = bot.app.clock

    @answers
    async def plan(self, interaction: Interaction, press: PlanReadAlong) -> None:
        """Plans a read-along by the form, and shows what it will be."""
        where = channel_for(interaction, press.channel)
        audience = audience_in(await self._audiences.of(interaction), where)
        who, entries = await credentials_of(interaction), forms.entries_of(interaction)
        plan = await self._hosting.plan(audience, who, press.story, where.id, entries)
        await turn(interaction, preview(plan))

    @answers
    async def open_form(self, interaction: Interaction, press: OpenPlanForm) -> None:
        """Opens the form with the plan as it is."""
        who = await credentials_of(interaction)
        story, zone, entries = await self._hosting.entries(who, press.read_along)
        await show_plan_form(interaction, story, zone, ChangePlan(press.read_along), entries)

    @answers
    async def change(self, interaction: Interaction, press: ChangePlan) -> None:
        """Plans anew what has not opened yet."""
        who, entries = await credentials_of(interaction), forms.entries_of(interaction)
        plan = await self._hosting.change(who, press.read_along, entries)
        planned = plan.read_along.state is State.PLANNED
        if planned:
            await turn(interaction, preview(plan))
        else:
            await self._show(interaction, plan, _("The plan is changed."))

    @answers
    async def begin(self, interaction: Interaction, press: BeginReadAlong) -> None:
        """Begins a read-along, and posts it for everybody. Pressed again, it posts what was not posted."""
        who = await credentials_of(interaction)
        planned = (await self._hosting.show(who, press.read_along)).read_along
        where, audience = await self._place(interaction, planned)
        plan = await self._hosting.begin(audience, who, press.read_along)
        if planned.state is State.PLANNED or planned.made_at > self._clock.now() - _A_DAY:
            await self._post(interaction, audience, plan, where.id, offer=-press.read_along)
        await turn(interaction, begun_note(plan))

    @answers
    async def post_again(self, interaction: Interaction, press: PostReadAlong) -> None:
        """Posts a read-along again, with its dates as they are by now."""
        who = await credentials_of(interaction)
        plan = await self._hosting.show(who, press.read_along)
        where, audience = await self._place(interaction, plan.read_along)
        await self._post(interaction, audience, plan, where.id, offer=press.offer)
        await self._show(interaction, plan, _("It’s posted in {channel}.", channel=f"<#{where.id}>"))

    @answers
    async def cancel(self, interaction: Interaction, press: CancelReadAlong) -> None:
        """Calls off a read-along that has not begun."""
        await self._hosting.cancel(await credentials_of(interaction), press.read_along)
        await turn(interaction, cancelled_note())

    @answers
    async def show(self, interaction: Interaction, press: ShowHosting) -> None:
        """Shows the host's panel."""
        plan = await self._hosting.show(await credentials_of(interaction), press.read_along)
        await turn(interaction, host_panel(plan, interaction.id))

    @answers
    async def pause(self, interaction: Interaction, press: PauseReadAlong) -> None:
        """Pauses a read-along."""
        plan = await self._hosting.pause(await credentials_of(interaction), press.read_along)
        await self._show(interaction, plan, _("Paused: nothing opens, and nobody is reminded."))

    @answers
    async def resume(self, interaction: Interaction, press: ResumeReadAlong) -> None:
        """Has a read-along go on."""
        plan = await self._hosting.resume(await credentials_of(interaction), press.read_along)
        await self._show(interaction, plan, _("It goes on."))

    @answers
    async def open_move_form(self, interaction: Interaction, press: OpenMoveForm) -> None:
        """Opens the form that moves a read-along."""
        await self._hosting.show(await credentials_of(interaction), press.read_along)
        await show_move_form(interaction, MoveReadAlong(press.read_along))

    @answers
    async def move(self, interaction: Interaction, press: MoveReadAlong) -> None:
        """Moves what has not opened yet."""
        days = forms.entries_of(interaction).get("days", "")
        plan = await self._hosting.move(await credentials_of(interaction), press.read_along, days)
        await self._show(interaction, plan, _("Moved."))

    @answers
    async def ask_to_end(self, interaction: Interaction, press: AskToEnd) -> None:
        """Asks whether a read-along is to end."""
        plan = await self._hosting.show(await credentials_of(interaction), press.read_along)
        await turn(interaction, end_question(plan))

    @answers
    async def end(self, interaction: Interaction, press: EndReadAlong) -> None:
        """Ends a read-along for good."""
        plan = await self._hosting.end(await credentials_of(interaction), press.read_along)
        await self._show(interaction, plan, _("The read-along has ended."))

    async def _show(self, interaction: Interaction, plan: Plan, done: str) -> None:
        await turn(interaction, host_panel(plan, interaction.id, done))

    async def _place(
        self, interaction: Interaction, read_along: ReadAlong
    ) -> tuple[discord.TextChannel, Audience]:
        """Returns the channel of a read-along, and the audience of what is posted there. Raises as
        `channel_for` and `require_may_post` do."""
        where = channel_for(interaction, read_along.channel)
        require_may_post(interaction, where)
        return where, audience_in(await self._audiences.of(interaction), where)

    async def _post(
        self, interaction: Interaction, audience: Audience, plan: Plan, channel: int, *, offer: int
    ) -> None:
        with speaking_here(interaction):
            post = public_post(plan)
        await self._posting.post(
            interaction, audience, post, story=plan.story.id, offer=offer, channel=channel
        )
