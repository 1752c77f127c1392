"""The permissions of members: Discord's permission bits and how it computes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.playground.entities import Channel, Guild, Member


class Permission:
    """The permissions that the playground looks at (Discord's documentation, "Permissions").

    They are plain numbers, since every message asks for them several times.
    """

    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_EXTERNAL_EMOJIS = 1 << 18
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_EVENTS = 1 << 33
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    CREATE_PRIVATE_THREADS = 1 << 36
    SEND_MESSAGES_IN_THREADS = 1 << 38
    CREATE_EVENTS = 1 << 44
    SEND_POLLS = 1 << 49


NOTHING = 0
EVERYTHING = (1 << 53) - 1
CONVERSATION = (
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.SEND_MESSAGES_IN_THREADS
)
EVERYONE = (
    CONVERSATION
    | Permission.ADD_REACTIONS
    | Permission.USE_EXTERNAL_EMOJIS
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.CREATE_PRIVATE_THREADS
    | Permission.SEND_POLLS
)
IN_DIRECT_MESSAGES = EVERYONE


def in_guild(guild: Guild, member: Member) -> int:
    """Returns the permissions that the member's roles give in the whole server."""
    allowed = guild.roles[guild.id].permissions
    for role in member.roles:
        allowed |= guild.roles[role].permissions
    return EVERYTHING if allowed & Permission.ADMINISTRATOR else allowed


def in_channel(channel: Channel, person: str) -> int:
    """Returns the permissions of a person (or the bot), by id, in a channel; none if they cannot see it."""
    guild = channel.guild
    if guild is None:
        return IN_DIRECT_MESSAGES if person in channel.parties else NOTHING
    member = guild.members.get(person)
    if member is None:
        return NOTHING
    allowed = in_guild(guild, member)
    if allowed & Permission.ADMINISTRATOR:
        return EVERYTHING
    overwrites = channel.parent_or_self.overwrites
    for targets in ({guild.id}, set(member.roles), {person}):
        concerned = [overwrites[target] for target in targets if target in overwrites]
        for overwrite in concerned:
            allowed &= ~overwrite.deny
        for overwrite in concerned:
            allowed |= overwrite.allow
    return allowed if allowed & Permission.VIEW_CHANNEL and channel.admits(person, allowed) else NOTHING
