"""The bot itself: it owns the services, loads the cogs, and leads presses and errors where they belong."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import discord
import yarl
from discord import app_commands
from discord.ext import commands

from bot.clock import Clock
from bot.command_sync import same_commands
from bot.database import Database
from bot.editing.adding import Acquisitions
from bot.editing.drafts import Drafts
from bot.editing.history import Histories
from bot.editing.publishing import Publishing
from bot.editing.service import Editing
from bot.editing.takedowns import Takedowns
from bot.feeds.fetching import Fetching
from bot.feeds.service import Feeds
from bot.imports.models import Limits
from bot.librarians.service import Librarians
from bot.library.service import Library
from bot.pictures.process import Pictures
from bot.quotes.saved import SavedQuotes
from bot.quotes.service import Quoting
from bot.readers.membership import Membership
from bot.readers.preferences import Preferring
from bot.reading.service import ReadingRoom
from bot.recommendations.collaborative_filtering import Tasting
from bot.recommendations.content_similarity import Likening
from bot.recommendations.service import Recommending
from bot.search.service import Searching
from bot.shelf.actions import Shelving
from bot.shelf.service import Shelf
from bot.statistics.service import Statistics
from bot.statistics.story_statistics import StoryStatistics
from bot.stories.ids import GuildId, ReaderId
from bot.subscriptions.delivery import Delivering
from bot.subscriptions.service import Subscribing
from cogs.editing.cog import Editing as EditingCog
from cogs.editing.commands import Stories
from cogs.editing.drafts import Drafts as DraftsCog
from cogs.editing.history import Histories as HistoriesCog
from cogs.editing.publishing import Publishing as PublishingCog
from cogs.editing.takedowns import Takedowns as TakedownsCog
from cogs.feeds.cog import Feeds as FeedsCog
from cogs.folder.cog import Folder
from cogs.help.cog import Guidance
from cogs.library.cog import Library as LibraryCog
from cogs.quotes.cog import Quoting as QuotingCog
from cogs.quotes.message_menus import MessageMenus
from cogs.quotes.saved import SavedQuotes as SavedQuotesCog
from cogs.readers.cog import Settings
from cogs.reading.cog import Reading
from cogs.recommendations.cog import Recommendations
from cogs.search.cog import Search
from cogs.shelf.cog import Shelf as ShelfCog
from cogs.statistics.cog import Statistics as StatisticsCog
from cogs.statistics.story_numbers import StoryStatistics as StoryStatisticsCog
from cogs.subscriptions.cog import Subscriptions
from cogs.subscriptions.delivery import Delivering as DeliveringCog
from cogs.ui.audiences import Audiences
from cogs.ui.replies import apologise
from cogs.ui.router import Router
from cogs.ui.webhooks import send_unechoed

log = logging.getLogger(__name__)

PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    create_public_threads=True,
    read_message_history=True,
)
"""What the bot needs in a server: to read aloud and tell of new chapters in a channel or thread, to open
threads about them where that is asked for, and to see after a crash what it has sent. Private panels need
nothing."""


# Fireside does not speak, so no library for voice is missed.
discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False


def speak_to(api_url: str) -> None:
    """Point discord.py at a server that speaks Discord's API. It holds for the whole process."""
    discord.http.Route.BASE = api_url


class StoryBot(commands.AutoShardedBot):
    """Fireside on Discord."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        limits: Limits | None = None,
        folder: Path | None = None,
        fetching: Fetching | None = None,
    ) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=discord.Intents(guilds=True),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            allowed_mentions=discord.AllowedMentions.none(),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
            # Interactions bring all that is needed of their server, so nothing waits for the list of servers.
            guild_ready_timeout=0,
        )
        self.library = Library(database)
        self.room = ReadingRoom(database, clock)
        self.shelf = Shelf(database)
        self.shelving = Shelving(database, clock)
        self.quoting = Quoting(database, clock)
        self.saved_quotes = SavedQuotes(database, clock)
        self.searching = Searching(database)
        self.recommending = Recommending(database, clock)
        self.tasting = Tasting(database, clock)
        self.preferring = Preferring(database, clock)
        self.membership = Membership(database, clock, self._is_member)
        limits = limits or Limits()
        self.librarians = Librarians(database, clock)
        self.delivering = Delivering(database, clock, self.membership)
        self.subscribing = Subscribing(database, clock, self.delivering.wake)
        self.acquisitions = Acquisitions(database, clock, limits, self.delivering.wake)
        self.drafts = Drafts(database, clock, self.acquisitions)
        self.editing = Editing(database, clock, limits, self.delivering.wake)
        self.publishing = Publishing(database, clock, self.editing, limits)
        self.takedowns = Takedowns(database, clock)
        self.statistics = Statistics(database, clock)
        self.story_statistics = StoryStatistics(database, clock)
        self.histories = Histories(database, self.editing)
        self.feeds = Feeds(database, clock, self.editing, fetching or Fetching(clock), self.delivering.wake)
        self._folder, self._database, self._clock = folder, database, clock
        self.router = Router()
        self.tree.error(self._on_command_error)

    async def setup_hook(self) -> None:
        """Load the cogs, and tell Discord of the commands if it has others."""
        send_unechoed()
        audiences, pictures = Audiences(self.membership), Pictures()
        for cog in (
            Reading(self.room, self.library, self.shelf, self.takedowns, audiences),
            LibraryCog(self.library, audiences),
            ShelfCog(self.shelf, self.shelving, self.room, audiences),
            Settings(self.preferring, self._clock),
            Search(self.searching, self.library, self.room, self.preferring, audiences),
            Recommendations(
                self,
                self.recommending,
                Likening(self._database, self._clock),
                self.tasting,
                self.library,
                audiences,
                self._clock,
            ),
            QuotingCog(self.quoting, pictures, self.library, self.takedowns, audiences),
            SavedQuotesCog(self.saved_quotes, self.library, audiences),
            MessageMenus(self.tree, self.room, self.saved_quotes, audiences),
            Subscriptions(self.subscribing, self.library, audiences),
            DeliveringCog(self, self.delivering),
            StatisticsCog(self.statistics, pictures, self.room, audiences),
            Guidance(self.library, self.librarians, audiences, self.tree),
            Stories(
                self.librarians,
                self.drafts,
                self.editing,
                self.publishing,
                self.takedowns,
                self.histories,
                self.feeds,
                self.story_statistics,
            ),
            StoryStatisticsCog(self.story_statistics, pictures),
            DraftsCog(self.drafts),
            EditingCog(self.editing, self.publishing),
            PublishingCog(self.publishing),
            TakedownsCog(self, self.takedowns),
            HistoriesCog(self.histories),
            FeedsCog(self, self.feeds),
        ):
            await self.add_cog(cog)
            self.router.add(cog)
        await self._watch_folder()
        await self._ask_for_gateway()
        await self._sync_commands()

    async def _watch_folder(self) -> None:
        if self._folder is not None:
            from bot.folder.service import WatchedFolder  # noqa: PLC0415 - seldom wanted, and slow to load

            watched = WatchedFolder(self._folder, self.acquisitions, self._database, self._clock)
            await self.add_cog(Folder(self, watched))

    async def _ask_for_gateway(self) -> None:
        # discord.py asks once; after a session that cannot be resumed it goes to the default.
        _, gateway, _ = await self.http.get_bot_gateway()
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)

    async def _sync_commands(self) -> None:
        ours = [command.to_dict(self.tree) for command in self.tree.get_commands()]
        assert self.application_id is not None  # noqa: S101 - logged in
        theirs = await self.http.get_global_commands(self.application_id)
        if same_commands(ours, theirs):
            log.info("Discord knows the commands already")
        else:
            await self.tree.sync()
            log.info("Told Discord of %d commands", len(ours))

    async def on_ready(self) -> None:
        """Say that it is there, and how to invite it."""
        assert self.user is not None  # noqa: S101 - ready
        log.info("Ready as %s in %d servers", self.user, len(self.guilds))
        log.info("Invite me with %s", self.invite_link())
        if not await self.library.has_stories():
            log.info("The library is empty: bring stories in with `python -m bot add FILE…`")

    def invite_link(self) -> str:
        """Where somebody who manages a server adds the bot to it, with exactly the permissions needed."""
        assert self.application_id is not None  # noqa: S101 - logged in
        return discord.utils.oauth_url(self.application_id, permissions=PERMISSIONS)

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Answer presses, choices and forms; commands go through the tree."""
        self.tasting.stirred()
        kinds = (discord.InteractionType.component, discord.InteractionType.modal_submit)
        if interaction.type in kinds:
            try:
                await self.router.route(interaction)
            except Exception as error:
                await apologise(interaction, error)

    async def _on_command_error(
        self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError
    ) -> None:
        await apologise(interaction, error)

    async def _is_member(self, reader: ReaderId, guild: GuildId) -> bool | None:
        try:
            await self.http.get_member(guild, reader)
        except (discord.NotFound, discord.Forbidden):
            return False
        except discord.HTTPException as error:
            log.warning("Discord did not say who is a member: %s", error)
            return None
        return True
