"""The messages: posts, edits, deletes and finds them, and sends the events."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from bot.playground.attachments import Attachments, UploadedFile
from bot.playground.attendance import Attendance
from bot.playground.entities import Channel, Thread, User
from bot.playground.events import Events
from bot.playground.gateway import Gateway, Intent
from bot.playground.media import Media
from bot.playground.mentions import mentions
from bot.playground.permissions import Permission, in_channel
from bot.playground.refusals import Code, Refusal
from bot.playground.rules.messages import Flag, check_flags, check_result
from bot.playground.wire import Json
from bot.playground.world import World

DEFAULT, MEMBER_ADDED, THREAD_CREATED, REPLY, SLASH, THREAD_STARTER, CONTEXT_MENU = 0, 1, 18, 19, 20, 21, 23
POLL_RESULT = 46
_UNCOUNTED = (MEMBER_ADDED, THREAD_STARTER, POLL_RESULT)
NONCE_SECONDS = 300
_SETTABLE = Flag.SUPPRESS_EMBEDS | Flag.SUPPRESS_NOTIFICATIONS | Flag.COMPONENTS_V2


@dataclass(eq=False)
class Message:
    """A message. `only` is the id of the one person who sees it ("Only you can see this"),
    if it is private. `votes` are the answers that people, by id, have chosen in its poll.
    """

    channel: Channel
    payload: Json
    only: str | None = None
    votes: dict[str, list[int]] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The message's id."""
        found: str = self.payload["id"]
        return found

    def visible_to(self, user: str) -> bool:
        """Returns whether this user, by id, sees the message."""
        return self.only in (None, user) and self.channel.visible_to(user)


class Messages:
    """Every message of a playground, private ones included."""

    def __init__(
        self,
        world: World,
        attachments: Attachments,
        attendance: Attendance,
        gateway: Gateway,
        events: Events,
    ) -> None:
        self._world = world
        self._attachments = attachments
        self._attendance = attendance
        self._gateway = gateway
        self._events = events
        self._messages: dict[str, Message] = {}
        self._histories: dict[str, dict[str, Message]] = {}
        self._nonces: dict[tuple[str, str], tuple[float, Message]] = {}

    def post(
        self,
        channel: Channel,
        author: User,
        body: Json,
        files: Mapping[str, UploadedFile],
        *,
        only: str | None = None,
        extra: Json | None = None,
    ) -> Message:
        """Posts a message from a checked body. `extra` are fields that the body cannot set."""
        payload = self._blank(channel, author) | (extra or {})
        payload |= self._composed(payload, body, files, channel, author)
        if not payload["flags"] & Flag.LOADING:
            check_result(payload)
        message = Message(channel, payload, only)
        self._put(message)
        if isinstance(channel, Thread) and only is None:
            if channel.archived and not channel.locked:
                self.archive(channel, archived=False)
            self._attendance.join(channel, author)
            self._count(channel, 1)
        return message

    def post_system(self, channel: Channel, author: User, kind: int, content: str, extra: Json) -> None:
        """Posts a message that Discord itself writes in somebody's name: that a thread was started, or from
        where, or who was added to it. `extra` are fields of its own.
        """
        payload = self._blank(channel, author)
        words: Json = {"content": content, "allowed_mentions": {"parse": []}}
        composed = self._composed(payload, words, {}, channel, author)
        self._put(Message(channel, payload | composed | {"type": kind} | extra))

    def post_once(
        self, channel: Channel, author: User, body: Json, files: Mapping[str, UploadedFile], extra: Json
    ) -> Message:
        """Posts a message, unless `enforce_nonce` is set and this nonce was used here in the past few
        minutes, by the time that people see; returns the earlier message then. `extra` are fields that the
        body cannot set.
        """
        nonce = body.get("nonce")
        if nonce is None or not body.get("enforce_nonce"):
            return self.post(channel, author, body, files, extra=extra)
        now = self._world.clock()
        posted, message = self._nonces.get((channel.id, nonce), (now - NONCE_SECONDS, None))
        if message is None or now - posted >= NONCE_SECONDS:
            message = self.post(channel, author, body, files, extra=extra | {"nonce": nonce})
            self._nonces[channel.id, nonce] = now, message
        return message

    def edit(self, message: Message, body: Json, files: Mapping[str, UploadedFile]) -> None:
        """Changes the fields that the body mentions, and keeps the rest;
        a message still "thinking" is no longer so.
        """
        before = self.get(message.id).payload
        if body.get("flags") is not None:
            check_flags(before["flags"], body["flags"])
        loading = before["flags"] & Flag.LOADING
        author = self._world.users[before["author"]["id"]]
        after = before | {"flags": before["flags"] & ~Flag.LOADING}
        after |= self._composed(after, body, files, message.channel, author)
        after["flags"] |= before["flags"] & Flag.SUPPRESS_NOTIFICATIONS  # it has rung, or has not
        check_result(after)
        if not loading:
            after["edited_timestamp"] = self._world.now()
        message.payload = after
        self._tell("UPDATE", message, after)

    def recount(self, message: Message, poll: Json, *, ended: bool) -> None:
        """Records how a message's poll stands. The bot is told once it has ended."""
        message.payload = message.payload | {"poll": poll}
        if ended:
            self._tell("UPDATE", message, message.payload)
        else:
            self._events.tell("message_update", message.payload, message.visible_to)

    def mark(self, message: Message, thread: Thread | None) -> None:
        """Records that a thread was started from a message, or that it no longer exists."""
        payload = {key: value for key, value in message.payload.items() if key != "thread"}
        payload["flags"] &= ~Flag.HAS_THREAD
        if thread is not None:
            payload["flags"] |= Flag.HAS_THREAD
            payload["thread"] = thread.payload(self._world.bot.id)
        message.payload = payload
        self._tell("UPDATE", message, payload)

    def archive(self, thread: Thread, *, archived: bool = True, locked: bool = False) -> None:
        """Archives a thread, or opens it again; where it is locked, messages do not open it."""
        thread.archived, thread.locked, thread.archive_changed = archived, locked, self._world.now()
        self._attendance.tell_changed(thread)

    def delete(self, message: Message) -> None:
        """Deletes a message."""
        del self._messages[self.get(message.id).id]
        self._histories.get(message.channel.id, {}).pop(message.id, None)
        self._tell("DELETE", message, {"id": message.id, "channel_id": message.channel.id})
        counted = message.only is None and message.payload["type"] not in _UNCOUNTED
        if isinstance(message.channel, Thread) and counted:
            self._count(message.channel, -1)

    def get(self, message: str) -> Message:
        """Returns the message with this id, whether private or not."""
        if found := self._messages.get(message):
            return found
        raise Refusal(Code.UNKNOWN_MESSAGE)

    def seen(self, message: str, viewer: str) -> Message:
        """Returns the message with this id, if this user sees it."""
        found = self.get(message)
        if not found.visible_to(viewer):
            raise Refusal(Code.UNKNOWN_MESSAGE)
        return found

    def public(self, channel: Channel, message: str) -> Message:
        """Returns the message of a channel's history with this id."""
        found = self._histories.get(channel.id, {}).get(message)
        if found is None:
            raise Refusal(Code.UNKNOWN_MESSAGE)
        return found

    def with_polls(self) -> list[Message]:
        """Returns the messages that have a poll."""
        return [message for message in self._messages.values() if "poll" in message.payload]

    def starter(self, thread: Channel) -> Message | None:
        """Returns the message that a thread was started from, whose id it shares, if it is still there."""
        return self._messages.get(thread.id)

    def latest(
        self, channel: Channel, limit: int = 100, *, before: int | None = None, after: int | None = None
    ) -> list[Json]:
        """Returns at most `limit` messages of a channel's history, newest first, between two ids.

        As on Discord, with `after` alone they are those that follow it, not the newest of all.
        """
        history = self._histories.get(channel.id, {})
        if after is not None:
            following = (self.as_read(m) for m in history.values() if int(m.id) > after)
            return list(islice(following, limit))[::-1]
        newest_first: Iterator[Message] = reversed(history.values())
        earlier = (self.as_read(m) for m in newest_first if before is None or int(m.id) < before)
        return list(islice(earlier, limit))

    def as_read(self, message: Message) -> Json:
        """Returns the message as it is read back: a thread's first one with the
        message that the thread started from.
        """
        if message.payload["type"] != THREAD_STARTER:
            return message.payload
        starter = self.starter(message.channel)
        return message.payload | {"referenced_message": starter and starter.payload}

    def restore(self, message: Message) -> None:
        """Brings back a message of an earlier time, of which nobody is told. The oldest come first."""
        self._world.new_id.after(message.id)
        self._place(message)
        if nonce := message.payload.get("nonce"):
            posted = datetime.fromisoformat(message.payload["timestamp"]).timestamp()
            self._nonces[message.channel.id, nonce] = posted, message

    def _put(self, message: Message) -> None:
        self._place(message)
        self._tell("CREATE", message, message.payload)

    def _place(self, message: Message) -> None:
        self._messages[message.id] = message
        if message.only is None:
            self._histories.setdefault(message.channel.id, {})[message.id] = message
            message.channel.last_message_id = message.id

    def _count(self, thread: Thread, change: int) -> None:
        """Updates a thread's message counts; the message that it was started from carries them too."""
        thread.messages += change
        thread.sent += max(change, 0)
        if starter := self.starter(thread):
            starter.payload = starter.payload | {"thread": thread.payload(self._world.bot.id)}
        self._events.tell("channel_update", thread.payload(""), thread.visible_to)

    def _blank(self, channel: Channel, author: User) -> Json:
        return {
            "id": self._world.new_id(),
            "channel_id": channel.id,
            "type": DEFAULT,
            "author": author.payload(),
            "content": "",
            "timestamp": self._world.now(),
            "edited_timestamp": None,
            "tts": False,
            "pinned": False,
            "flags": 0,
            "attachments": [],
            "embeds": [],
            "components": [],
        }

    def _composed(
        self, before: Json, body: Json, files: Mapping[str, UploadedFile], channel: Channel, author: User
    ) -> Json:
        after: Json = {
            "content": (body.get("content") or "").strip() if "content" in body else before["content"],
            "flags": _flagged(before["flags"], body.get("flags")),
            "attachments": self._attached(before["attachments"], body, files, channel),
            "embeds": before["embeds"],
            "components": before["components"],
        }
        media = Media(after["attachments"])
        if "embeds" in body:
            after["embeds"] = media.embeds(body["embeds"] or [])
        if "components" in body:
            after["components"] = media.components(body["components"] or [])
        may_ping_all = bool(in_channel(channel, author.id) & Permission.MENTION_EVERYONE)
        return after | mentions(after, body.get("allowed_mentions"), channel, everyone=may_ping_all)

    def _attached(
        self, before: list[Json], body: Json, files: Mapping[str, UploadedFile], channel: Channel
    ) -> list[Json]:
        listed = body.get("attachments")
        if listed is None and not files:
            return before
        entries = {str(entry["id"]): entry for entry in listed or ()}
        kept = [attachment for attachment in before if listed is None or attachment["id"] in entries]
        fresh = [
            self._attachments.keep(upload, channel.id, entries.get(number, {}).get("description"))
            for number, upload in files.items()
        ]
        return kept + fresh

    def _tell(self, what: str, message: Message, payload: Json) -> None:
        """Sends the events of a change to a message. The bot gets private ones as it gets direct ones,
        without a server, as Discord documents it.
        """
        self._events.tell(f"message_{what.lower()}", payload, message.visible_to)
        guild = message.channel.guild if message.only is None else None
        if not message.channel.visible_to(self._world.bot.id):
            return
        if guild is None:
            self._gateway.dispatch(f"MESSAGE_{what}", payload, guild=None, intent=Intent.DIRECT_MESSAGES)
            return
        data = payload | {"guild_id": guild.id}
        if what != "DELETE":
            data = self._without_content(data)
            data["member"] = guild.members[payload["author"]["id"]].payload()
        self._gateway.dispatch(f"MESSAGE_{what}", data, guild=guild.id, intent=Intent.GUILD_MESSAGES)

    def _without_content(self, data: Json) -> Json:
        """Returns the message as the bot gets it without the message-content intent: content is left only in
        its own messages and in those that ping it.
        """
        bot = self._world.bot.id
        if data["author"]["id"] == bot or any(user["id"] == bot for user in data["mentions"]):
            return data
        return data | {"content": "", "embeds": [], "attachments": [], "components": []}


def _flagged(before: int, given: int | None) -> int:
    return before if given is None else before & ~_SETTABLE | given & _SETTABLE
