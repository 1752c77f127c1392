"""The service of talk about parts: who is let into their threads, and what hosts write for them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.clock import Clock
from bot.database import Connection, Database
from bot.posts.models import Obstacle, new_mark
from bot.reading.passed import bring_up_to_date, follow_story
from bot.stories.models import Audience, Credentials
from bot.together.access import changeable, shown
from bot.together.ends import unread
from bot.together.errors import (
    NotAMemberError,
    NotOpenYetError,
    NotReadYetError,
    PartGoneError,
    ReadAlongEndedError,
    ThreadGoneError,
)
from bot.together.models import Part, PartId, Plan, Stage, State
from bot.together.plans import plan_of
from bot.together.queries import members, read_alongs, threads
from bot.together.threads import Entered, Talk, Task
from bot.together.writing import Written, written


class Talking:
    """Lets members into the threads of parts that they have read, and takes what hosts write. `wake` has done
    what has to be done on Discord."""

    def __init__(self, database: Database, clock: Clock, wake: Callable[[], None]) -> None:
        self._database = database
        self._clock = clock
        self._wake = wake

    async def enter(self, audience: Audience, identity: PartId) -> Entered:
        """Writes down that somebody has read a part and wants to be in its thread, where its other readers
        and moderators see them, and has them added.

        Raises PartGoneError, ReadAlongGoneError, StoryGoneError or RatingRefusedError where there is no such
        part here; NotAMemberError, NotOpenYetError, NotReadYetError or ThreadGoneError.
        """
        await bring_up_to_date(self._database, audience.reader)

        def job(connection: Connection) -> Entered:
            part = _part(connection, identity)
            plan = plan_of(connection, shown(connection, audience, part.read_along))
            stage = _stage(plan, identity)
            self._require_read(connection, audience, plan, stage)
            obstacle = threads.obstacles(connection, identity).get(Task.THREAD, "")
            if obstacle == Obstacle.GONE:
                raise ThreadGoneError(part.number)
            threads.consent(connection, identity, audience.reader, self._clock.now())
            private = threads.is_private(connection, identity)
            return Entered(plan, stage, private, hindered=bool(obstacle) and part.thread is None)

        entered = await self._database.transaction(job)
        self._wake()
        return entered

    async def talk(self, who: Credentials, identity: PartId) -> Talk:
        """Returns what the host has written for a part. Raises PartGoneError, and NotAHostError where it is
        not theirs to write."""

        def job(connection: Connection) -> Talk:
            part = _part(connection, identity)
            return _talk(
                connection, plan_of(connection, changeable(connection, who, part.read_along)), identity
            )

        return await self._database.read(job)

    async def write(self, who: Credentials, identity: PartId, entries: Mapping[str, str]) -> Talk:
        """Keeps what the host typed into the form for a part, and returns it. What is posted already stays.

        Raises as `talk` does, ReadAlongEndedError, and what `written` raises.
        """

        def job(connection: Connection) -> Talk:
            part = _part(connection, identity)
            read_along = changeable(connection, who, part.read_along)
            if read_along.state is State.ENDED:
                raise ReadAlongEndedError
            now = self._clock.now()
            new = written(entries, read_along.zone, now)
            self._keep(connection, _talk(connection, plan_of(connection, read_along), identity), new)
            return _talk(connection, plan_of(connection, read_along), identity)

        found = await self._database.transaction(job)
        self._wake()
        return found

    def _keep(self, connection: Connection, before: Talk, new: Written) -> None:
        part, now = before.stage.part, self._clock.now()
        if before.fixed(Task.QUESTIONS):
            new = replace(new, questions=before.questions)
        if before.fixed(Task.POLL):
            new = replace(new, poll=before.poll, answers=before.answers)
        poll = json.dumps([new.poll, new.answers], ensure_ascii=False) if new.poll else ""
        threads.write(connection, part.id, new.questions, poll)
        if new.questions and not before.fixed(Task.QUESTIONS) and Task.OPENING in before.done:
            threads.ask_for(connection, part.id, Task.QUESTIONS, new_mark(), now)
        if new.poll and not before.fixed(Task.POLL) and before.opened:
            threads.ask_for(connection, part.id, Task.POLL, new_mark(), now)
        if new.starts_at is not None:
            threads.meet(connection, part.id, new.starts_at, new.place)
        else:
            threads.call_off(connection, part.id)
        if (new.starts_at, new.place) != (before.starts_at, before.place):
            threads.ask_for(connection, part.id, Task.MEETING, new_mark(), now)

    def _require_read(self, connection: Connection, audience: Audience, plan: Plan, stage: Stage) -> None:
        if members.get(connection, plan.read_along.id, audience.reader) is None:
            raise NotAMemberError
        if stage.part.opened_at is None:
            raise NotOpenYetError(stage.part.number)
        follow_story(connection, audience.reader, plan.story.id)
        words = unread(connection, audience.reader, stage.end)
        if words:
            raise NotReadYetError(stage.part.number, max(1, round(words / plan.story.words_a_minute)))


def _part(connection: Connection, identity: PartId) -> Part:
    part = read_alongs.part(connection, identity)
    if part is None:
        raise PartGoneError
    return part


def _stage(plan: Plan, identity: PartId) -> Stage:
    return next(each for each in plan.stages if each.part.id == identity)


def _talk(connection: Connection, plan: Plan, identity: PartId) -> Talk:
    stage = _stage(plan, identity)
    poll, answers = json.loads(stage.part.poll) if stage.part.poll else ("", ())
    starts_at, place = threads.meeting(connection, identity) or (None, "")
    return Talk(
        plan,
        stage,
        stage.part.questions,
        poll,
        tuple(answers),
        starts_at,
        place,
        threads.tasks(connection, identity),
        threads.done(connection, identity),
    )
