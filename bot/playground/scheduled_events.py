"""A server's scheduled events: made, changed and called off, with their events."""

from __future__ import annotations

from bot.playground.entities import Guild, User
from bot.playground.events import Events
from bot.playground.gateway import Gateway, Intent
from bot.playground.refusals import Code, Refusal
from bot.playground.rules.scheduled_events import check_times, moment_of
from bot.playground.wire import Json
from bot.playground.world import World

SCHEDULED, ACTIVE, COMPLETED = 1, 2, 3
MOST = 100
"""The events that a server has at most which are not over."""


def ahead(guild: Guild, now: float) -> list[Json]:
    """Returns the events of a server that are not over by now, in seconds since 1970, the next one first."""
    found = [_as_of(event, now) for event in guild.events.values()]
    return sorted(
        (event for event in found if event["status"] in (SCHEDULED, ACTIVE)),
        key=lambda event: moment_of(event["scheduled_start_time"]),
    )


class ScheduledEvents:
    """The scheduled events of every server. Each begins and ends at its time."""

    def __init__(self, world: World, gateway: Gateway, events: Events) -> None:
        self._world = world
        self._gateway = gateway
        self._events = events

    def get(self, guild: Guild, event: str) -> Json:
        """Returns the event with this id. Refuses with 10070 where there is none."""
        if event not in guild.events:
            raise Refusal(Code.UNKNOWN_EVENT)
        return _as_of(guild.events[event], self._world.clock())

    def schedule(self, guild: Guild, by: User, form: Json) -> Json:
        """Schedules an event as a checked form describes it, and returns it. Refuses with 50035 one that
        would not begin in the future, 30038 one too many."""
        check_times(form, self._world.clock())
        if len(ahead(guild, self._world.clock())) >= MOST:
            raise Refusal(Code.TOO_MANY_EVENTS)
        blank: Json = {"description": None, "channel_id": None, "entity_id": None, "recurrence_rule": None}
        own: Json = {
            "id": self._world.new_id(),
            "guild_id": guild.id,
            "creator_id": by.id,
            "status": SCHEDULED,
            "user_count": 0,
            "image": None,
            "guild_scheduled_event_exceptions": [],
        }
        guild.events[own["id"]] = blank | form | own
        self._tell("CREATE", guild, guild.events[own["id"]])
        return guild.events[own["id"]]

    def change(self, guild: Guild, event: str, form: Json) -> Json:
        """Changes an event as a checked form says, and returns it. Refuses with 180000 one that is over."""
        before = self.get(guild, event)
        if before["status"] not in (SCHEDULED, ACTIVE):
            raise Refusal(Code.FINISHED_EVENT)
        after = before | form
        if before["status"] == SCHEDULED and form.get("status") is None:
            check_times(after, self._world.clock())
        guild.events[event] = after
        self._tell("UPDATE", guild, after)
        return after

    def call_off(self, guild: Guild, event: str) -> None:
        """Deletes an event."""
        gone = self.get(guild, event)
        del guild.events[event]
        self._tell("DELETE", guild, gone)

    def _tell(self, what: str, guild: Guild, event: Json) -> None:
        self._events.tell(f"event_{what.lower()}", event, lambda who: who in guild.members)
        self._gateway.dispatch(
            f"GUILD_SCHEDULED_EVENT_{what}", event, guild=guild.id, intent=Intent.SCHEDULED_EVENTS
        )


def _as_of(event: Json, now: float) -> Json:
    """Returns an event as it is by the clock: it begins and ends by itself."""
    if event["status"] not in (SCHEDULED, ACTIVE):
        return event
    if moment_of(event["scheduled_end_time"]) <= now:
        return event | {"status": COMPLETED}
    begun = moment_of(event["scheduled_start_time"]) <= now
    return event | {"status": ACTIVE} if begun else event
