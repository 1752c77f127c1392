"""The sending of deliveries: what is due is claimed, attempted, and settled, or attempted again."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from bot.clock import Clock
from bot.database import Connection, Database, savepoint
from bot.posts import outbox
from bot.posts.models import CLAIM, Obstacle
from bot.readers.membership import Membership
from bot.stories.ids import DeliveryId, SubscriptionId
from bot.subscriptions.attempts import DeliveryAttempts, DeliveryOutcome
from bot.subscriptions.contents import DeliveryContents
from bot.subscriptions.corrections import corrections_worker
from bot.subscriptions.direct import DirectMessages
from bot.subscriptions.models import SNOOZE, Delivery, Subscription
from bot.subscriptions.owners import suspensions_worker
from bot.subscriptions.post import Post
from bot.subscriptions.presses import mark_of
from bot.subscriptions.queries import deliveries, direct_channels, refusals, schedules, suspensions
from bot.subscriptions.queries.deliveries import Due
from bot.subscriptions.refusals import SEVERAL, conclude, wait_for
from bot.subscriptions.schedules import quiet_until
from bot.subscriptions.scheduling import fall_due
from bot.telemetry import NOTICES
from bot.workers import Batch, Worker, back_off

log = logging.getLogger(__name__)

_AT_ONCE, _BATCHES = 10, 4
"""The number of deliveries claimed together, and of such claims at a time."""
_A_MINUTE, _AN_HOUR, _A_MONTH = 60, 3_600, 30 * 86_400
_FORGOTTEN_AT_ONCE = 500
_ALL_DUE = "what is due"


@dataclass(frozen=True, slots=True)
class Claimed:
    """Deliveries claimed together; `probing` where sending pauses, and they are to show whether it may go
    on. Those in `failed` wait an hour: the error says why they cannot be claimed."""

    deliveries: list[Delivery]
    probing: bool
    failed: dict[DeliveryId, Exception]


class Deliveries:
    """Sends due deliveries by its worker, at the pace that so many `processes` keep to together. `wake` makes
    the worker look at once."""

    def __init__(
        self, database: Database, clock: Clock, membership: Membership, processes: Callable[[], int]
    ) -> None:
        self._database = database
        self._clock = clock
        self.direct = DirectMessages(database, membership, processes)
        """What else is sent to readers directly goes this way, too."""
        self._contents = DeliveryContents(database, clock)
        self._woken, self._to_correct, self._suspended = asyncio.Event(), asyncio.Event(), asyncio.Event()
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
            everywhere=True,
        )
        return worker

    def corrections(self, post: Post) -> Worker[DeliveryId]:
        """Returns the worker that corrects messages that were delivered. It keeps to the same pace."""
        return corrections_worker(self._database, self._clock, self._attempts_by(post), self._to_correct)

    def suspensions(self, post: Post) -> Worker[SubscriptionId]:
        """Returns the worker that tells the owners of channels' subscriptions that these are suspended. It
        keeps to the same pace, too."""
        return suspensions_worker(self._database, self._clock, self._attempts_by(post), self._suspended)

    def _attempts_by(self, post: Post) -> DeliveryAttempts:
        if self._attempts is None or self._attempts.post is not post:
            self._attempts = DeliveryAttempts(self._database, self.direct, self._contents, post)
        return self._attempts

    async def _due(self, waiting: Collection[str]) -> Batch[str]:
        while fallen := await self._database.transaction(self._fall_due, alone=True):
            for each, error in fallen.items():
                if error is not None:
                    log.error("The subscription %d waits an hour: it cannot fall due", each, exc_info=error)
        due_at, next_at = await self._database.read(_next_due)
        if due_at is not None and due_at <= self._clock.now():
            return Batch([_ALL_DUE])
        await self._database.transaction(self._forget, alone=True)
        return Batch(next_at=next_at)

    def _fall_due(self, connection: Connection) -> Mapping[SubscriptionId, Exception | None]:
        now = self._clock.now()
        deliveries.set_right(connection, now, CLAIM, SNOOZE)
        refusals.set_right(connection, now, _AN_HOUR)
        return fall_due(connection, now)

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
                for each, error in claimed.failed.items():
                    log.error("The notice %d waits an hour: it cannot be claimed", each, exc_info=error)
                batches.create_task(self._deliver(claimed, attempts)).add_done_callback(
                    lambda _: room.release()
                )

    def _claim(self, connection: Connection) -> Claimed | None:
        """Claims some of the due deliveries and returns them, without those postponed to the end of a snooze
        or of quiet hours. None where nothing is due, or sending pauses."""
        now = self._clock.now()
        refusals.end_pause_for_nothing(connection)
        pause = refusals.pause(connection)
        if pause is not None and pause.until > now:
            return None
        due = deliveries.due(connection, now, _AT_ONCE) if pause is None else refusals.probes(connection, now)
        if pause is not None and due:
            refusals.put_off(connection, now + CLAIM, in_vain=False)
        claimed = Claimed([], pause is not None, {})
        for each in due:
            _claim_into(claimed, connection, each, now)
        return claimed if due else None

    async def _deliver(self, claimed: Claimed, attempts: DeliveryAttempts) -> None:
        outcomes = await asyncio.gather(*map(attempts.outcome, claimed.deliveries))

        def job(
            connection: Connection,
        ) -> tuple[list[DeliveryOutcome], dict[DeliveryId, Exception], str | None]:
            settled, failed = list[DeliveryOutcome](), dict[DeliveryId, Exception]()
            for outcome in outcomes:
                # Where that fails, its claim expires, and its message is looked for.
                with savepoint(connection, partial(failed.__setitem__, outcome.delivery.id)):
                    settled.append(self._settle(connection, outcome))
            pauses = conclude(
                connection,
                self._clock.now(),
                {each.refusal for each in outcomes if each.refusal or each.again},
                arrived=any(each.message is not None for each in outcomes),
                probing=claimed.probing,
            )
            return settled, failed, pauses

        _note(*await self._contents.database.transaction(job))
        self._to_correct.set()  # for what was taken back while it was on its way
        self._suspended.set()

    def _settle(self, connection: Connection, outcome: DeliveryOutcome) -> DeliveryOutcome:
        """Settles a delivery or puts it off. Returns its outcome, with the obstacle that suspended its
        subscription, if any."""
        now, delivery, obstacle = self._clock.now(), outcome.delivery, outcome.obstacle
        if outcome.message is None:
            outbox.release(connection, mark_of(delivery))
        wait = back_off(delivery.attempts) if outcome.again else None
        if outcome.refusal:
            wait = wait_for(connection, delivery.id, outcome.refusal)
            obstacle = Obstacle.REFUSED if wait is None else None
        if wait is not None:
            deliveries.postpone(connection, delivery.id, now + wait)
            return outcome
        if obstacle is not None:
            _suspend(connection, delivery.subscription, obstacle, outcome.refusal)
        deliveries.settle(connection, delivery, outcome.message, now)
        if outcome.message is not None:
            self._contents.arrived(connection, delivery, outcome.message)
        return replace(outcome, obstacle=obstacle)


def _claim_into(claimed: Claimed, connection: Connection, due: Due, now: int) -> None:
    """Claims a due delivery, unless it waits: for the end of a snooze or of quiet hours or, where it cannot
    be claimed, an hour."""

    def wait(error: Exception) -> None:
        claimed.failed[due.delivery] = error
        deliveries.postpone(connection, due.delivery, now + _AN_HOUR)

    with savepoint(connection, wait):
        held = _held_until(due, now)
        if held is None:
            claimed.deliveries.append(deliveries.claim(connection, due.delivery, now, now + CLAIM))
        else:
            deliveries.postpone(connection, due.delivery, held)


def _suspend(connection: Connection, subscription: Subscription, obstacle: Obstacle, refusal: str) -> None:
    suspensions.suspend(connection, subscription.id, obstacle, refusal)
    if subscription.channel is None and obstacle is Obstacle.GONE:
        direct_channels.forget(connection, subscription.reader)


def _note(
    settled: Sequence[DeliveryOutcome], failed: Mapping[DeliveryId, Exception], pauses: str | None
) -> None:
    """Counts and logs what became of deliveries, and what `conclude` said of all sending."""
    for each in settled:
        NOTICES.labels(each.name).inc()
        if each.obstacle is not None:
            subscription = each.delivery.subscription.id
            log.warning("The subscription %d is suspended: %s %s", subscription, each.obstacle, each.refusal)
    for delivery, error in failed.items():
        log.error("While settling the notice %d", delivery, exc_info=error)
    if pauses:
        log.error("Sending pauses: %d or more notices in a row were refused alike (%s)", SEVERAL, pauses)
    elif pauses is not None:
        log.info("Discord takes notices again: sending goes on")


def _held_until(due: Due, now: int) -> int | None:
    """Returns when the snooze ends that holds a delivery back, or else the quiet hours, UTC in seconds; None
    where nothing does."""
    if due.snoozed_until > now:
        return due.snoozed_until
    return None if due.quiet is None else quiet_until(due.quiet, now, due.zone)


def _next_due(connection: Connection) -> tuple[int | None, int | None]:
    """Returns when a delivery can be sent, and when there is anything to do next, UTC in seconds; None where
    nothing is."""
    due_at, pause = deliveries.next_due(connection), refusals.pause(connection)
    if due_at is not None and pause is not None:
        due_at = max(due_at, pause.until)
    found = [due_at, schedules.next_due(connection)]
    return due_at, min((moment for moment in found if moment is not None), default=None)
