"""REST: starting and listing threads."""

from __future__ import annotations

from bot.playground.entities import PUBLIC_THREADS, Channel
from bot.playground.messages import Messages
from bot.playground.permissions import Permission
from bot.playground.refusals import Code, Refusal
from bot.playground.rest.api import Answer, Call, Route
from bot.playground.rules.threads import check_thread
from bot.playground.threads import Threads
from bot.playground.world import World


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
            Route("GET", "/guilds/{guild}/threads/active", self._active),
        ]

    def _from_message(self, call: Call) -> Answer:
        parent = self._parent(call)
        check_thread(call.form)
        starter = self._messages.public(parent, call.path["message"])
        thread = self._threads.start(parent, self._world.bot, call.form, starter)
        return Answer(thread.payload(self._world.bot.id), 201)

    def _standalone(self, call: Call) -> Answer:
        """Starts a public thread without a message.

        A thread is private unless its `type` says otherwise, and the bot may not create private ones.
        """
        parent = self._parent(call)
        check_thread(call.form, standalone=True)
        if call.form.get("type") not in PUBLIC_THREADS:
            raise Refusal(Code.MISSING_PERMISSIONS)
        if call.form["type"] != parent.thread_type:
            raise Refusal(Code.WRONG_CHANNEL_TYPE)
        thread = self._threads.start(parent, self._world.bot, call.form)
        return Answer(thread.payload(self._world.bot.id), 201)

    def _active(self, call: Call) -> Answer:
        bot = self._world.bot.id
        guild = self._world.guild(call.path["guild"], bot)
        seen = guild.open_threads(bot)
        return Answer(
            {
                "threads": [thread.payload(bot) for thread in seen],
                "members": [thread.membership(bot) for thread in seen if bot in thread.members],
                "has_more": False,
            }
        )

    def _parent(self, call: Call) -> Channel:
        bot = self._world.bot.id
        return self._world.channel(call.path["channel"], bot, Permission.CREATE_PUBLIC_THREADS)
