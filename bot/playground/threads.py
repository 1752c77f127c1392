"""Threads: starting, changing and ending them, and who is added to them, with their events."""

from __future__ import annotations

from datetime import datetime

from bot.playground.attendance import Attendance
from bot.playground.entities import PRIVATE_THREAD, Channel, Guild, Thread, User
from bot.playground.events import Events
from bot.playground.gateway import Gateway, Intent
from bot.playground.messages import MEMBER_ADDED, THREAD_CREATED, THREAD_STARTER, Message, Messages
from bot.playground.permissions import Permission, in_channel
from bot.playground.refusals import Code, Refusal
from bot.playground.rules.messages import Flag
from bot.playground.wire import Json
from bot.playground.world import World

A_DAY = 24 * 60
"""The minutes without a message after which a thread is archived, unless its maker says otherwise."""
ACTIVE = 1000
"""The threads that a server has at most, without the archived ones."""
CROWD = 1000
"""The members that a thread has at most."""
_OWNERS = {"name", "archived", "auto_archive_duration"}
"""What the one who started a thread may change in it."""


class Threads:
    """Starts, changes and deletes threads, as Discord does (its documentation, "Threads")."""

    def __init__(
        self, world: World, messages: Messages, attendance: Attendance, gateway: Gateway, events: Events
    ) -> None:
        self._world = world
        self._messages = messages
        self._attendance = attendance
        self._gateway = gateway
        self._events = events

    def start(self, parent: Channel, owner: User, form: Json, starter: Message | None = None) -> Thread:
        """Starts a thread as a checked form describes it, from a message or on its own, and returns it.

        Refuses with 50003 in direct messages, 50024 in a thread, 50021 from a message that nobody wrote,
        160004 from one that has a thread, 160006 where there are too many.
        """
        guild = _place(parent)
        if sum(not thread.archived for thread in guild.threads.values()) >= ACTIVE:
            raise Refusal(Code.TOO_MANY_THREADS)
        if starter is not None:
            _check_starter(starter)
        thread = Thread(
            starter.id if starter else self._world.new_id(),
            form["name"],
            guild=guild,
            parent=parent,
            owner=owner,
            started=self._world.now(),
            archived_after=form.get("auto_archive_duration") or A_DAY,
            slowmode=form.get("rate_limit_per_user") or 0,
            private=form.get("type") == PRIVATE_THREAD,
            invitable=form.get("invitable") is not False,
        )
        thread.members[owner.id] = thread.started
        self._world.add_thread(thread)
        data = thread.payload(self._world.bot.id)
        self._tell("THREAD_CREATE", data | {"newly_created": True}, thread)
        self._events.tell("channel_create", data, thread.visible_to)
        self._post_notice(thread, starter)
        return thread

    def change(self, thread: Thread, by: User, form: Json) -> None:
        """Changes a thread as a checked form says. Opening one that is not locked is for whoever may speak in
        it, the rest for who started it or manages threads.

        Refuses with 50083 where it is and stays archived, 50013 where it is not theirs to change.
        """
        wanted = {key: value for key, value in form.items() if value is not None}
        if thread.archived and wanted.get("archived") is not False:
            raise Refusal(Code.ARCHIVED_THREAD)
        self._check_may_change(thread, by, wanted)
        thread.name = wanted.get("name", thread.name)
        thread.archived_after = wanted.get("auto_archive_duration", thread.archived_after)
        thread.slowmode = wanted.get("rate_limit_per_user", thread.slowmode)
        thread.invitable = wanted.get("invitable", thread.invitable)
        archived, locked = wanted.get("archived", thread.archived), wanted.get("locked", thread.locked)
        if (archived, locked) == (thread.archived, thread.locked):
            self._attendance.tell_changed(thread)
        else:
            self._messages.archive(thread, archived=archived, locked=locked)

    def _check_may_change(self, thread: Thread, by: User, wanted: Json) -> None:
        allowed = in_channel(thread, by.id)
        if allowed & Permission.MANAGE_THREADS:
            return
        opens = wanted == {"archived": False} and not thread.to_speak & ~allowed
        owns = by is thread.owner and wanted.keys() <= _OWNERS
        if thread.locked or not (opens or owns):
            raise Refusal(Code.MISSING_PERMISSIONS)

    def add(self, thread: Thread, by: User, user: User) -> None:
        """Has one user add another to a thread, who may be in it already.

        Refuses with 50083 where it is archived, 50013 where it is not theirs to add anybody, 10007 for who is
        not in the server, 50001 for who does not see the channel, 30033 where the thread is full.
        """
        if thread.archived:
            raise Refusal(Code.ARCHIVED_THREAD)
        if thread.to_speak & ~in_channel(thread, by.id) or not thread.may_add(by.id):
            raise Refusal(Code.MISSING_PERMISSIONS)
        if user.id not in thread.guild.members:
            raise Refusal(Code.UNKNOWN_MEMBER)
        if not thread.parent.visible_to(user.id):
            raise Refusal(Code.MISSING_ACCESS)
        if user.id not in thread.members and len(thread.members) >= CROWD:
            raise Refusal(Code.TOO_MANY_IN_THREAD)
        if self._attendance.join(thread, user):
            self._messages.post_system(thread, by, MEMBER_ADDED, "", {"mentions": [user.payload()]})

    def remove(self, thread: Thread, by: User, user: User) -> None:
        """Has a user leave a thread, or another take them out of it.

        Refuses with 50083 where it is archived, 50013 where others are not theirs to take out: that is for
        who manages threads, and in a private one for who started it.
        """
        if thread.archived:
            raise Refusal(Code.ARCHIVED_THREAD)
        manages = in_channel(thread, by.id) & Permission.MANAGE_THREADS
        if not (by is user or manages or (thread.private and by is thread.owner)):
            raise Refusal(Code.MISSING_PERMISSIONS)
        self._attendance.leave(thread, user)

    def archive_idle(self) -> None:
        """Archives the threads in which nothing has been said for as long as it takes."""
        for guild in self._world.guilds.values():
            for thread in guild.threads.values():
                if not thread.archived and self._world.clock() >= self._last_active(thread) + (
                    thread.archived_after * 60
                ):
                    self._messages.archive(thread)

    def _last_active(self, thread: Thread) -> float:
        """Returns when something was last said in a thread, or it was opened, in seconds since 1970."""
        said = [message["timestamp"] for message in self._messages.latest(thread, 1)]
        opened = thread.archive_changed or thread.started
        return max(datetime.fromisoformat(moment).timestamp() for moment in (opened, *said))

    def end(self, thread: Thread) -> None:
        """Deletes a thread with its messages; the message that it was started from stays."""
        self._world.remove_thread(thread)
        data = {key: thread.payload("")[key] for key in ("id", "guild_id", "parent_id", "type")}
        self._tell("THREAD_DELETE", data, thread)
        self._events.tell("channel_delete", data, thread.visible_to)
        if starter := self._messages.starter(thread):
            self._messages.mark(starter, None)

    def _post_notice(self, thread: Thread, starter: Message | None) -> None:
        """Posts a notice in the channel of where the thread is, or in the thread of where it comes from.

        Nobody is told of a private one.
        """
        if thread.private:
            return
        here: Json = {"type": 0, "guild_id": thread.guild.id, "channel_id": thread.id}
        if starter is None:
            notice = {"message_reference": here}
            self._messages.post_system(thread.parent, thread.owner, THREAD_CREATED, thread.name, notice)
            return
        self._messages.mark(starter, thread)
        there = here | {"channel_id": thread.parent.id, "message_id": starter.id}
        self._messages.post_system(thread, thread.owner, THREAD_STARTER, "", {"message_reference": there})

    def _tell(self, event: str, data: Json, thread: Thread) -> None:
        if thread.visible_to(self._world.bot.id):
            self._gateway.dispatch(event, data, guild=thread.guild.id, intent=Intent.GUILDS)


def _place(parent: Channel) -> Guild:
    """Returns the server of a channel that can have threads. Refuses any other."""
    if parent.guild is None:
        raise Refusal(Code.DIRECT_CHANNEL)
    if isinstance(parent, Thread):
        raise Refusal(Code.WRONG_CHANNEL_TYPE)
    return parent.guild


def _check_starter(message: Message) -> None:
    if message.payload["type"] in (THREAD_CREATED, THREAD_STARTER):
        raise Refusal(Code.SYSTEM_MESSAGE)
    if message.payload["flags"] & Flag.HAS_THREAD:
        raise Refusal(Code.HAS_THREAD)
