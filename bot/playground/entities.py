"""Users, roles, members, channels, threads and servers, and the objects that they are sent as."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256

from bot.playground.permissions import NOTHING, Permission, in_channel
from bot.playground.wire import Json

TEXT, DIRECT, ANNOUNCEMENT = 0, 1, 5
PUBLIC_THREADS = ANNOUNCEMENT_THREAD, PUBLIC_THREAD = 10, 11
PRIVATE_THREAD = 12
_KEPT_OF_THREADS = (
    *("id", "name", "started", "archived_after", "slowmode", "members", "messages", "sent"),
    *("archived", "locked", "archive_changed", "private", "invitable"),
)


@dataclass(eq=False)
class User:
    """A person, or the bot."""

    id: str
    name: str
    bot: bool = False
    locale: str = "en-GB"
    takes_messages: bool = True
    pictures: dict[str, bytes] = field(default_factory=dict)
    """The PNGs of its avatar and its banner, if it has them, by those words."""

    def payload(self) -> Json:
        """Returns the user object."""
        payload: Json = {
            "id": self.id,
            "username": self.name.lower(),
            "global_name": None if self.bot else self.name,
            "discriminator": "0",
            "avatar": self.picture("avatar"),
            "banner": self.picture("banner"),
            "public_flags": 0,
        }
        return payload | {"bot": True, "username": self.name} if self.bot else payload

    def picture(self, kind: str) -> str | None:
        """Returns the name that Discord gives a picture of a user by what it shows, or None."""
        return sha256(self.pictures[kind]).hexdigest()[:32] if kind in self.pictures else None


@dataclass(eq=False)
class Role:
    """A role of a server; the one with the server's own id is everybody's."""

    id: str
    name: str
    permissions: int
    position: int = 0
    managed: bool = False
    mentionable: bool = False

    def payload(self) -> Json:
        """Returns the role object."""
        return {
            "id": self.id,
            "name": self.name,
            "color": 0,
            "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
            "hoist": False,
            "icon": None,
            "unicode_emoji": None,
            "position": self.position,
            "permissions": str(self.permissions),
            "managed": self.managed,
            "mentionable": self.mentionable,
            "flags": 0,
        }


@dataclass(eq=False)
class Member:
    """A user in a server."""

    user: User
    joined: str
    roles: list[str] = field(default_factory=list)

    def payload(self) -> Json:
        """Returns the member object, with its user."""
        return {
            "user": self.user.payload(),
            "nick": None,
            "avatar": None,
            "banner": None,
            "roles": self.roles,
            "joined_at": self.joined,
            "premium_since": None,
            "communication_disabled_until": None,
            "pending": False,
            "deaf": False,
            "mute": False,
            "flags": 0,
        }


@dataclass
class Overwrite:
    """The permissions that a channel allows or denies a role or a member, beyond those of the server."""

    of_member: bool
    allow: int = NOTHING
    deny: int = NOTHING


@dataclass(eq=False)
class Channel:
    """A text channel of a server, or the direct messages between the bot and a person."""

    id: str
    name: str = ""
    guild: Guild | None = None
    nsfw: bool = False
    position: int = 0
    topic: str | None = None
    overwrites: dict[str, Overwrite] = field(default_factory=dict)
    parties: dict[str, User] = field(default_factory=dict)
    last_message_id: str | None = None
    announcement: bool = False

    @property
    def parent_or_self(self) -> Channel:
        """The channel whose permissions and age restriction hold here: a thread has none of its own."""
        return self

    @property
    def thread_type(self) -> int:
        """The channel type of the public threads in it."""
        return ANNOUNCEMENT_THREAD if self.announcement else PUBLIC_THREAD

    @property
    def to_speak(self) -> int:
        """The permissions needed to send messages here."""
        return Permission.VIEW_CHANNEL | Permission.SEND_MESSAGES

    def admits(self, person: str, allowed: int) -> bool:
        """Returns whether a person, by id, to whom the server and the channel allow this much may be here."""
        return True

    def visible_to(self, person: str) -> bool:
        """Returns whether a person (or the bot), by id, sees the channel."""
        return bool(in_channel(self, person) & Permission.VIEW_CHANNEL)

    def payload(self, viewer: str) -> Json:
        """Returns the channel object as this user sees it:
        in direct messages the recipient is the other one.
        """
        if self.guild is None:
            others = [user.payload() for user in self.parties.values() if user.id != viewer]
            return {
                "id": self.id,
                "type": DIRECT,
                "last_message_id": self.last_message_id,
                "flags": 0,
                "recipients": others,
            }
        return self.partial() | {
            "guild_id": self.guild.id,
            "permission_overwrites": [
                {
                    "id": target,
                    "type": int(overwrite.of_member),
                    "allow": str(overwrite.allow),
                    "deny": str(overwrite.deny),
                }
                for target, overwrite in self.overwrites.items()
            ],
        }

    def partial(self) -> Json:
        """Returns the part of the object that an interaction carries, for a channel of a server."""
        return {
            "id": self.id,
            "type": ANNOUNCEMENT if self.announcement else TEXT,
            "name": self.name,
            "topic": self.topic,
            "nsfw": self.nsfw,
            "position": self.position,
            "parent_id": None,
            "rate_limit_per_user": 0,
            "last_message_id": self.last_message_id,
            "flags": 0,
        }


@dataclass(eq=False, kw_only=True)
class Thread(Channel):
    """A thread in a channel.

    `members` maps the ids of those who have joined it to the moment when they did. `messages` counts those
    that are there and `sent` all that ever were, without the first one. `archived_after` is in minutes.
    `archive_changed` is when it was archived or opened again, None if it never was. A `private` one is open
    to its members, and to who manages threads; `invitable` says that any member may add others.
    """

    guild: Guild
    parent: Channel
    owner: User
    started: str
    archived_after: int
    slowmode: int = 0
    members: dict[str, str] = field(default_factory=dict)
    messages: int = 0
    sent: int = 0
    archived: bool = False
    locked: bool = False
    archive_changed: str | None = None
    private: bool = False
    invitable: bool = True

    @property
    def parent_or_self(self) -> Channel:
        """The channel that the thread is in."""
        return self.parent

    def admits(self, person: str, allowed: int) -> bool:
        """Returns whether a person, by id, to whom the channel allows this much may be in the thread."""
        return not self.private or person in self.members or bool(allowed & Permission.MANAGE_THREADS)

    def may_add(self, person: str) -> bool:
        """Returns whether a member, by id, may add others to the thread."""
        manages = in_channel(self, person) & Permission.MANAGE_THREADS
        return self.invitable or person == self.owner.id or bool(manages)

    @property
    def to_speak(self) -> int:
        """The permissions needed to send messages here, which are not those of other channels."""
        return Permission.VIEW_CHANNEL | Permission.SEND_MESSAGES_IN_THREADS

    def payload(self, viewer: str) -> Json:
        """Returns the thread's channel object, with this user's membership if they have joined it."""
        whole = self.partial() | {"guild_id": self.guild.id}
        return whole | {"member": self.membership(viewer)} if viewer in self.members else whole

    def partial(self) -> Json:
        """Returns the part of the object that an interaction carries."""
        return {
            "id": self.id,
            "type": PRIVATE_THREAD if self.private else self.parent.thread_type,
            "name": self.name,
            "parent_id": self.parent.id,
            "owner_id": self.owner.id,
            "rate_limit_per_user": self.slowmode,
            "last_message_id": self.last_message_id,
            "message_count": self.messages,
            "total_message_sent": self.sent,
            "member_count": len(self.members),
            "flags": 0,
            "thread_metadata": {
                "archived": self.archived,
                "archive_timestamp": self.archive_changed or self.started,
                "create_timestamp": self.started,
                "auto_archive_duration": self.archived_after,
                "locked": self.locked,
            }
            | ({"invitable": self.invitable} if self.private else {}),
        }

    def kept(self) -> Json:
        """Returns what makes the thread again, its channel and its owner by id."""
        own = {key: getattr(self, key) for key in _KEPT_OF_THREADS}
        return own | {"parent": self.parent.id, "owner": self.owner.id}

    def membership(self, user: str) -> Json:
        """Returns the thread member object of somebody, by id, who has joined."""
        return {"id": self.id, "user_id": user, "join_timestamp": self.members[user], "flags": 0}


@dataclass(eq=False)
class Guild:
    """A server."""

    id: str
    name: str
    owner_id: str
    roles: dict[str, Role] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    threads: dict[str, Thread] = field(default_factory=dict)
    events: dict[str, Json] = field(default_factory=dict)
    """The scheduled events, by id, as Discord sends them."""
    locale: str = "en-GB"

    def threads_in(self, channel: Channel) -> list[Thread]:
        """Returns the threads of one of its channels."""
        return [thread for thread in self.threads.values() if thread.parent is channel]

    def open_threads(self, viewer: str) -> list[Thread]:
        """Returns the threads that are not archived and that this user, by id, sees."""
        return [each for each in self.threads.values() if not each.archived and each.visible_to(viewer)]

    def role_named(self, name: str) -> Role:
        """Returns the role of this name."""
        return next(role for role in self.roles.values() if role.name == name)

    def payload(self) -> Json:
        """Returns the guild object as REST gives it: without channels and members."""
        return {
            "id": self.id,
            "name": self.name,
            "icon": None,
            "description": None,
            "owner_id": self.owner_id,
            "features": [],
            "preferred_locale": self.locale,
            "nsfw_level": 0,
            "mfa_level": 0,
            "verification_level": 0,
            "default_message_notifications": 1,
            "explicit_content_filter": 0,
            "premium_tier": 0,
            "afk_timeout": 300,
            "afk_channel_id": None,
            "system_channel_id": None,
            "system_channel_flags": 0,
            "rules_channel_id": None,
            "public_updates_channel_id": None,
            "emojis": [],
            "stickers": [],
            "roles": [role.payload() for role in self.roles.values()],
        }
