"""The workers that open the threads of parts, post in them, schedule meetings and add who has read them."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Collection
from functools import partial

from bot.clock import Clock
from bot.database import Connection, Database
from bot.errors import DatabaseError, RatingRefusedError, StoryGoneError
from bot.posts import outbox
from bot.posts.messenger import Postponed, Rejected, Unreachable
from bot.posts.models import CLAIM, PATIENCE, Obstacle
from bot.quotes.models import Stretch
from bot.quotes.stretches import best_line
from bot.stories.access import permitted_story
from bot.stories.ids import ReaderId
from bot.stories.models import Audience
from bot.stories.queries import stories
from bot.together.models import Plan, Stage
from bot.together.plans import plan_of
from bot.together.queries import messages, read_alongs, threads
from bot.together.threads import Errand, Meeting, Opening, Poll, Talker, Task
from bot.together.venue import Venue
from bot.workers import Batch, Worker, back_off

log = logging.getLogger(__name__)

_AN_HOUR, _A_DAY, _A_WEEK = 3_600, 86_400, 7 * 86_400
_SOON = 30
"""Seconds after which somebody is added whom Discord did not confirm."""
_AT_ONCE = 5
_LONGEST_WAIT = _AN_HOUR + CLAIM
"""Seconds for which a task can be put off."""
_LONGEST_POLL = 32 * 24
"""Hours that Discord keeps a poll open."""
_FOR_GOOD = {Obstacle.GONE}
"""What no later attempt changes: the channel or the thread was deleted."""


class Errands:
    """Does what is to be done on Discord for the parts of read-alongs, once each.

    Each task is claimed in its row before it is done: after a crash the claim expires, and what it was about
    is looked for before it is done again. `attempted` is called behind each attempt: a story's text may have
    been posted, or the host is to be told something.
    """

    def __init__(self, database: Database, clock: Clock, attempted: Callable[[], None]) -> None:
        self._database = database
        self._clock = clock
        self._attempted = attempted
        self._errand, self._talker = asyncio.Event(), asyncio.Event()

    def wake(self) -> None:
        """Has the workers look at once."""
        self._errand.set()
        self._talker.set()

    # Tasks

    def worker(self, venue: Venue) -> Worker[Errand]:
        """Returns the worker that does the tasks of parts, a few side by side."""
        attempt = partial(self._attempt, venue=venue)
        return Worker("threads", self._clock, self._due, attempt, self._errand, everywhere=True)

    async def _due(self, waiting: Collection[Errand]) -> Batch[Errand]:
        now = self._clock.now()

        def job(connection: Connection) -> list[Errand]:
            threads.set_right(connection, now, now + _LONGEST_WAIT)
            return threads.claim(connection, now, now + CLAIM, _AT_ONCE)

        next_due = await self._database.read(threads.next_due)
        if next_due is None or now < next_due <= now + _LONGEST_WAIT:
            return Batch(next_at=next_due)
        return Batch(await self._database.transaction(job))

    async def _attempt(self, errand: Errand, venue: Venue) -> None:
        wait, obstacle = 0, ""
        try:
            async with asyncio.timeout(PATIENCE):
                await self._do(errand, venue)
        except (Unreachable, Rejected) as error:
            obstacle = error.obstacle if isinstance(error, Unreachable) else Obstacle.REFUSED
            wait = 0 if obstacle in _FOR_GOOD else _AN_HOUR
            log.warning("%s of part %d is not possible: %s", errand.task, errand.part, error)
        except (RatingRefusedError, StoryGoneError) as error:
            wait = _AN_HOUR
            log.info("%s of part %d is not done now: %r", errand.task, errand.part, error)
        except (Postponed, TimeoutError, DatabaseError) as error:
            wait = back_off(errand.attempts)
            log.info("%s of part %d is tried again later: %s", errand.task, errand.part, error)
        except Exception:
            wait = back_off(errand.attempts)
            log.exception("While doing %s of part %d", errand.task, errand.part)
        if errand.first_tried_at < self._clock.now() - _A_WEEK:
            wait = 0
        await self._database.transaction(partial(self._settle, errand=errand, wait=wait, obstacle=obstacle))
        self._talker.set()
        self._attempted()

    def _settle(self, connection: Connection, errand: Errand, wait: int, obstacle: str) -> None:
        """Settles a task, or has it tried again after so many seconds. The host is told once of what is in
        the way."""
        now = self._clock.now()
        outbox.release(connection, str(errand.mark))
        if wait:
            threads.postpone(connection, errand, now + wait, obstacle)
        else:
            threads.settle(connection, errand, obstacle)
        if obstacle and errand.task is not Task.END:
            messages.tell_of_threads(connection, errand.part, now)

    async def _do(self, errand: Errand, venue: Venue) -> None:
        """Does a task, or finds it done. Raises as `Venue` says, and RatingRefusedError or StoryGoneError
        where the story may not be shown in the channel."""
        found = await self._database.read(partial(_staged, errand=errand))
        if found is None:
            return
        plan, stage = found
        match errand.task:
            case Task.THREAD:
                await self._open(plan, stage, errand, venue)
            case Task.OPENING:
                await self._say(plan, stage, errand, venue)
            case Task.QUESTIONS:
                await self._say_questions(plan, stage, errand, venue)
            case Task.POLL:
                await self._ask(plan, stage, errand, venue)
            case Task.MEETING:
                await self._meet(plan, stage, errand, venue)
            case Task.END:
                await self._say_end(plan, errand, venue)

    async def _open(self, plan: Plan, stage: Stage, errand: Errand, venue: Venue) -> None:
        if errand.thread is not None:
            return
        await self._require_shown(plan, venue)
        known = await self._database.read(partial(threads.known, channel=plan.read_along.channel))
        opened = await venue.open_thread(plan, stage, known, errand.since)

        def job(connection: Connection) -> None:
            threads.open_thread(connection, errand.part, opened.id, private=opened.private)
            if not opened.private:
                messages.tell_of_threads(connection, errand.part, self._clock.now())

        await self._database.transaction(job)

    async def _say(self, plan: Plan, stage: Stage, errand: Errand, venue: Venue) -> None:
        await self._require_shown(plan, venue)
        opening = await self._database.read(partial(_opening, plan=plan, stage=stage))
        chapter = opening.line.chapter if opening.line else stage.end.chapter
        mark, thread, now = str(errand.mark), errand.thread or 0, self._clock.now()

        def arrived(connection: Connection) -> None:
            outbox.arrived(connection, mark, thread, chapter, message, self._clock.now())

        await self._database.transaction(
            lambda connection: outbox.expect(connection, mark, thread, chapter, now)
        )
        message = await self._found(errand, venue) or await venue.say(thread, errand.mark, opening)
        await self._database.transaction(arrived)

    async def _say_questions(self, plan: Plan, stage: Stage, errand: Errand, venue: Venue) -> None:
        opening = await self._database.read(partial(_opening, plan=plan, stage=stage))
        if opening.questions and not await self._found(errand, venue):
            await venue.say_questions(errand.thread or 0, errand.mark, opening)

    async def _ask(self, plan: Plan, stage: Stage, errand: Errand, venue: Venue) -> None:
        """Posts the host's poll. Discord cannot cover one, so a thread that everybody can read has none."""
        private = await self._database.read(partial(threads.is_private, part=errand.part))
        if stage.part.poll and private:
            poll = _poll(plan, stage, self._clock.now())
            await venue.ask(errand.thread or 0, errand.mark, poll, errand.since)

    async def _meet(self, plan: Plan, stage: Stage, errand: Errand, venue: Venue) -> None:
        """Schedules the event of a meeting, changes it, or calls it off."""
        guild, event = plan.read_along.guild, stage.part.event
        when = await self._database.read(partial(threads.meeting, part=errand.part))
        if when is not None and when[0] > self._clock.now():
            event = await venue.schedule(guild, Meeting(plan, stage, *when, event), errand.since)
        elif when is None and event is not None:
            await venue.call_off(guild, event)
            event = None
        await self._database.transaction(partial(threads.note_event, part=errand.part, event=event))

    async def _say_end(self, plan: Plan, errand: Errand, venue: Venue) -> None:
        await self._require_shown(plan, venue)
        if not await self._found(errand, venue, plan.read_along.channel):
            await venue.say_end(plan, errand.mark)

    async def _found(self, errand: Errand, venue: Venue, channel: int | None = None) -> int | None:
        """Returns the message of an earlier attempt in a channel, or in the part's thread; or None."""
        channel = channel or errand.thread
        if errand.since is None or channel is None:
            return None
        found = await venue.look_for(str(errand.mark), channel, errand.since)
        return None if found is None else found.id

    async def _require_shown(self, plan: Plan, venue: Venue) -> None:
        read_along = plan.read_along
        restricted = await venue.is_age_restricted(read_along.channel)
        audience = Audience(ReaderId(0), guild=read_along.guild, age_restricted=restricted)
        await self._database.read(lambda connection: permitted_story(connection, read_along.story, audience))

    # Those who are added

    def talkers(self, venue: Venue) -> Worker[Talker]:
        """Returns the worker that adds those who asked for it to the threads of parts that they have read."""
        add = partial(self._attempt_to_add, venue=venue)
        return Worker("talkers", self._clock, self._to_add, add, self._talker, everywhere=True)

    async def _to_add(self, waiting: Collection[Talker]) -> Batch[Talker]:
        now = self._clock.now()
        next_at = await self._database.read(partial(threads.next_talker, now=now))
        if next_at is None or next_at > now:
            return Batch(next_at=next_at)
        return Batch(
            await self._database.transaction(
                partial(threads.claim_talkers, now=now, expires=now + CLAIM, limit=_AT_ONCE)
            )
        )

    async def _attempt_to_add(self, talker: Talker, venue: Venue) -> None:
        """Adds somebody, who may be in the thread already. Who cannot be added is forgotten, and may ask
        again."""
        settle: Callable[[Connection], None]
        try:
            async with asyncio.timeout(PATIENCE):
                await venue.add(talker.thread, talker.reader)
            settle = partial(threads.added, talker=talker, now=self._clock.now())
        except Unreachable as error:
            log.warning("%d is not added to the thread %d: %s", talker.reader, talker.thread, error)
            settle = partial(self._give_up, talker=talker, obstacle=error.obstacle)
        except Rejected as error:
            log.warning("%d is not added to the thread %d: %s", talker.reader, talker.thread, error)
            settle = partial(self._give_up, talker=talker, obstacle=Obstacle.REFUSED)
        except (Postponed, TimeoutError, DatabaseError) as error:
            log.info("%d is added to the thread %d later: %s", talker.reader, talker.thread, error)
            settle = partial(threads.put_off_talker, talker=talker, until=self._clock.now() + _SOON)
        await self._database.transaction(settle)
        self._attempted()

    def _give_up(self, connection: Connection, talker: Talker, obstacle: Obstacle) -> None:
        """Forgets who has left, or whose thread is gone. Where the bot lacks a permission, the host is told
        once, and they are added when it has it."""
        now = self._clock.now()
        if obstacle in (Obstacle.GONE, Obstacle.NO_SERVER):
            threads.forget_talker(connection, talker)
            if obstacle is Obstacle.GONE:
                threads.note_obstacle(connection, talker.part, obstacle)
            return
        threads.put_off_talker(connection, talker, now + _AN_HOUR)
        threads.note_obstacle(connection, talker.part, obstacle)
        messages.tell_of_threads(connection, talker.part, now)


def _staged(connection: Connection, errand: Errand) -> tuple[Plan, Stage] | None:
    """Returns the read-along of a task, and its part, or None where that is gone."""
    read_along = read_alongs.of_part(connection, errand.part)
    if read_along is None or stories.get(connection, read_along.story) is None:
        return None
    plan = plan_of(connection, read_along)
    stage = next((each for each in plan.stages if each.part.id == errand.part), None)
    return None if stage is None else (plan, stage)


def _opening(connection: Connection, plan: Plan, stage: Stage) -> Opening:
    before = [each for each in plan.stages if each.part.number < stage.part.number]
    start = _spot(before[-1]) if before else (-1, 0)
    line = best_line(connection, plan.story, Stretch(plan.story.id, start, _spot(stage)))
    private = threads.is_private(connection, stage.part.id)
    return Opening(plan, stage, line, stage.part.questions, covered=not private)


def _spot(stage: Stage) -> tuple[int, int]:
    return stage.end.chapter.position, stage.end.offset


def _poll(plan: Plan, stage: Stage, now: int) -> Poll:
    """Returns the poll of a part, which is open until the next one opens: a day at least, a week behind the
    last one."""
    question, answers = json.loads(stage.part.poll)
    later = [each.part.opens_at for each in plan.stages if each.part.number == stage.part.number + 1]
    seconds = max(_A_DAY, later[0] - now) if later else _A_WEEK
    return Poll(question, tuple(answers), min(_LONGEST_POLL, -(-seconds // _AN_HOUR)))
