"""REST: the members of threads."""

from __future__ import annotations

from bot.playground.entities import Thread, User
from bot.playground.permissions import Permission
from bot.playground.refusals import Code, Refusal
from bot.playground.rest.api import DONE, Answer, Call, Route
from bot.playground.threads import Threads
from bot.playground.world import World

_MEMBERS = "/channels/{channel}/thread-members"


class ThreadMemberRoutes:
    """Answers requests on who is in a thread."""

    def __init__(self, world: World, threads: Threads) -> None:
        self._world = world
        self._threads = threads

    def routes(self) -> list[Route]:
        """Returns the routes answered here."""
        return [
            Route("GET", _MEMBERS, self._all),
            Route("GET", _MEMBERS + "/{user}", self._one),
            Route("PUT", _MEMBERS + "/{user}", self._add),
            Route("DELETE", _MEMBERS + "/{user}", self._remove),
        ]

    def _all(self, call: Call) -> Answer:
        """Refuses: who is in a thread is told only to bots with the members intent."""
        self._thread(call)
        raise Refusal(Code.MISSING_ACCESS)

    def _one(self, call: Call) -> Answer:
        thread, user = self._thread(call), self._user(call)
        if user.id not in thread.members:
            raise Refusal(Code.UNKNOWN_MEMBER)
        return Answer(thread.membership(user.id))

    def _add(self, call: Call) -> Answer:
        self._threads.add(self._thread(call), self._world.bot, self._user(call))
        return DONE

    def _remove(self, call: Call) -> Answer:
        self._threads.remove(self._thread(call), self._world.bot, self._user(call))
        return DONE

    def _thread(self, call: Call) -> Thread:
        found = self._world.channel(call.path["channel"], self._world.bot.id, Permission.VIEW_CHANNEL)
        if not isinstance(found, Thread):
            raise Refusal(Code.WRONG_CHANNEL_TYPE)
        return found

    def _user(self, call: Call) -> User:
        user = call.path["user"]
        return self._world.bot if user == "@me" else self._world.user(user)
