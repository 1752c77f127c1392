"""Events that the bot has no part in: tests change the world as a server's owner, or an outage, would."""

from __future__ import annotations

from bot.playground.entities import PRIVATE_THREAD, Channel, Guild, Overwrite, Role, Thread, User
from bot.playground.events import Events
from bot.playground.gateway import Gateway, Intent, guild_create
from bot.playground.interactions import Interactions
from bot.playground.messages import Message, Messages
from bot.playground.permissions import NOTHING
from bot.playground.threads import Threads
from bot.playground.world import World


class Stage:
    """Changes the world, and tells the bot as Discord does."""

    def __init__(
        self,
        world: World,
        gateway: Gateway,
        interactions: Interactions,
        threads: Threads,
        messages: Messages,
        events: Events,
    ) -> None:
        self._world = world
        self._messages = messages
        self._threads = threads
        self._gateway = gateway
        self._interactions = interactions
        self._events = events

    def add_person(self, name: str, *guilds: Guild) -> User:
        """Adds a new person, a member of these servers."""
        person = self._world.add_person(name)
        for guild in guilds:
            self.add_member(guild, person)
        return person

    def add_member(self, guild: Guild, person: User) -> None:
        """Adds a person to a server; the bot is told of all that there is."""
        member = self._world.add_member(guild, person)
        if person.bot:
            self._gateway.dispatch(
                "GUILD_CREATE", guild_create(guild, person.id), guild=guild.id, intent=Intent.GUILDS
            )
            return
        data = member.payload() | {"guild_id": guild.id}
        self._gateway.dispatch("GUILD_MEMBER_ADD", data, guild=guild.id, intent=Intent.GUILD_MEMBERS)

    def remove_member(self, guild: Guild, person: User) -> None:
        """Removes a person from a server; the bot is told that a server it leaves is gone."""
        del guild.members[person.id]
        if person.bot:
            self._gateway.dispatch("GUILD_DELETE", {"id": guild.id}, guild=guild.id, intent=Intent.GUILDS)

    def begin_outage(self, guild: Guild) -> None:
        """Tells the bot that an outage keeps a server from it."""
        data = {"id": guild.id, "unavailable": True}
        self._gateway.dispatch("GUILD_DELETE", data, guild=guild.id, intent=Intent.GUILDS)

    def give_role(self, person: User, role: Role) -> None:
        """Gives a member of the role's server that role, unless they have it."""
        roles = self._world.guild_of(role).members[person.id].roles
        if role.id not in roles:
            roles.append(role.id)
            self._tell_roles(person, role)

    def take_role(self, person: User, role: Role) -> None:
        """Takes a role from a member of its server, if they have it."""
        roles = self._world.guild_of(role).members[person.id].roles
        if role.id in roles:
            roles.remove(role.id)
            self._tell_roles(person, role)

    def add_guild(self, name: str, *people: User) -> Guild:
        """Adds a server that has the bot and one channel, general."""
        guild = self._world.add_guild(name, *people)
        self._world.add_channel(guild, "general")
        data = guild_create(guild, self._world.bot.id)
        self._gateway.dispatch("GUILD_CREATE", data, guild=guild.id, intent=Intent.GUILDS)
        return guild

    def add_channel(self, guild: Guild, name: str, *, nsfw: bool = False) -> Channel:
        """Adds a text channel."""
        channel = self._world.add_channel(guild, name, nsfw=nsfw)
        self._tell("CHANNEL_CREATE", channel)
        return channel

    def start_thread(
        self,
        channel: Channel,
        owner: User,
        name: str,
        message: Message | None = None,
        *,
        private: bool = False,
    ) -> Thread:
        """Starts a thread in a channel: from a message, or on its own, which may be private."""
        form = {"name": name, "type": PRIVATE_THREAD if private else channel.thread_type}
        return self._threads.start(channel, owner, form, message)

    def leave_thread(self, thread: Thread, person: User) -> None:
        """Has a person leave a thread."""
        self._threads.remove(thread, person, person)

    def archive_thread(self, thread: Thread, *, locked: bool = False) -> None:
        """Archives a thread, as a moderator would; a locked one is opened again by moderators only."""
        self._messages.archive(thread, locked=locked)

    def remove_thread(self, thread: Thread) -> None:
        """Deletes a thread."""
        self._threads.end(thread)

    def remove_channel(self, channel: Channel) -> None:
        """Deletes a channel, with its threads."""
        del self._world.channels[channel.id]
        if channel.guild:
            for thread in channel.guild.threads_in(channel):
                self._world.remove_thread(thread)
            del channel.guild.channels[channel.id]
            self._tell("CHANNEL_DELETE", channel)

    def set_nsfw(self, channel: Channel, nsfw: bool) -> None:
        """Makes a channel age-restricted, or no longer so."""
        channel.nsfw = nsfw
        self._tell("CHANNEL_UPDATE", channel)

    def make_announcements(self, channel: Channel) -> None:
        """Makes a channel one for announcements."""
        channel.announcement = True
        self._tell("CHANNEL_UPDATE", channel)

    def set_permissions(
        self,
        channel: Channel,
        whom: User | Role,
        *,
        allow: int = NOTHING,
        deny: int = NOTHING,
    ) -> None:
        """Sets what a person, the bot or a role may do in a channel beyond what the server lets them."""
        channel.overwrites[whom.id] = Overwrite(isinstance(whom, User), allow, deny)
        self._tell("CHANNEL_UPDATE", channel)

    def close_direct(self, person: User) -> None:
        """Makes a person take no direct messages any more."""
        person.takes_messages = False

    def age_tokens(self, seconds: float) -> None:
        """Makes every interaction's token older by so many seconds."""
        self._interactions.age(seconds)

    async def cut_connections(self, *, resumable: bool = True) -> None:
        """Breaks the bot's gateway connections; if not resumable, it has to identify anew."""
        await self._gateway.drop(resumable=resumable)

    def ask_to_reconnect(self) -> None:
        """Asks the bot to connect anew (opcode 7)."""
        self._gateway.ask_to_reconnect()

    def _tell_roles(self, person: User, role: Role) -> None:
        guild = self._world.guild_of(role)
        data = guild.members[person.id].payload() | {"guild_id": guild.id}
        self._gateway.dispatch("GUILD_MEMBER_UPDATE", data, guild=guild.id, intent=Intent.GUILD_MEMBERS)
        self._events.tell("member_update", data, lambda who: who in guild.members)

    def _tell(self, event: str, channel: Channel) -> None:
        guild = channel.guild
        if guild is not None:
            data = channel.payload(self._world.bot.id)
            self._gateway.dispatch(event, data, guild=guild.id, intent=Intent.GUILDS)
            self._events.tell(event.lower(), data, lambda who: who in guild.members)
