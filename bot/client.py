"""The bot itself: has the features register, and passes presses and errors on to them."""

from __future__ import annotations

import asyncio
import importlib
import logging
import pkgutil
import time
from functools import cache, partial
from operator import eq
from typing import Any

import aiohttp
import discord
import yarl
from discord import app_commands
from discord.ext import commands

import cogs
from bot.app import App
from bot.command_sync import same_commands
from bot.gateway import Connections
from bot.language import speak
from bot.leases.models import ALL_SHARDS, Shards
from bot.readers.models import Standing
from bot.sandbox import ASKED_BY
from bot.stories.ids import GuildId, ReaderId, RoleId
from bot.telemetry import INTERACTIONS, RATE_LIMITED, REQUEST, RESPONSES
from bot.workers import Workers
from cogs.ui.audiences import Audiences
from cogs.ui.command_links import CommandLinks
from cogs.ui.command_translator import CommandTranslator
from cogs.ui.in_hand import LAST_WORDS, InHand, TooManyAtOnceError
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


_GOODBYE = 1.0
"""Seconds for Discord to answer a goodbye."""
_TOO_MANY = 429
_NO_MEMBER = {10004, 10007, 10013, 50001}
"""Discord's codes where a member, a server or an account is unknown, or the bot is not in that server. What
refuses without a code need not be Discord."""


def _counted_responses() -> aiohttp.TraceConfig:
    """Counts Discord's answers: some 30 µs of each, so it is for who asks for the figures."""

    async def count(_: object, __: object, ended: aiohttp.TraceRequestEndParams) -> None:
        RESPONSES.labels(str(ended.response.status)).inc()
        if ended.response.status == _TOO_MANY:
            RATE_LIMITED.inc(float(ended.response.headers.get("Retry-After", 0)))

    trace = aiohttp.TraceConfig()
    trace.on_request_end.append(count)
    return trace


@cache
def _features() -> tuple[Any, ...]:
    """Returns the packages of `cogs` that register something.

    They are not loaded with `load_extension`: that takes the modules out of `sys.modules` when a bot closes,
    under the feet of any other bot in this process.
    """
    found = pkgutil.iter_modules(cogs.__path__, "cogs.")
    modules = [importlib.import_module(each.name) for each in found]
    return tuple(each for each in modules if hasattr(each, "setup"))


class Commands(app_commands.CommandTree["StoryBot"]):
    """The commands, each noted as in hand while it is answered."""

    async def interaction_check(self, interaction: discord.Interaction[StoryBot]) -> bool:
        """Notes that a command, or a list of choices, is in hand. Returns False where it is not answered any
        further: somebody has too many in hand, or has typed on."""
        try:
            if await interaction.client.take_in_hand(interaction):
                return True
            await interaction.response.autocomplete([])
        except TooManyAtOnceError as error:
            await interaction.client.calm_down(interaction, error)
        return False


class StoryBot(commands.AutoShardedBot):
    """Fireside on Discord.

    `was_ready` tells whether Discord has begun a session with it.
    """

    def __init__(self, app: App, shards: Shards = ALL_SHARDS) -> None:
        super().__init__(
            shard_ids=list(shards.ids) if shards.ids else None,  # type: ignore[arg-type] # it may be None
            shard_count=shards.count,
            command_prefix=commands.when_mentioned,
            tree_cls=Commands,
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
            http_trace=_counted_responses() if app.health.is_served else None,  # type: ignore[arg-type]
        )
        self.app = app
        app.membership.ask = self._standing_of
        self.audiences = Audiences(app.membership)
        self.command_links = CommandLinks(self.tree)
        self.router = Router()
        self.workers = Workers(None if app.leases is None else app.leases.of)
        self._max_concurrency = 1
        self.was_ready = False
        self._closing: asyncio.Task[None] | None = None
        self._in_hand = InHand()
        self._gateway = Connections(self.http.ws_connect, lambda: self.shard_count or 1)
        self.http.ws_connect = self._gateway.connect  # type: ignore[method-assign]
        self.tree.error(self._on_command_error)

    async def setup_hook(self) -> None:
        """Has every feature register itself, and tells Discord of the commands if it has others."""
        send_unechoed()
        self._tell_of_sessions()
        await self._ask_for_gateway()
        await self._take_shards()
        for feature in _features():
            await feature.setup(self)
        await self.tree.set_translator(CommandTranslator())
        await self._sync_commands()

    async def add_cog(self, cog: commands.Cog, /, **options: Any) -> None:
        """Registers a cog, and the presses that it answers."""
        await super().add_cog(cog, **options)
        self.router.add(cog)

    async def take_in_hand(self, interaction: discord.Interaction[Any]) -> bool:
        """Notes that the task that calls this answers an interaction, and has it speak the person's language.
        Returns False for a list of choices that is of no use any more.

        Raises TooManyAtOnceError.
        """
        reader, locale = ReaderId(interaction.user.id), interaction.locale.value
        speak(locale)
        REQUEST.set(str(interaction.id))
        ASKED_BY.set(reader)
        begun = time.perf_counter()
        log.debug("Answering an interaction: %s", interaction.type.name)
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - called by coroutines only
        self._in_hand.hold(task)
        observe = INTERACTIONS.labels(interaction.type.name).observe
        task.add_done_callback(lambda _: observe(time.perf_counter() - begun))
        if not self.app.locales.knows(reader, locale):
            self._in_hand.hold(asyncio.create_task(self.app.locales.note(reader, locale)))
        if interaction.type is discord.InteractionType.autocomplete:
            return await self._in_hand.take_list(reader, task)
        self._in_hand.take(reader, task)
        return True

    async def calm_down(self, interaction: discord.Interaction[Any], error: TooManyAtOnceError) -> None:
        """Tells somebody, a little later, that it is too much at once."""
        if await self._in_hand.calm_down(ReaderId(interaction.user.id)):
            await apologise(interaction, error)

    async def drain(self, seconds: float) -> None:
        """Takes no new interactions. Returns when all that Discord has sent are answered and the workers have
        ended what they were at, or after so many seconds: what takes longer is cancelled, and says so."""
        workers = asyncio.create_task(self.workers.drain(seconds))
        gone = [
            self.wait_for("shard_disconnect", check=partial(eq, number), timeout=_GOODBYE)
            for number, shard in self.shards.items()
            if not shard.is_closed()
        ]
        await self._gateway.leave()
        await asyncio.gather(*gone, return_exceptions=True)
        for shard in self.shards.values():
            await shard.disconnect()
        await self._in_hand.end(seconds - _GOODBYE - LAST_WORDS)
        await workers

    async def close(self) -> None:
        """Stops the workers, and disconnects from Discord."""
        await self.workers.close()
        await super().close()

    def _tell_of_sessions(self) -> None:
        """Dispatches `session_began` with what begins a session: the shard's number, how many there are, and
        the ids of its servers. discord.py goes on knowing those that the bot was removed from meanwhile."""
        parsers = self._connection.parsers
        parse_ready = parsers["READY"]

        def ready(data: Any) -> None:
            parse_ready(data)
            servers = frozenset(GuildId(int(each["id"])) for each in data["guilds"])
            self.dispatch("session_began", *data["shard"], servers)

        parsers["READY"] = ready

    async def on_shard_connect(self, shard: int) -> None:
        """Notes that Discord has begun a session."""
        self._gateway.begun, self.was_ready = 0, True

    async def on_shard_resumed(self, shard: int) -> None:
        """Notes that Discord has taken up a session again."""
        self._gateway.begun = 0

    async def _ask_for_gateway(self) -> None:
        # discord.py asks once; after a session that cannot be resumed it goes to the default.
        recommended, gateway, starts = await self.http.get_bot_gateway()
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)
        self.shard_count = self.shard_count or recommended
        self._max_concurrency = starts["max_concurrency"]

    async def _take_shards(self) -> None:
        """Takes the shards of this process, where others may share the database. Raises a ShardsError."""
        leases = self.app.leases
        if leases is not None:
            assert self.shard_count is not None  # noqa: S101 - Discord has recommended one
            await leases.serve(self.shard_ids or range(self.shard_count), self.shard_count)
            leases.lost = self._lose_shards
            self.workers.start(leases.worker())

    def _lose_shards(self) -> None:
        log.critical("Another process has the shards of this one, which was not heard of for too long")
        self._closing = self._closing or asyncio.create_task(self.close())

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Waits until Discord takes another session of this bot, whichever process begins it."""
        if self.app.leases is None:
            await super().before_identify_hook(shard_id, initial=initial)
        else:
            await self.app.leases.turn_to_identify((shard_id or 0) % self._max_concurrency)

    async def _sync_commands(self) -> None:
        assert self.tree.translator is not None  # noqa: S101 - it was set before
        ours = [
            await each.get_translated_payload(self.tree, self.tree.translator)
            for each in self.tree.get_commands()
        ]
        # discord.py would ask for commands without their translations.
        path = "/applications/{application_id}/commands?with_localizations=true"
        theirs = await self.http.request(discord.http.Route("GET", path, application_id=self.application_id))
        self.command_links.ids = {each["name"]: int(each["id"]) for each in theirs}
        if same_commands(ours, theirs):
            log.info("Discord knows the commands already")
            return
        try:
            synced = await self.tree.sync()
        except app_commands.CommandSyncFailure:  # it would refuse them the next time, too
            log.exception("Discord refuses the commands, and keeps those that it has")
        else:
            self.command_links.ids = {each.name: each.id for each in synced}
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
                await self.take_in_hand(interaction)
                await self.router.route(interaction)
            except TooManyAtOnceError as error:
                await self.calm_down(interaction, error)
            except Exception as error:
                await apologise(interaction, error)

    async def _on_command_error(
        self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError
    ) -> None:
        await apologise(interaction, error)

    async def _standing_of(self, reader: ReaderId, guild: GuildId) -> Standing | None:
        try:
            member = await self.http.get_member(guild, reader)
        except (discord.HTTPException, aiohttp.ClientError) as error:
            if getattr(error, "code", None) in _NO_MEMBER:
                return Standing(member=False)
            log.warning("Discord did not say who is a member: %s", error)
            return None
        return Standing(member=True, roles=tuple(RoleId(int(role)) for role in member["roles"]))
