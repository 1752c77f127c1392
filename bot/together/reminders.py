"""The direct messages of read-alongs: claimed, composed when they are sent, and settled."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection
from functools import partial

from bot.clock import Clock
from bot.database import Connection, Database, savepoint
from bot.errors import DatabaseError
from bot.posts.messenger import Postponed, Rejected, Unreachable
from bot.posts.models import CLAIM, PATIENCE, Obstacle
from bot.reading.passed import bring_up_to_date
from bot.stories.ids import ReaderId
from bot.stories.models import Audience
from bot.stories.queries import stories
from bot.subscriptions.direct import DirectMessages
from bot.subscriptions.schedules import quiet_until
from bot.together.ends import minutes_left
from bot.together.models import Message, MessageId, Reminder, State, Subject, Told
from bot.together.plans import plan_of
from bot.together.post import ReadAlongPost
from bot.together.queries import members, messages, read_alongs, threads
from bot.workers import Batch, Worker, back_off

log = logging.getLogger(__name__)

_AT_ONCE, _AN_HOUR = 10, 3_600
_LONGEST_WAIT = 26 * 3_600
"""Seconds for which a message can be put off: by quiet hours, on the day that has one hour more."""
_ATTEMPTS = 5
"""The attempts after which what Discord refuses for a reason that nobody foresaw is given up."""


def release_reminders(connection: Connection, reader: ReaderId, now: int) -> None:
    """Has what waits for the end of a reader's quiet hours go by their new ones."""
    messages.release_waiting(connection, reader, now)


class Reminders:
    """Sends what members and hosts are told. `wake` has the worker look at once."""

    def __init__(self, database: Database, clock: Clock, direct: DirectMessages) -> None:
        self._database = database
        self._clock = clock
        self._direct = direct
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """Has the worker look at once for messages that are due."""
        self._woken.set()

    def worker(self, post: ReadAlongPost) -> Worker[Message]:
        """Returns the worker that sends due messages, beginning with those that an earlier run left: such a
        one is looked for in its channel first."""
        return Worker(
            "reminders",
            self._clock,
            self._due,
            lambda each: self._send(each, post),
            self._woken,
            everywhere=True,
        )

    async def _due(self, waiting: Collection[Message]) -> Batch[Message]:
        now = self._clock.now()

        def job(connection: Connection) -> tuple[list[Message], dict[MessageId, Exception]]:
            messages.set_right(connection, now, now + _LONGEST_WAIT)
            claimed, failed = list[Message](), dict[MessageId, Exception]()
            for each in messages.due(connection, now, _AT_ONCE):
                _claim_into(claimed, failed, connection, each, now)
            return claimed, failed

        next_due = await self._database.read(messages.next_due)
        if next_due is None or now < next_due <= now + _LONGEST_WAIT:
            return Batch(next_at=next_due)
        claimed, failed = await self._database.transaction(job)
        for each, error in failed.items():
            log.error("The reminder %d waits an hour: it cannot be claimed", each, exc_info=error)
        return Batch(claimed, await self._database.read(messages.next_due))

    async def _send(self, message: Message, post: ReadAlongPost) -> None:
        wait: int | None = None
        sent: int | None = None
        refused = True
        try:
            async with asyncio.timeout(PATIENCE):
                sent, refused = await self._sent(message, post), False
        except Unreachable as error:
            log.info("The reminder %d cannot be sent: %s", message.id, error.obstacle)
            if error.obstacle is Obstacle.GONE:
                await self._direct.forget(message.reader)
        except (Postponed, TimeoutError, DatabaseError) as error:
            log.info("The reminder %d is tried again later: %s", message.id, error)
            wait = back_off(message.attempts)
        except Rejected as error:
            log.warning("The reminder %d was refused: %s", message.id, error)
            wait = back_off(message.attempts) if message.attempts < _ATTEMPTS else None
        except Exception:
            log.exception("While sending the reminder %d", message.id)
            wait = back_off(message.attempts) if message.attempts < _ATTEMPTS else None
        if wait is not None:
            until = self._clock.now() + wait
            await self._database.transaction(partial(messages.postpone, message=message.id, until=until))
        else:
            await self._database.transaction(
                partial(messages.settle, message=message.id, sent=sent, refused=refused)
            )

    async def _sent(self, message: Message, post: ReadAlongPost) -> int | None:
        """Returns the message, sent now or by an earlier attempt, or None where there is nothing to say."""
        channel = message.channel
        if message.attempts > 1 and channel is not None:
            await self._direct.turn(2)
            found = await post.look_for(str(message.mark), channel, message.first_tried_at)
            if found is not None:
                return found.id
        told = await self._told(message)
        if told is None:
            return None
        if channel is None:
            channel = await self._direct.open(post, message.reader, 1, wanted=messages.has_any)
        elif message.attempts == 1:
            await self._direct.turn()
        return await post.tell(message, channel, told)

    async def _told(self, message: Message) -> Told | None:
        """Returns what a message says now, or None where it is not to be sent any more."""
        read_along = await self._database.read(partial(read_alongs.get, identity=message.read_along))
        if read_along is None:
            return None
        audience = await self._direct.audience(message.reader, {read_along.guild})
        await bring_up_to_date(self._database, message.reader)
        return await self._database.read(partial(told_now, message=message, audience=audience))


def _claim_into(
    claimed: list[Message],
    failed: dict[MessageId, Exception],
    connection: Connection,
    due: messages.Due,
    now: int,
) -> None:
    """Claims a due message, unless it waits: for the end of quiet hours or, if it cannot be claimed, an
    hour."""

    def wait(error: Exception) -> None:
        failed[due.message] = error
        messages.postpone(connection, due.message, now + _AN_HOUR)

    with savepoint(connection, wait):
        held = due.quiet and quiet_until(due.quiet, now, due.zone)
        if not held:
            claimed.append(messages.claim(connection, due.message, now, now + CLAIM))
        else:
            messages.postpone(connection, due.message, held)


def told_now(connection: Connection, message: Message, audience: Audience) -> Told | None:
    """Returns what a message says now. None where its read-along does not go on, its story may not be shown
    to its reader there, or they need not be told: they have left, want no reminders, have read the part, or
    another has opened since."""
    read_along = read_alongs.get(connection, message.read_along)
    if read_along is None or read_along.state is not State.GOING:
        return None
    plan = plan_of(connection, read_along)
    stage = next((each for each in plan.stages if each.part.id == message.part), None)
    if stage is None or read_along.guild not in audience.member_of:
        return None
    if message.subject is Subject.WAITS:
        waits = stage.part.waits and read_along.host == message.reader
        return Told(message.subject, plan, stage, 0) if waits else None
    if message.subject is Subject.THREAD:
        trouble = next(iter(threads.obstacles(connection, message.part).values()), "")
        wrong = trouble or not threads.is_private(connection, message.part)
        hosts = read_along.host == message.reader
        return Told(message.subject, plan, stage, 0, trouble) if wrong and hosts else None
    member = members.get(connection, read_along.id, message.reader)
    wants = member is not None and member.reminder is Reminder.DIRECT
    seen = stories.seen_by(connection, read_along.story, audience)
    if not wants or stage != plan.current or seen is None or not seen[1]:
        return None
    minutes = minutes_left(connection, audience, plan, stage)
    return Told(message.subject, plan, stage, minutes) if minutes else None
