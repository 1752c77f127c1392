"""REST: a server's scheduled events."""

from __future__ import annotations

from bot.playground.entities import Guild
from bot.playground.permissions import Permission, in_guild
from bot.playground.refusals import Code, Refusal
from bot.playground.rest.api import DONE, Answer, Call, Route
from bot.playground.rules.scheduled_events import check_change, check_event
from bot.playground.scheduled_events import ScheduledEvents, ahead
from bot.playground.wire import Json
from bot.playground.world import World

_EVENTS = "/guilds/{guild}/scheduled-events"
_ONE = _EVENTS + "/{event}"


class ScheduledEventRoutes:
    """Answers requests on scheduled events."""

    def __init__(self, world: World, events: ScheduledEvents) -> None:
        self._world = world
        self._events = events

    def routes(self) -> list[Route]:
        """Returns the routes answered here."""
        return [
            Route("GET", _EVENTS, self._all),
            Route("POST", _EVENTS, self._schedule),
            Route("GET", _ONE, self._get),
            Route("PATCH", _ONE, self._change),
            Route("DELETE", _ONE, self._call_off),
        ]

    def _all(self, call: Call) -> Answer:
        return Answer(ahead(self._guild(call), self._world.clock()))

    def _schedule(self, call: Call) -> Answer:
        guild = self._guild(call)
        self._require(guild, Permission.CREATE_EVENTS)
        check_event(call.form)
        return Answer(self._events.schedule(guild, self._world.bot, call.form))

    def _get(self, call: Call) -> Answer:
        return Answer(self._events.get(self._guild(call), call.path["event"]))

    def _change(self, call: Call) -> Answer:
        guild, event = self._own(call)
        check_change(call.form)
        return Answer(self._events.change(guild, event["id"], call.form))

    def _call_off(self, call: Call) -> Answer:
        guild, event = self._own(call)
        self._events.call_off(guild, event["id"])
        return DONE

    def _own(self, call: Call) -> tuple[Guild, Json]:
        """Returns an event that is the bot's to change: one that it made, or any if it manages events."""
        guild = self._guild(call)
        event = self._events.get(guild, call.path["event"])
        own = event["creator_id"] == self._world.bot.id
        self._require(guild, Permission.CREATE_EVENTS if own else Permission.MANAGE_EVENTS)
        return guild, event

    def _require(self, guild: Guild, needed: int) -> None:
        allowed = in_guild(guild, guild.members[self._world.bot.id])
        if needed & ~allowed:
            raise Refusal(Code.MISSING_PERMISSIONS)

    def _guild(self, call: Call) -> Guild:
        return self._world.guild(call.path["guild"], self._world.bot.id)
