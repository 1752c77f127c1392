"""The cog of `/stories feed`, which also tells librarians of feeds that fail."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.feeds.presses import CheckFeed, UntieFeed
from bot.feeds.reports import Trouble
from bot.language import _, speaking
from bot.posts.messenger import Unreachable
from cogs.feeds.screens import checked_card, feed_card, tied_card, trouble_message
from cogs.librarians.stories_group import StoriesCog, Typed, stories_command
from cogs.posts.messenger import translated
from cogs.ui.credentials import credentials_of
from cogs.ui.replies import Interaction, Waiting, reply, turn
from cogs.ui.router import answers

if TYPE_CHECKING:
    from bot.client import StoryBot


log = logging.getLogger(__name__)


class FeedsCog(StoriesCog):
    """Ties feeds to stories, and reports their troubles."""

    def __init__(self, bot: StoryBot) -> None:
        super().__init__(bot)
        self._bot = bot
        self._feeds = bot.app.feeds
        self._locales = bot.app.locales

    @stories_command
    @app_commands.describe(
        story="Which story",
        address="The address of its Atom, RSS or JSON feed; leave it out to see how its feed is doing",
        backlog="Whether entries that are already in the feed become chapters, too, if the story lacks them",
    )
    @app_commands.autocomplete(story=StoriesCog.own_stories)
    async def feed(
        self,
        interaction: Interaction,
        story: Typed,
        address: app_commands.Range[str, 1, 500] | None = None,
        backlog: bool = False,
    ) -> None:
        """Have a story’s new chapters come from a feed."""
        who = await credentials_of(interaction)
        found = await self._librarians.find(who, story)
        if address is None:
            await reply(interaction, feed_card(await self._feeds.state(who, found)))
            return
        async with Waiting(interaction, _("Fetching the feed…")) as waiting:
            await waiting.end(tied_card(await self._feeds.tie(who, found, address, with_backlog=backlog)))

    async def tell(self, trouble: Trouble) -> None:
        """Tells the librarian who tied a feed what is wrong with it, by direct message.

        A librarian who takes no messages is skipped: `/stories feed` says the same. Raises Postponed or
        Rejected where it may succeed later.
        """
        with speaking(await self._locales.of(trouble.to)):
            text = trouble_message(trouble)
        try:
            with translated():
                channel = await self._bot.create_dm(discord.Object(trouble.to))
                # discord.py sends it enforced: after a crash it is not said twice.
                await channel.send(text, nonce=trouble.once)
        except Unreachable as error:
            log.warning("The librarian %d could not be told of a feed: %r", trouble.to, error)

    @answers
    async def check(self, interaction: Interaction, press: CheckFeed) -> None:
        """Polls a feed before its time."""
        who = await credentials_of(interaction)
        state = await self._feeds.state(who, press.story)
        if not state.address:
            await turn(interaction, feed_card(state))
            return
        async with Waiting(interaction, _("Fetching the feed…")) as waiting:
            await waiting.end(checked_card(await self._feeds.check(who, press.story)))

    @answers
    async def untie(self, interaction: Interaction, press: UntieFeed) -> None:
        """Unties a feed from its story."""
        state = await self._feeds.untie(await credentials_of(interaction), press.story)
        await turn(interaction, feed_card(state, _("The feed is gone. The chapters it brought stay.")))
