"""The world of a playground: its people, servers and channels, and how to find them.

It begins with two servers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.playground.entities import Channel, Guild, Member, Overwrite, Role, Thread, User
from bot.playground.permissions import CONVERSATION, EVERYONE, NOTHING, Permission, in_channel
from bot.playground.refusals import Code, Refusal
from bot.playground.snowflakes import Snowflakes, timestamp

_BEGINNING = 1_767_225_600.0
"""The time at which the world begins, in seconds of the Unix epoch: its first people and servers keep their
ids for ever, so that a bot finds its readers again after the playground was restarted.
"""


class World:
    """Everything in the playground but the messages. `clock` gives the time that people see, in seconds.

    `owner` is the person whose application the bot is.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock = clock
        self.new_id = Snowflakes(_BEGINNING)
        self.application_id = self.new_id()
        self.bot = User(self.new_id(), "Fireside", bot=True)
        self.users: dict[str, User] = {self.bot.id: self.bot}
        self.guilds: dict[str, Guild] = {}
        self.channels: dict[str, Channel] = {}
        self._populate()
        self.owner = self._settle_owner()
        for guild in self.guilds.values():
            self.add_role(guild, "Supporters", NOTHING)
        self.new_id = Snowflakes()

    def now(self) -> str:
        """Returns the time that people see, as Discord writes it."""
        return timestamp(self.clock())

    def _populate(self) -> None:
        mira, theo, ines = (self.add_person(name) for name in ("Mira", "Theo", "Ines"))
        hearth = self.add_guild("The Hearth", mira, theo, ines)
        for name in ("reading-room", "book-club", "after-dark", "notices"):
            self.add_channel(hearth, name, nsfw=name == "after-dark")
        notices = self.channel_named("notices", hearth)
        notices.overwrites[hearth.id] = Overwrite(of_member=False, deny=Permission.SEND_MESSAGES)
        self.add_channel(self.add_guild("The Annex", theo, ines), "annex")
        for guild in self.guilds.values():
            manager = self.add_role(guild, "Manager", Permission.MANAGE_GUILD | Permission.MANAGE_CHANNELS)
            guild.members[ines.id].roles.append(manager.id)
        # What was thought of later comes last, since ids are given in order.
        self.add_role(hearth, "Librarians", NOTHING)

    def _settle_owner(self) -> User:
        owner = self.add_person("Odile")
        self.add_member(self.guild_named("The Hearth"), owner)
        return owner

    def add_person(self, name: str) -> User:
        """Adds a new person, in no server yet."""
        user = User(self.new_id(), name)
        self.users[user.id] = user
        return user

    def add_guild(self, name: str, *people: User, with_bot: bool = True) -> Guild:
        """Adds a server with these members and (unless told otherwise) the bot, and no channel yet.

        It belongs to somebody who is not here, so that nobody has an owner's powers.
        """
        guild = Guild(self.new_id(), name, owner_id=self.new_id())
        guild.roles[guild.id] = Role(guild.id, "@everyone", EVERYONE)
        self.guilds[guild.id] = guild
        for person in people:
            self.add_member(guild, person)
        if with_bot:
            self.add_member(guild, self.bot)
            granted = CONVERSATION | Permission.CREATE_EVENTS
            role = self.add_role(guild, self.bot.name, granted, managed=True)
            guild.members[self.bot.id].roles.append(role.id)
        return guild

    def add_member(self, guild: Guild, user: User) -> Member:
        """Adds a user to a server."""
        member = guild.members[user.id] = Member(user, joined=self.now())
        return member

    def add_role(
        self,
        guild: Guild,
        name: str,
        permissions: int,
        *,
        managed: bool = False,
        mentionable: bool = False,
    ) -> Role:
        """Adds a role above the others; nobody has it yet."""
        position = len(guild.roles)
        role = Role(self.new_id(), name, permissions, position, managed=managed, mentionable=mentionable)
        guild.roles[role.id] = role
        return role

    def add_channel(self, guild: Guild, name: str, *, nsfw: bool = False) -> Channel:
        """Adds a text channel below the others."""
        channel = Channel(self.new_id(), name, guild, nsfw=nsfw, position=len(guild.channels))
        guild.channels[channel.id] = self.channels[channel.id] = channel
        return channel

    def add_thread(self, thread: Thread) -> None:
        """Adds a thread to its server."""
        thread.guild.threads[thread.id] = self.channels[thread.id] = thread

    def remove_thread(self, thread: Thread) -> None:
        """Removes a thread."""
        del thread.guild.threads[thread.id], self.channels[thread.id]

    def direct(self, person: User) -> tuple[Channel, bool]:
        """Returns the direct messages between the bot and a person, and whether they were opened just now."""
        for channel in self.direct_of(person.id):
            return channel, False
        channel = Channel(self.new_id(), parties={self.bot.id: self.bot, person.id: person})
        self.channels[channel.id] = channel
        return channel, True

    def direct_of(self, person: str) -> Iterator[Channel]:
        """Returns the open direct messages of a person, by id."""
        return (channel for channel in self.channels.values() if person in channel.parties)

    def user(self, user: str) -> User:
        """Returns the user with this id."""
        if found := self.users.get(user):
            return found
        raise Refusal(Code.UNKNOWN_USER)

    def guild(self, guild: str, viewer: str) -> Guild:
        """Returns the server with this id, if this user is in it."""
        found = self.guilds.get(guild)
        if found is None:
            raise Refusal(Code.UNKNOWN_GUILD)
        if viewer not in found.members:
            raise Refusal(Code.MISSING_ACCESS)
        return found

    def channel(self, channel: str, viewer: str, needed: int = Permission.VIEW_CHANNEL) -> Channel:
        """Returns the channel with this id, if this user sees it and has the permissions needed there."""
        found = self.channels.get(channel)
        if found is None:
            raise Refusal(Code.UNKNOWN_CHANNEL)
        allowed = in_channel(found, viewer)
        if not allowed & Permission.VIEW_CHANNEL:
            raise Refusal(Code.MISSING_ACCESS)
        if needed & ~allowed:
            raise Refusal(Code.MISSING_PERMISSIONS)
        return found

    def channel_to_speak_in(self, channel: str, viewer: str) -> Channel:
        """Returns the channel with this id, if this user sees it and may send messages there.

        A locked thread takes them only from those who manage threads.
        """
        found = self.channel(channel, viewer, self.channel(channel, viewer).to_speak)
        manages = in_channel(found, viewer) & Permission.MANAGE_THREADS
        if isinstance(found, Thread) and found.locked and not manages:
            raise Refusal(Code.ARCHIVED_THREAD if found.archived else Code.LOCKED_THREAD)
        return found

    def people(self) -> list[User]:
        """Returns everyone but the bot, in the order in which they came."""
        return [user for user in self.users.values() if not user.bot]

    def person_named(self, name: str) -> User:
        """Returns the person of this name."""
        return next(user for user in self.people() if user.name == name)

    def channel_named(self, name: str, guild: Guild | None = None) -> Channel:
        """Returns the channel of this name, in this server or in whichever has one."""
        return next(
            channel
            for channel in self.channels.values()
            if channel.name == name and guild in (None, channel.guild)
        )

    def guild_named(self, name: str) -> Guild:
        """Returns the server of this name."""
        return next(guild for guild in self.guilds.values() if guild.name == name)

    def guild_of(self, role: Role) -> Guild:
        """Returns the server that has this role."""
        return next(guild for guild in self.guilds.values() if role.id in guild.roles)

    def shares_a_guild(self, person: User) -> bool:
        """Returns whether some server has both this person and the bot among its members."""
        both = {person.id, self.bot.id}
        return any(both <= guild.members.keys() for guild in self.guilds.values())
