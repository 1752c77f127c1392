"""The service for hosts: read-alongs planned, begun, changed and ended."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from bot.clock import Clock
from bot.database import Connection, Database
from bot.librarians.service import zone_of_server
from bot.stories.access import permitted_story
from bot.stories.ids import StoryId
from bot.stories.models import Audience, Credentials, Story
from bot.together.access import changeable, require_may_host
from bot.together.ends import follow_edits
from bot.together.entries import days_typed, entries_of, wanted_of
from bot.together.errors import ReadAlongEndedError, ReadAlongGoneError, TakenUpAlreadyError
from bot.together.models import Plan, ReadAlong, ReadAlongId, State
from bot.together.paces import day_of
from bot.together.plans import move, plan_of, plan_parts
from bot.together.queries import read_alongs

_UNDER_WAY = (State.GOING, State.PAUSED)


class Hosting:
    """Plans and changes read-alongs. `changed` is called where something may be due earlier.

    Every method raises NotAHostError for who may not, and ReadAlongGoneError for a read-along that is gone.
    """

    def __init__(self, database: Database, clock: Clock, changed: Callable[[], None]) -> None:
        self._database = database
        self._clock = clock
        self._changed = changed

    async def may_start(self, audience: Audience, who: Credentials, story: StoryId) -> tuple[Story, str]:
        """Returns a story that somebody may read with others here, and the time zone of the server. Raises
        StoryGoneError or RatingRefusedError where it may not be shown."""

        def job(connection: Connection) -> tuple[Story, str]:
            guild = require_may_host(connection, who)
            return permitted_story(connection, story, audience.in_public), zone_of_server(connection, guild)

        return await self._database.read(job)

    async def plan(
        self, audience: Audience, who: Credentials, story: StoryId, channel: int, entries: Mapping[str, str]
    ) -> Plan:
        """Plans a read-along by the entries of the form, for its host to look at. Raises as `may_start` and
        `entries.wanted_of` do, and TooManyPartsError."""
        _, zone = await self.may_start(audience, who, story)
        now = self._clock.now()
        # Words for times are of the reader's language, which jobs know nothing of.
        wanted = wanted_of(entries, story, channel, zone, now)

        def job(connection: Connection) -> Plan:
            guild = require_may_host(connection, who)
            permitted_story(connection, story, audience.in_public)
            return _planned(connection, read_alongs.insert(connection, who.reader, guild, wanted, now))

        return await self._database.transaction(job)

    async def entries(self, who: Credentials, identity: ReadAlongId) -> tuple[Story, str, dict[str, str]]:
        """Returns the story of a read-along, its time zone, and the entries of the form as they are."""

        def job(connection: Connection) -> tuple[Story, str, dict[str, str]]:
            found = changeable(connection, who, identity)
            today = day_of(self._clock.now(), found.zone)
            return plan_of(connection, found).story, found.zone, entries_of(found.wanted, today)

        return await self._database.read(job)

    async def show(self, who: Credentials, identity: ReadAlongId) -> Plan:
        """Returns a read-along that is theirs to change."""
        return await self._database.read(
            lambda connection: plan_of(connection, changeable(connection, who, identity))
        )

    async def change(self, who: Credentials, identity: ReadAlongId, entries: Mapping[str, str]) -> Plan:
        """Plans anew what has not opened yet, by the entries of the form. Raises as `plan` does, and
        ReadAlongEndedError."""
        found, now = (await self.show(who, identity)).read_along, self._clock.now()
        wanted = wanted_of(entries, found.story, found.channel, found.zone, now)

        def job(connection: Connection) -> Plan:
            follow_edits(connection, self._not_ended(connection, who, identity))
            read_alongs.change(connection, identity, wanted, now)
            return _planned(connection, identity)

        return await self._do(job)

    async def begin(self, audience: Audience, who: Credentials, identity: ReadAlongId) -> Plan:
        """Begins a read-along that was planned, or returns it as it is where it has begun. Raises
        ReadAlongEndedError, and StoryGoneError or RatingRefusedError where its story may not be shown to this
        audience."""

        def job(connection: Connection) -> Plan:
            found = self._not_ended(connection, who, identity)
            permitted_story(connection, found.story, audience)
            read_alongs.set_state(
                connection, identity, State.GOING, self._clock.now(), only_from=[State.PLANNED]
            )
            return _as_it_is(connection, found.id)

        return await self._do(job)

    async def cancel(self, who: Credentials, identity: ReadAlongId) -> None:
        """Calls off a read-along that has not begun. Raises TakenUpAlreadyError for one that has."""

        def job(connection: Connection) -> None:
            if changeable(connection, who, identity).state is not State.PLANNED:
                raise TakenUpAlreadyError
            read_alongs.cancel(connection, identity)

        await self._database.transaction(job)

    async def pause(self, who: Credentials, identity: ReadAlongId) -> Plan:
        """Pauses a read-along: nothing opens, nobody is reminded."""
        return await self._set(who, identity, State.PAUSED, [State.GOING])

    async def resume(self, who: Credentials, identity: ReadAlongId) -> Plan:
        """Has a read-along go on, as many days later as it was paused."""

        def job(connection: Connection) -> Plan:
            found = self._not_ended(connection, who, identity)
            now = self._clock.now()
            if found.paused_at is not None:
                paused = day_of(now, found.zone) - day_of(found.paused_at, found.zone)
                move(connection, found, max(0, paused // timedelta(days=1)))
            read_alongs.set_state(connection, identity, State.GOING, now, only_from=[State.PAUSED])
            return _as_it_is(connection, identity)

        return await self._do(job)

    async def move(self, who: Credentials, identity: ReadAlongId, typed: str) -> Plan:
        """Moves what has not opened by as many days as were typed. Raises BadNumberError and
        ReadAlongEndedError."""
        days = days_typed(typed)

        def job(connection: Connection) -> Plan:
            move(connection, self._not_ended(connection, who, identity), days)
            return _as_it_is(connection, identity)

        return await self._do(job)

    async def end(self, who: Credentials, identity: ReadAlongId) -> Plan:
        """Ends a read-along for good."""
        return await self._set(who, identity, State.ENDED, _UNDER_WAY)

    async def _set(
        self,
        who: Credentials,
        identity: ReadAlongId,
        state: State,
        only_from: list[State] | tuple[State, ...],
    ) -> Plan:
        def job(connection: Connection) -> Plan:
            changeable(connection, who, identity)
            read_alongs.set_state(connection, identity, state, self._clock.now(), only_from=only_from)
            return _as_it_is(connection, identity)

        return await self._do(job)

    def _not_ended(self, connection: Connection, who: Credentials, identity: ReadAlongId) -> ReadAlong:
        found = changeable(connection, who, identity)
        if found.state is State.ENDED:
            raise ReadAlongEndedError
        return found

    async def _do(self, job: Callable[[Connection], Plan]) -> Plan:
        done = await self._database.transaction(job)
        self._changed()
        return done


def _planned(connection: Connection, identity: ReadAlongId) -> Plan:
    """Plans the parts of a read-along by its pace, and returns it."""
    found = read_alongs.get(connection, identity)
    if found is None:
        raise ReadAlongGoneError
    plan_parts(connection, found, found.first_day)
    return _as_it_is(connection, identity)


def _as_it_is(connection: Connection, identity: ReadAlongId) -> Plan:
    found = read_alongs.get(connection, identity)
    if found is None:
        raise ReadAlongGoneError
    return plan_of(connection, found)
