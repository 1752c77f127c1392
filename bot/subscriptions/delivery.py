"""The sending of deliveries: what is due is claimed, attempted, and settled, or attempted again."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection

from bot.clock import Clock
from bot.database import Connection, Database, savepoint
from bot.posts import outbox
from bot.posts.models import Obstacle
from bot.readers.membership import Membership
from bot.stories.ids import DeliveryId
from bot.subscriptions.attempts import PATIENCE, DeliveryAttempts, DeliveryOutcome
from bot.subscriptions.contents import DeliveryContents
from bot.subscriptions.corrections import corrections_worker
from bot.subscriptions.models import Delivery
from bot.subscriptions.post import Post
from bot.subscriptions.presses import mark_of
from bot.subscriptions.queries import deliveries, direct_channels, schedules, subscriptions
from bot.subscriptions.schedules import quiet_until
from bot.subscriptions.scheduling import fall_due
from bot.telemetry import NOTICES
from bot.workers import Batch, Worker, back_off

log = logging.getLogger(__name__)

_AT_ONCE, _BATCHES = 10, 4
"""The number of deliveries claimed together, and of such claims at a time."""
_CLAIM = 2 * PATIENCE
_A_MINUTE, _AN_HOUR, _A_MONTH = 60, 3_600, 30 * 86_400
_FORGOTTEN_AT_ONCE = 500
_ALL_DUE = "what is due"


class Deliveries:
    """Sends due deliveries by its worker. `wake` makes the worker look at once."""

    def __init__(self, database: Database, clock: Clock, membership: Membership) -> None:
        self._database = database
        self._clock = clock
        self._membership = membership
        self._contents = DeliveryContents(database, clock)
        self._woken, self._to_correct = asyncio.Event(), asyncio.Event()
        self._attempts: DeliveryAttempts | None = None

    def wake(self) -> None:
        """Makes the workers look at once for due deliveries, and for messages to correct."""
        self._woken.set()
        self._to_correct.set()

    def worker(self, post: Post) -> Worker[str]:
        """Returns the worker that sends due deliveries, beginning with those that an earlier run left.

        A delivery that fails is tried again by its own schedule. Where the work as a whole fails, it is tried
        again within a minute.
        """
        attempts = self._attempts_by(post)
        worker: Worker[str] = Worker(
            "deliveries",
            self._clock,
            self._due,
            lambda due: self._deliver_due(attempts, worker),
            self._woken,
            wait=lambda failures: _A_MINUTE,
        )
        return worker

    def corrections(self, post: Post) -> Worker[DeliveryId]:
        """Returns the worker that corrects messages that were delivered. It keeps to the same pace."""
        return corrections_worker(self._database, self._clock, self._attempts_by(post), self._to_correct)

    def _attempts_by(self, post: Post) -> DeliveryAttempts:
        if self._attempts is None or self._attempts.post is not post:
            self._attempts = DeliveryAttempts(self._database, self._membership, self._contents, post)
        return self._attempts

    async def _due(self, waiting: Collection[str]) -> Batch[str]:
        while await self._database.transaction(self._fall_due):
            pass
        due_at, next_at = await self._database.read(_next_due)
        if due_at is not None and due_at <= self._clock.now():
            return Batch([_ALL_DUE])
        await self._database.transaction(self._forget)
        return Batch(next_at=next_at)

    def _fall_due(self, connection: Connection) -> bool:
        return fall_due(connection, self._clock.now())

    def _forget(self, connection: Connection) -> None:
        deliveries.forget_settled(connection, self._clock.now() - _A_MONTH, _FORGOTTEN_AT_ONCE)
        outbox.forget_unsent(connection, self._clock.now() - _A_MONTH)

    async def _deliver_due(self, attempts: DeliveryAttempts, worker: Worker[str]) -> None:
        room = asyncio.Semaphore(_BATCHES)
        async with asyncio.TaskGroup() as batches:
            while not worker.stopping:
                await room.acquire()
                claimed = await self._database.transaction(self._claim)
                if claimed is None:
                    return
                batches.create_task(self._deliver(claimed, attempts)).add_done_callback(
                    lambda _: room.release()
                )

    def _claim(self, connection: Connection) -> list[Delivery] | None:
        """Claims some of the due deliveries and returns them, without those postponed to the end of quiet
        hours. None where nothing is due."""
        now = self._clock.now()
        claimed = []
        due = deliveries.due(connection, now, _AT_ONCE)
        for each in due:
            try:
                with savepoint(connection):
                    held = each.quiet and quiet_until(each.quiet, now, each.zone)
                    if held:
                        deliveries.postpone(connection, each.delivery, held)
                    else:
                        claimed.append(deliveries.claim(connection, each.delivery, now, now + _CLAIM))
            except Exception:
                log.exception("The notice %d waits an hour: it cannot be claimed", each.delivery)
                deliveries.postpone(connection, each.delivery, now + _AN_HOUR)
        return claimed if due else None

    async def _deliver(self, claimed: list[Delivery], attempts: DeliveryAttempts) -> None:
        outcomes = await asyncio.gather(*map(attempts.outcome, claimed))

        def job(connection: Connection) -> None:
            for outcome in outcomes:
                try:
                    with savepoint(connection):
                        self._settle(connection, outcome)
                except Exception:  # its claim expires, and its message is looked for
                    log.exception("While settling the notice %d", outcome.delivery.id)

        await self._contents.database.transaction(job)
        self._to_correct.set()  # for what was taken back while it was on its way

    def _settle(self, connection: Connection, outcome: DeliveryOutcome) -> None:
        now, delivery = self._clock.now(), outcome.delivery
        NOTICES.labels(_name_of(outcome)).inc()
        subscription = delivery.subscription
        if outcome.message is None:
            outbox.release(connection, mark_of(delivery))
        if outcome.again:
            deliveries.postpone(connection, delivery.id, now + back_off(delivery.attempts))
            return
        if outcome.obstacle is not None:
            subscriptions.suspend(connection, subscription.id, outcome.obstacle)
            if subscription.channel is None and outcome.obstacle is Obstacle.GONE:
                direct_channels.forget(connection, subscription.reader)
        deliveries.settle(connection, delivery, outcome.message, now)
        if outcome.message is not None:
            self._contents.arrived(connection, delivery, outcome.message)


def _next_due(connection: Connection) -> tuple[int | None, int | None]:
    """Returns when a delivery is due, and when there is anything to do next, UTC in seconds; None where
    nothing is."""
    due_at = deliveries.next_due(connection)
    found = [due_at, schedules.next_due(connection)]
    return due_at, min((moment for moment in found if moment is not None), default=None)


def _name_of(outcome: DeliveryOutcome) -> str:
    if outcome.again:
        return "tried again"
    if outcome.obstacle is not None:
        return "suspended"
    return "nothing to send" if outcome.message is None else "sent"
