"""The `resolved` data that goes with ids which a person chose: users, roles, channels, files, messages."""

from __future__ import annotations

from bot.playground.attachments import Attachments
from bot.playground.entities import Channel, Guild, User
from bot.playground.permissions import in_channel
from bot.playground.refusals import Code, Refusal
from bot.playground.rules import commands, components
from bot.playground.wire import Json
from bot.playground.world import World

_USERS = {commands.USER, commands.MENTIONABLE}
_ROLES = {commands.ROLE, commands.MENTIONABLE}
_OF_COMPONENT = {
    components.USER_SELECT: commands.USER,
    components.ROLE_SELECT: commands.ROLE,
    components.MENTIONABLE_SELECT: commands.MENTIONABLE,
    components.CHANNEL_SELECT: commands.CHANNEL,
    components.FILE_UPLOAD: commands.ATTACHMENT,
}


class Resolved:
    """The objects for the ids that a person chose, as seen from one channel."""

    def __init__(self, world: World, attachments: Attachments, channel: Channel, person: User) -> None:
        self._world = world
        self._attachments = attachments
        self._channel = channel
        self._person = person
        self.data: Json = {}

    def add_chosen(self, component_type: int, values: list[str]) -> None:
        """Adds the objects chosen in a component; none for components whose values are plain text."""
        for value in values if component_type in _OF_COMPONENT else ():
            self.add(_OF_COMPONENT[component_type], value)

    def add(self, option_type: int, value: str) -> None:
        """Adds the object of an id in an option of this type. Refuses an id that belongs to nothing."""
        guild = self._channel.guild
        if option_type in _USERS and value in self._world.users:
            self._add_user(value)
        elif option_type in _ROLES and guild and value in guild.roles:
            self._put("roles", value, guild.roles[value].payload())
        elif option_type == commands.CHANNEL and guild and value in guild.channels | guild.threads:
            self._add_channel(guild, self._world.channels[value])
        elif option_type == commands.ATTACHMENT and value in self._attachments.objects:
            self._put("attachments", value, self._attachments.objects[value])
        else:
            raise Refusal(Code.INVALID_FORM, f"Nothing here has the id {value}.")

    def add_message(self, message: Json) -> None:
        """Adds the target of a message command."""
        self._put("messages", message["id"], message)

    def _add_user(self, user: str) -> None:
        self._put("users", user, self._world.users[user].payload())
        guild = self._channel.guild
        if guild and user in guild.members:
            member = guild.members[user].payload()
            del member["user"]
            permissions = str(in_channel(self._channel, user))
            self._put("members", user, member | {"permissions": permissions})

    def _add_channel(self, guild: Guild, channel: Channel) -> None:
        permissions = str(in_channel(channel, self._person.id))
        partial = channel.partial() | {"guild_id": guild.id, "permissions": permissions}
        self._put("channels", channel.id, partial)

    def _put(self, kind: str, key: str, value: Json) -> None:
        self.data.setdefault(kind, {})[key] = value
