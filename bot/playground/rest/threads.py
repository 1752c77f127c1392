"""REST: starting, changing and listing threads."""

from __future__ import annotations

from bot.playground.entities import PRIVATE_THREAD, PUBLIC_THREADS, Channel, Thread
from bot.playground.messages import Message, Messages
from bot.playground.permissions import Permission
from bot.playground.refusals import Code, Refusal
from bot.playground.rest.api import Answer, Call, Route
from bot.playground.rules.threads import check_change, check_thread
from bot.playground.threads import Threads
from bot.playground.world import World

_ARCHIVED = "/channels/{channel}/threads/archived"
_MOST = 100


class ThreadRoutes:
    """Answers requests on threads as such; messages in them go through the routes of channels."""

    def __init__(self, world: World, messages: Messages, threads: Threads) -> None:
        self._world = world
        self._messages = messages
        self._threads = threads

    def routes(self) -> list[Route]:
        """Returns the routes answered here."""
        return [
            Route("POST", "/channels/{channel}/messages/{message}/threads", self._from_message),
            Route("POST", "/channels/{channel}/threads", self._standalone),
            Route("PATCH", "/channels/{channel}", self._change),
            Route("GET", "/guilds/{guild}/threads/active", self._active),
            Route("GET", _ARCHIVED + "/public", self._archived_public),
            Route("GET", _ARCHIVED + "/private", self._archived_private),
            Route("GET", "/channels/{channel}/users/@me/threads/archived/private", self._archived_joined),
        ]

    def _from_message(self, call: Call) -> Answer:
        parent = self._parent(call, Permission.CREATE_PUBLIC_THREADS)
        check_thread(call.form)
        starter = self._messages.public(parent, call.path["message"])
        return self._started(parent, call, starter)

    def _standalone(self, call: Call) -> Answer:
        """Starts a thread without a message, which is private unless its `type` says otherwise."""
        private = (call.form.get("type") or PRIVATE_THREAD) not in PUBLIC_THREADS
        create = Permission.CREATE_PRIVATE_THREADS if private else Permission.CREATE_PUBLIC_THREADS
        parent = self._parent(call, create)
        check_thread(call.form, standalone=True)
        if parent.announcement if private else call.form["type"] != parent.thread_type:
            raise Refusal(Code.WRONG_CHANNEL_TYPE)
        return self._started(parent, call, None)

    def _change(self, call: Call) -> Answer:
        """Changes a thread; other channels are not the bot's to change."""
        thread = self._parent(call, Permission.VIEW_CHANNEL)
        if not isinstance(thread, Thread):
            raise Refusal(Code.MISSING_PERMISSIONS)
        check_change(call.form)
        self._threads.change(thread, self._world.bot, call.form)
        return Answer(thread.payload(self._world.bot.id))

    def _active(self, call: Call) -> Answer:
        guild = self._world.guild(call.path["guild"], self._world.bot.id)
        return self._listed(guild.open_threads(self._world.bot.id))

    def _archived_public(self, call: Call) -> Answer:
        return self._listed([thread for thread in self._archived(call) if not thread.private])

    def _archived_private(self, call: Call) -> Answer:
        self._parent(call, Permission.MANAGE_THREADS)
        return self._listed([thread for thread in self._archived(call) if thread.private])

    def _archived_joined(self, call: Call) -> Answer:
        bot = self._world.bot.id
        return self._listed([each for each in self._archived(call) if each.private and bot in each.members])

    def _archived(self, call: Call) -> list[Thread]:
        """Returns a channel's archived threads, the one with the latest id first."""
        parent = self._parent(call, Permission.READ_MESSAGE_HISTORY)
        found = parent.guild.threads_in(parent) if parent.guild else []
        return sorted((each for each in found if each.archived), key=lambda each: -int(each.id))

    def _started(self, parent: Channel, call: Call, starter: Message | None) -> Answer:
        thread = self._threads.start(parent, self._world.bot, call.form, starter)
        return Answer(thread.payload(self._world.bot.id), 201)

    def _listed(self, threads: list[Thread]) -> Answer:
        bot = self._world.bot.id
        return Answer(
            {
                "threads": [thread.payload(bot) for thread in threads[:_MOST]],
                "members": [thread.membership(bot) for thread in threads[:_MOST] if bot in thread.members],
                "has_more": len(threads) > _MOST,
            }
        )

    def _parent(self, call: Call, needed: int) -> Channel:
        return self._world.channel(call.path["channel"], self._world.bot.id, needed)
