"""The bot itself: has the features register, and passes presses and errors on to them."""

from __future__ import annotations

import importlib
import logging
import pkgutil
from typing import Any

import aiohttp
import discord
import yarl
from discord import app_commands
from discord.ext import commands

import cogs
from bot.app import App
from bot.command_sync import same_commands
from bot.readers.models import Standing
from bot.stories.ids import GuildId, ReaderId, RoleId
from bot.workers import Workers
from cogs.ui.audiences import Audiences
from cogs.ui.replies import apologise
from cogs.ui.router import Router
from cogs.ui.webhooks import send_unechoed

log = logging.getLogger(__name__)

PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    attach_files=True,
    create_public_threads=True,
    read_message_history=True,
)
"""The permissions that the bot needs in a server: to read aloud and announce chapters in a channel or thread,
to open threads about them where that is asked for, to show pictures there, and to find after a crash what it
has sent. Private panels need none.
"""


# Fireside does not speak, so no library for voice is missed.
discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False


def speak_to(api_url: str) -> None:
    """Points discord.py at a server that speaks Discord's API. It holds for the whole process."""
    discord.http.Route.BASE = api_url


class StoryBot(commands.AutoShardedBot):
    """Fireside on Discord."""

    def __init__(self, app: App) -> None:
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
        self.app = app
        app.membership.ask = self._standing_of
        self.audiences = Audiences(app.membership)
        self.router = Router()
        self.workers = Workers()
        self.tree.error(self._on_command_error)

    async def setup_hook(self) -> None:
        """Has every feature register itself, and tells Discord of the commands if it has others."""
        send_unechoed()
        for feature in pkgutil.iter_modules(cogs.__path__, "cogs."):
            # Not `load_extension`: that takes the modules out of `sys.modules` when a bot closes, under the
            # feet of any other bot in this process.
            module = importlib.import_module(feature.name)
            if hasattr(module, "setup"):
                await module.setup(self)
        await self._ask_for_gateway()
        await self._sync_commands()

    async def add_cog(self, cog: commands.Cog, /, **options: Any) -> None:
        """Registers a cog, and the presses that it answers."""
        await super().add_cog(cog, **options)
        self.router.add(cog)

    async def close(self) -> None:
        """Stops the workers, and disconnects from Discord."""
        await self.workers.close()
        await super().close()

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
        """Logs that the bot is there, and how to invite it."""
        assert self.user is not None  # noqa: S101 - ready
        log.info("Ready as %s in %d servers", self.user, len(self.guilds))
        log.info("Invite me with %s", self.invite_link())
        if not await self.app.library.has_stories():
            log.info("The library is empty: bring stories in with `python -m bot add FILE…`")

    def invite_link(self) -> str:
        """Returns the address where somebody who manages a server adds the bot to it,
        with exactly the permissions needed.
        """
        assert self.application_id is not None  # noqa: S101 - logged in
        return discord.utils.oauth_url(self.application_id, permissions=PERMISSIONS)

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Answers presses, choices and forms; commands go through the tree."""
        self.app.collaborative_filtering.note_activity()
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

    async def _standing_of(self, reader: ReaderId, guild: GuildId) -> Standing | None:
        try:
            member = await self.http.get_member(guild, reader)
        except (discord.NotFound, discord.Forbidden):
            return Standing(member=False)
        except (discord.HTTPException, aiohttp.ClientError) as error:
            log.warning("Discord did not say who is a member: %s", error)
            return None
        return Standing(member=True, roles=tuple(RoleId(int(role)) for role in member["roles"]))
