"""Being told of new chapters: `/subscribe`, `/subscriptions`, and the buttons of notices."""

from __future__ import annotations

import logging
from typing import Any, Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot.errors import SubscriptionRefusedError
from bot.models import ReaderId, RoleId, Subscribed, SubscriptionId
from bot.services.library import Library
from bot.services.reading import ReadingRoom
from bot.services.subscribing import Subscribing
from cogs.ui.aloud import may_send
from cogs.ui.audiences import Audiences
from cogs.ui.choices import Choices, none_on_error, story_choice
from cogs.ui.credentials import credentials_of
from cogs.ui.labels import story_line
from cogs.ui.panel import reading_panel
from cogs.ui.presses import Action, Press
from cogs.ui.replies import Interaction, is_direct, reply, turn
from cogs.ui.router import answers
from cogs.ui.subscriptions import (
    stopped_note,
    subscribed_note,
    subscription_list,
    unreached_note,
)

log = logging.getLogger(__name__)


class Subscriptions(commands.Cog):
    """Keeps readers' and channels' subscriptions."""

    def __init__(
        self, subscribing: Subscribing, library: Library, room: ReadingRoom, audiences: Audiences
    ) -> None:
        self._subscribing = subscribing
        self._library = library
        self._room = room
        self._audiences = audiences

    @app_commands.command()
    @app_commands.describe(
        story="Which story",
        deliver="Where its new chapters are told: to you by direct message (the default), or here",
        role="Who is pinged here at each new chapter; with none, nobody is",
    )
    async def subscribe(
        self,
        interaction: Interaction,
        story: app_commands.Range[str, 1, 200],
        deliver: Literal["to me", "in this channel"] = "to me",
        role: discord.Role | None = None,
    ) -> None:
        """Be told when a story has a new chapter."""
        here = deliver == "in this channel"
        _require_fitting(interaction, role, here=here)
        audience = await self._audiences.of(interaction)
        identity = await self._library.find(audience, story)
        if not here:
            await self._subscribe(interaction, await self._subscribing.subscribe(audience, identity))
            return
        who = await credentials_of(interaction)
        pinged = RoleId(role.id) if role else None
        subscribed = await self._subscribing.subscribe_channel(audience, who, identity, pinged)
        await reply(interaction, subscribed_note(subscribed))

    @subscribe.autocomplete("story")
    @none_on_error
    async def _stories(self, interaction: Interaction, current: str) -> Choices:
        audience = await self._audiences.of(interaction)
        return [story_choice(each) for each in await self._library.suggest(audience, current)]

    @app_commands.command()
    async def subscriptions(self, interaction: Interaction) -> None:
        """See which stories you are told of, and snooze or stop them."""
        await reply(interaction, await self._list(interaction, 0))

    @answers(Action.SUBSCRIBE)
    async def subscribe_to(self, interaction: Interaction, press: Press) -> None:
        """*Subscribe* on a card, at the end of a story, or after stopping."""
        audience = await self._audiences.of(interaction)
        await self._subscribe(interaction, await self._subscribing.subscribe(audience, press.story))

    @answers(Action.SUBSCRIPTIONS)
    async def turn_list(self, interaction: Interaction, press: Press) -> None:
        """Another page of the list."""
        await turn(interaction, await self._list(interaction, press.numbers[0]))

    @answers(Action.SNOOZE)
    async def snooze(self, interaction: Interaction, press: Press) -> None:
        """Silent for a week."""
        found = await self._subscribing.snooze(await credentials_of(interaction), _named(press))
        await self._show(interaction, press, f"Snoozed for a week: {story_line(found.story)}")

    @answers(Action.UNSNOOZE)
    async def resume(self, interaction: Interaction, press: Press) -> None:
        """Silent no longer."""
        found = await self._subscribing.resume(await credentials_of(interaction), _named(press))
        await self._show(interaction, press, f"Resumed: {story_line(found.story)}")

    @answers(Action.UNSUBSCRIBE)
    async def stop(self, interaction: Interaction, press: Press) -> None:
        """Stopped from the list."""
        found = await self._subscribing.stop(await credentials_of(interaction), _named(press))
        await self._show(interaction, press, f"Stopped: {story_line(found.story)}")

    @answers(Action.STOP_THESE)
    async def stop_these(self, interaction: Interaction, press: Press) -> None:
        """Stopped from a notice, which stays as it is: after a crash its buttons tell that it was sent."""
        found = await self._subscribing.stop(await credentials_of(interaction), _named(press))
        await reply(interaction, stopped_note(found))

    @answers(Action.READ_NEWS)
    async def read(self, interaction: Interaction, press: Press) -> None:
        """*Read* on a notice: a panel at the reader's place, beside the notice."""
        panel = await self._room.open(await self._audiences.of(interaction), press.story)
        await reply(interaction, reading_panel(panel))

    @commands.Cog.listener()
    async def on_app_command_completion(
        self, interaction: Interaction, command: app_commands.Command[Any, ..., Any]
    ) -> None:
        """Tell a reader who comes by of notices that did not reach them."""
        audience = await self._audiences.of(interaction)
        unreached = await self._subscribing.unreached(audience)
        if unreached:
            await interaction.followup.send(view=unreached_note(unreached), ephemeral=True)

    async def _subscribe(self, interaction: Interaction, subscribed: Subscribed) -> None:
        await reply(interaction, subscribed_note(subscribed))
        # Discord has direct messages follow what a person does: opened now, there is no hurry later.
        reader = ReaderId(interaction.user.id)
        channel = interaction.channel_id if is_direct(interaction) else None
        try:
            if channel is None:
                opened = await interaction.client.http.start_private_message(reader)
                channel = int(opened["id"])
            await self._subscribing.remember_direct(reader, channel)
        except discord.HTTPException as error:
            log.warning("The direct messages with %d could not be opened: %s", reader, error)

    async def _list(self, interaction: Interaction, page: int, done: str = "") -> discord.ui.LayoutView:
        audience, who = await self._audiences.of(interaction), await credentials_of(interaction)
        listing = await self._subscribing.listed(audience, who, page)
        return subscription_list(listing, self._subscribing.now(), done)

    async def _show(self, interaction: Interaction, press: Press, done: str) -> None:
        await turn(interaction, await self._list(interaction, press.numbers[1], done))


def _named(press: Press) -> SubscriptionId:
    return SubscriptionId(press.numbers[0])


def _require_fitting(interaction: Interaction, role: discord.Role | None, *, here: bool) -> None:
    """Raise SubscriptionRefusedError where notices could not be posted, or the role not be pinged."""
    if role is not None and not here:
        raise SubscriptionRefusedError(
            "A role can only be pinged in a channel. Choose *deliver: in this channel* too, or leave it out."
        )
    if here and not may_send(interaction, interaction.app_permissions):
        raise SubscriptionRefusedError(
            "I may not post in this channel. Somebody who manages it can give me “View Channel” and "
            "“Send Messages” here."
        )
    if role is not None and not (role.mentionable or interaction.permissions.mention_everyone):
        raise SubscriptionRefusedError(
            "You may not ping that role. Choose one that everybody may mention, or leave *role* out."
        )
