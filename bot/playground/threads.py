"""Threads: starting and ending them, with their events."""

from __future__ import annotations

from datetime import datetime

from bot.playground.entities import Channel, Guild, Thread, User
from bot.playground.events import Events
from bot.playground.gateway import Gateway, Intent
from bot.playground.messages import THREAD_CREATED, THREAD_STARTER, Message, Messages
from bot.playground.refusals import Code, Refusal
from bot.playground.rules.messages import Flag
from bot.playground.wire import Json
from bot.playground.world import World

A_DAY = 24 * 60
"""The minutes without a message after which a thread is archived, unless its maker says otherwise."""


class Threads:
    """Starts and deletes threads, as Discord does (its documentation, "Threads")."""

    def __init__(self, world: World, messages: Messages, gateway: Gateway, events: Events) -> None:
        self._world = world
        self._messages = messages
        self._gateway = gateway
        self._events = events

    def start(self, parent: Channel, owner: User, form: Json, starter: Message | None = None) -> Thread:
        """Starts a public thread as a checked form describes it, from a message or on its own,
        and returns it.

        Refuses with 50003 in direct messages, 50024 in a thread, 50021 from a message that nobody wrote,
        160004 from one that has a thread.
        """
        guild = _place(parent)
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
        )
        thread.members[owner.id] = thread.started
        self._world.add_thread(thread)
        data = thread.payload(self._world.bot.id)
        self._tell("THREAD_CREATE", data | {"newly_created": True}, thread)
        self._events.tell("channel_create", data, thread.visible_to)
        self._post_notice(thread, starter)
        return thread

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
        """Posts a notice in the channel of where the thread is, or in the thread of where it comes from."""
        here: Json = {"guild_id": thread.guild.id, "channel_id": thread.id}
        if starter is None:
            self._messages.post_system(thread.parent, thread.owner, THREAD_CREATED, thread.name, here)
            return
        self._messages.mark(starter, thread)
        there = here | {"channel_id": thread.parent.id, "message_id": starter.id}
        self._messages.post_system(thread, thread.owner, THREAD_STARTER, "", there)

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
