"""The cog of `/subscribe`, `/subscriptions`, and the buttons on deliveries."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.errors import StaleButtonError
from bot.language import _
from bot.stories.ids import ReaderId, RoleId
from bot.subscriptions.models import Manner, Subject, Subscribed, Wanted
from bot.subscriptions.presses import (
    ChangeSubscription,
    ListSubscriptions,
    MarkPieceRead,
    OpenSubscriptionForm,
    ReadOnFromPiece,
    Resume,
    SendNextPiece,
    Snooze,
    StopThese,
    Subscribe,
    Unsubscribe,
)
from bot.subscriptions.schedules import times_of
from cogs.reading.aloud import may_post
from cogs.reading.panel import reading_panel
from cogs.subscriptions.errors import (
    BotMayNotOpenThreadsError,
    BotMayNotPostHereError,
    NeedlessTimeError,
    NotOfOneStoryError,
    OnlyInChannelsError,
    StoryNotNamedError,
    ThreadsOfChaptersOnlyError,
    ThreadWithinThreadError,
    UnpingableRoleError,
)
from cogs.subscriptions.messages import used_instalment
from cogs.subscriptions.screens import (
    manners_of,
    show_change_form,
    stopped_note,
    subscribed_note,
    subscription_list,
    waits_of,
)
from cogs.subscriptions.suspensions import title_of, unreached_note
from cogs.subscriptions.ways import Way, is_here, wanted_of
from cogs.ui import forms
from cogs.ui.choices import Choices, none_on_error, story_choice, time_choices
from cogs.ui.credentials import credentials_of
from cogs.ui.replies import Interaction, is_direct, reply, turn, turn_in_place
from cogs.ui.router import answers

if TYPE_CHECKING:
    from bot.client import StoryBot


log = logging.getLogger(__name__)


class SubscriptionsCog(commands.Cog):
    """Keeps readers' and channels' subscriptions."""

    def __init__(self, bot: StoryBot) -> None:
        self._subscriptions = bot.app.subscriptions
        self._library = bot.app.library
        self._reading = bot.app.reading
        self._audiences = bot.audiences
        self._clock = bot.app.clock

    @app_commands.command()
    @app_commands.describe(
        story="Which story; a quote of the day needs none",
        deliver="What comes, and where; if you choose nothing, I’ll message you about each new chapter",
        at="When, for what comes daily or weekly, like 18:00 or sunday 10:00",
        role="A role to ping in this channel",
        threads="Whether each new chapter gets a thread in this channel, to talk about it",
    )
    async def subscribe(
        self,
        interaction: Interaction,
        story: app_commands.Range[str, 1, 200] | None = None,
        deliver: Way = "each new chapter, to me",
        at: app_commands.Range[str, 1, 60] | None = None,
        role: discord.Role | None = None,
        threads: bool = False,
    ) -> None:
        """Get new chapters, a serial or a quote a day, for you or for this channel."""
        wanted = wanted_of(deliver, at, RoleId(role.id) if role else None, threads=threads)
        here = is_here(deliver)
        _require_fitting(interaction, wanted, role, here=here)
        audience = await self._audiences.of(interaction)
        if (story is None) != (wanted.subject is Subject.QUOTES):
            raise StoryNotNamedError if story is None else NotOfOneStoryError
        identity = None if story is None else await self._library.find(audience, story)
        if not here:
            await self._subscribe(
                interaction, await self._subscriptions.subscribe(audience, identity, wanted)
            )
            return
        who = await credentials_of(interaction)
        subscribed = await self._subscriptions.subscribe_channel(audience, who, identity, wanted)
        await reply(interaction, subscribed_note(subscribed))

    @subscribe.autocomplete("story")
    @none_on_error
    async def _stories(self, interaction: Interaction, current: str) -> Choices:
        audience = await self._audiences.of(interaction)
        return [story_choice(each) for each in await self._library.suggest(audience, current)]

    @subscribe.autocomplete("at")
    @none_on_error
    async def _times(self, interaction: Interaction, current: str) -> Choices:
        here = is_here(interaction.namespace.deliver or "")
        zone = await self._subscriptions.zone(await self._audiences.of(interaction), here=here)
        return time_choices(current, times_of(current), zone)

    @app_commands.command()
    async def subscriptions(self, interaction: Interaction) -> None:
        """See what I send you, and change, snooze or stop it."""
        audience, who = await self._audiences.of(interaction), await credentials_of(interaction)
        listing = await self._subscriptions.listed(audience, who, 0)
        await reply(interaction, subscription_list(listing, self._clock.now()))
        own = [each for each in listing.lines if each.subscription.reader == who.reader]
        if unreached := [each for each in own if each.subscription.suspended]:
            await self._subscriptions.note_known(unreached)  # the list says why; no note need repeat it

    @answers
    async def subscribe_to(self, interaction: Interaction, press: Subscribe) -> None:
        """Subscribes to a story from a card, from the end of the story, or after stopping."""
        audience = await self._audiences.of(interaction)
        await self._subscribe(
            interaction, await self._subscriptions.subscribe(audience, press.story, Wanted())
        )

    @answers
    async def turn_list(self, interaction: Interaction, press: ListSubscriptions) -> None:
        """Shows another page of the list."""
        await turn(interaction, await self._list(interaction, press.page))

    @answers
    async def open_form(self, interaction: Interaction, press: OpenSubscriptionForm) -> None:
        """Opens the form that changes a subscription."""
        found = await self._subscriptions.active(await credentials_of(interaction), press.subscription)
        await show_change_form(interaction, found, ChangeSubscription(press.subscription, press.page))

    @answers
    async def change(self, interaction: Interaction, press: ChangeSubscription) -> None:
        """Changes a subscription by the entries of the form."""
        who, entries = await credentials_of(interaction), forms.entries_of(interaction)
        found = (await self._subscriptions.active(who, press.subscription)).subscription
        manner = entries.get("manner", found.manner)
        if manner != found.manner and manner not in manners_of(found):
            raise StaleButtonError
        changed = await self._subscriptions.change(
            who, found.id, Manner(manner), times_of(entries.get("at")), waits=waits_of(entries)
        )
        await self._show(interaction, press.page, _("Changed: {what}", what=title_of(changed)))

    @answers
    async def snooze(self, interaction: Interaction, press: Snooze) -> None:
        """Silences a subscription for a week."""
        found = await self._subscriptions.snooze(await credentials_of(interaction), press.subscription)
        await self._show(interaction, press.page, _("Snoozed for a week: {what}", what=title_of(found)))

    @answers
    async def resume(self, interaction: Interaction, press: Resume) -> None:
        """Ends the silence, or the suspension, of a subscription."""
        found = await self._subscriptions.resume(await credentials_of(interaction), press.subscription)
        await self._show(interaction, press.page, _("Resumed: {what}", what=title_of(found)))

    @answers
    async def stop(self, interaction: Interaction, press: Unsubscribe) -> None:
        """Stops a subscription from the list."""
        found = await self._subscriptions.stop(await credentials_of(interaction), press.subscription)
        await self._show(interaction, press.page, _("Stopped: {what}", what=title_of(found)))

    @answers
    async def stop_these(self, interaction: Interaction, press: StopThese) -> None:
        """Stops a subscription from a delivery's message. That message stays as it is, because its buttons
        identify it after a crash."""
        found = await self._subscriptions.stop(await credentials_of(interaction), press.subscription)
        await reply(interaction, stopped_note(found))

    @answers
    async def mark_piece(self, interaction: Interaction, press: MarkPieceRead) -> None:
        """Marks an instalment as read; its message says so."""
        await self._subscriptions.mark_piece(await self._audiences.of(interaction), press.piece)
        await self._used(interaction, press)

    @answers
    async def read_on(self, interaction: Interaction, press: ReadOnFromPiece) -> None:
        """Marks an instalment as read, and opens the story behind it."""
        audience = await self._audiences.of(interaction)
        behind, how = await self._subscriptions.mark_piece(audience, press.piece, moving=False)
        await turn(interaction, reading_panel(await self._reading.go(audience, behind, how)))

    @answers
    async def send_next(self, interaction: Interaction, press: SendNextPiece) -> None:
        """Marks an instalment as read, and has the next one sent at once."""
        audience = await self._audiences.of(interaction)
        await self._subscriptions.send_next(audience, press.piece, press.nonce)
        await self._used(interaction, press)

    async def _used(self, interaction: Interaction, press: MarkPieceRead | SendNextPiece) -> None:
        """Shows on an instalment's message what was done by its buttons."""
        if interaction.message is None:
            raise StaleButtonError
        await turn_in_place(interaction, used_instalment(interaction.message, press))

    @commands.Cog.listener()
    async def on_app_command_completion(
        self, interaction: Interaction, command: app_commands.Command[Any, ..., Any]
    ) -> None:
        """Tells a reader who uses a command of deliveries that did not reach them."""
        audience = await self._audiences.of(interaction)
        unreached = await self._subscriptions.unreached(audience)
        if unreached:
            await interaction.followup.send(view=unreached_note(unreached), ephemeral=True)
            await self._subscriptions.note_known(unreached)

    async def _subscribe(self, interaction: Interaction, subscribed: Subscribed) -> None:
        await reply(interaction, subscribed_note(subscribed))
        # Opened now, in answer to what a person does, direct messages need not be opened in a hurry later.
        reader = ReaderId(interaction.user.id)
        channel = interaction.channel_id if is_direct(interaction) else None
        try:
            if channel is None:
                opened = await interaction.client.http.start_private_message(reader)
                channel = int(opened["id"])
            await self._subscriptions.remember_direct(reader, channel)
        except discord.HTTPException as error:
            log.warning("The direct messages with %d could not be opened: %s", reader, error)

    async def _list(self, interaction: Interaction, page: int, done: str = "") -> discord.ui.LayoutView:
        audience, who = await self._audiences.of(interaction), await credentials_of(interaction)
        listing = await self._subscriptions.listed(audience, who, page)
        return subscription_list(listing, self._clock.now(), done)

    async def _show(self, interaction: Interaction, page: int, done: str) -> None:
        await turn(interaction, await self._list(interaction, page, done))


def _require_fitting(
    interaction: Interaction, wanted: Wanted, role: discord.Role | None, *, here: bool
) -> None:
    """Raises a SubscriptionRefusedError where the options do not fit together, the bot may not post, or the
    role may not be pinged."""
    if (role is not None or wanted.threads) and not here:
        raise OnlyInChannelsError
    if wanted.schedule is not None and wanted.manner in (Manner.AT_ONCE, Manner.COMPLETE):
        raise NeedlessTimeError
    if here and not may_post(interaction):
        raise BotMayNotPostHereError
    if role is not None and not (role.mentionable or interaction.permissions.mention_everyone):
        raise UnpingableRoleError
    if wanted.threads:
        _require_threads(interaction, wanted)


def _require_threads(interaction: Interaction, wanted: Wanted) -> None:
    if wanted.subject is not Subject.CHAPTERS:
        raise ThreadsOfChaptersOnlyError
    if isinstance(interaction.channel, discord.Thread):
        raise ThreadWithinThreadError
    if not interaction.app_permissions.create_public_threads:
        raise BotMayNotOpenThreadsError
