"""The service for members: read-alongs joined, looked at and left."""

from __future__ import annotations

from collections.abc import Callable

from bot.clock import Clock
from bot.database import Connection, Database
from bot.errors import RatingRefusedError, StoryGoneError
from bot.reading.passed import bring_up_to_date, follow_story
from bot.reading.queries import bookmarks
from bot.stories.ids import ReaderId, StoryId
from bot.stories.models import Audience, Credentials, Place, Spot
from bot.stories.queries import chapters
from bot.subscriptions.direct import DirectMessages
from bot.together.access import hosts, shown
from bot.together.ends import has_passed, minutes_left, passed_up_to
from bot.together.errors import NotAMemberError, ReadAlongEndedError, ReadAlongGoneError
from bot.together.models import (
    Due,
    Finished,
    NewText,
    PartId,
    Plan,
    ReadAlong,
    ReadAlongId,
    Reminder,
    Stage,
    State,
)
from bot.together.plans import plan_of
from bot.together.queries import members, messages, read_alongs, threads

_MOST_LISTED = 25
_MOST_NAMED = 60
"""The most members who are looked at for the list of who has finished a part."""


class ReadAlongs:
    """What somebody has joined, and what is due to them.

    Every method raises ReadAlongGoneError for a read-along that is gone or another server's, and
    StoryGoneError or RatingRefusedError where its story may not be shown here.
    """

    def __init__(self, database: Database, clock: Clock, direct: DirectMessages) -> None:
        self._database = database
        self._direct = direct
        self._clock = clock

    async def listed(self, audience: Audience) -> list[Plan]:
        """Returns the read-alongs of the server that somebody is in or, in direct messages, those that they
        have joined; those under way first."""

        def job(connection: Connection) -> list[Plan]:
            if audience.direct:
                found = read_alongs.of_member(connection, audience.reader, _MOST_LISTED)
            else:
                found = read_alongs.of_guild(connection, audience.guild, _MOST_LISTED)
            return [plan_of(connection, each) for each in found if _is_shown(connection, audience, each)]

        return await self._database.read(job)

    async def due(self, audience: Audience, who: Credentials, identity: ReadAlongId) -> Due:
        """Returns what is due to somebody in a read-along."""
        await bring_up_to_date(self._database, audience.reader)

        def job(connection: Connection) -> Due:
            return _due(connection, audience, who, shown(connection, audience, identity))

        return await self._database.read(job)

    async def to_talk_about(
        self, audience: Audience, who: Credentials, story: StoryId
    ) -> tuple[ReadAlongId, int] | None:
        """Returns the read-along of a story, shown here, and the number of the part in whose thread somebody
        may be next (`Due.talks_next`); None where there is none. Raises nothing."""
        await bring_up_to_date(self._database, audience.reader)

        def job(connection: Connection) -> tuple[ReadAlongId, int] | None:
            for each in read_alongs.of_member(connection, audience.reader, _MOST_LISTED):
                under_way = each.story == story and each.state is not State.ENDED
                if under_way and _is_shown(connection, audience, each):
                    stage = _due(connection, audience, who, each).talks_next
                    if stage is not None:
                        return each.id, stage.part.number
            return None

        return await self._database.read(job)

    async def join(self, audience: Audience, who: Credentials, identity: ReadAlongId) -> Due:
        """Makes somebody a member, once. Raises ReadAlongEndedError."""

        def job(connection: Connection) -> Due:
            found = shown(connection, audience, identity)
            if found.state is State.ENDED:
                raise ReadAlongEndedError
            members.join(connection, identity, audience.reader, self._clock.now())
            return _due(connection, audience, who, found)

        await bring_up_to_date(self._database, audience.reader)
        return await self._database.transaction(job)

    async def remember_direct(self, reader: ReaderId, identity: ReadAlongId, channel: int) -> None:
        """Stores the channel of the direct messages with somebody, unless they are no member any more: they
        may have been erased while it was opened."""

        def is_member(connection: Connection, reader: ReaderId) -> bool:
            return members.get(connection, identity, reader) is not None

        await self._direct.remember(reader, channel, wanted=is_member)

    async def leave(self, reader: ReaderId, identity: ReadAlongId) -> None:
        """Ends somebody's membership, wherever they are. Raises nothing."""
        now = self._clock.now()
        await self._database.transaction(lambda connection: members.leave(connection, identity, reader, now))

    async def choose_reminder(
        self, audience: Audience, who: Credentials, identity: ReadAlongId, reminder: Reminder
    ) -> Due:
        """Sets how a member is reminded. Raises NotAMemberError, as the next one does."""
        return await self._choose(
            audience,
            who,
            identity,
            lambda connection: members.choose_reminder(connection, identity, audience.reader, reminder),
        )

    async def choose_telling(
        self, audience: Audience, who: Credentials, identity: ReadAlongId, *, tells: bool
    ) -> Due:
        """Sets whether the other members may see which parts a member has finished."""
        return await self._choose(
            audience,
            who,
            identity,
            lambda connection: members.choose_telling(connection, identity, audience.reader, tells),
        )

    async def finished(self, audience: Audience, identity: ReadAlongId, part: PartId) -> Finished:
        """Returns which members have finished a part, of those who let others see it. Nobody but a member is
        told: raises NotAMemberError."""

        def job(connection: Connection) -> Finished:
            plan = plan_of(connection, shown(connection, audience, identity))
            if members.get(connection, identity, audience.reader) is None:
                raise NotAMemberError
            stage = next((each for each in plan.stages if each.part.id == part), None)
            if stage is None:
                raise ReadAlongGoneError
            found = members.telling(connection, identity, _MOST_NAMED)
            for each in found:
                follow_story(connection, each, plan.story.id)
            done = [each for each in found if has_passed(connection, each, stage.end)]
            return Finished(plan, stage, tuple(done))

        return await self._database.transaction(job)

    async def _choose(
        self,
        audience: Audience,
        who: Credentials,
        identity: ReadAlongId,
        choose: Callable[[Connection], None],
    ) -> Due:
        def job(connection: Connection) -> Due:
            found = shown(connection, audience, identity)
            if members.get(connection, identity, audience.reader) is None:
                raise NotAMemberError
            choose(connection)
            return _due(connection, audience, who, found)

        await bring_up_to_date(self._database, audience.reader)
        return await self._database.transaction(job)


def _is_shown(connection: Connection, audience: Audience, read_along: ReadAlong) -> bool:
    try:
        shown(connection, audience, read_along.id)
    except (ReadAlongGoneError, StoryGoneError, RatingRefusedError):
        return False
    return True


def _due(connection: Connection, audience: Audience, who: Credentials, read_along: ReadAlong) -> Due:
    plan = plan_of(connection, read_along)
    member = members.get(connection, read_along.id, audience.reader)
    stage = plan.current
    minutes = minutes_left(connection, audience, plan, stage) if stage else 0
    upto = passed_up_to(connection, audience.reader, plan.story.id)
    finished = frozenset(each.part.number for each in plan.stages if each.end.spot <= upto)
    unreached = messages.is_unreached(connection, read_along.id, audience.reader)
    entered = threads.asked(connection, audience.reader, read_along.id)
    new = _new_text(connection, audience, stage, upto) if stage else None
    return Due(plan, member, minutes, finished, hosts(connection, who, read_along), unreached, entered, new)


def _new_text(connection: Connection, audience: Audience, stage: Stage, upto: Spot) -> NewText | None:
    """Returns what is not read yet of a part that its reader has gone by; `upto` is where they have read all
    before."""
    story = stage.end.chapter.story
    reading = bookmarks.get(connection, audience, story)
    if reading is None or not upto < min(reading.bookmark.current, stage.end.spot):
        return None
    chapter = chapters.at(connection, story, upto.position, audience)
    if chapter is None or chapter.number is None or reading.bookmark.current.position == upto.position:
        return None
    return NewText(chapter.number, Place(chapter.id, chapter.revision, upto.offset))
