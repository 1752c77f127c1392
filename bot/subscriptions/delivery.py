"""The sending of deliveries: each once, at a steady pace, and again until Discord takes it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection
from dataclasses import dataclass, replace

from bot.clock import Clock
from bot.database import Connection, Database, savepoint
from bot.readers.membership import Membership
from bot.stories.ids import GuildId, ReaderId
from bot.stories.models import Audience
from bot.subscriptions.contents import DeliveryContents
from bot.subscriptions.models import Delivery, Notice, Obstacle
from bot.subscriptions.post import OpenedTooFast, Post, Postponed, Rejected, Unreachable
from bot.subscriptions.queries import deliveries, direct_channels, schedules, subscriptions
from bot.subscriptions.schedules import quiet_until
from bot.subscriptions.scheduling import fall_due
from bot.subscriptions.throttle import Throttle
from bot.workers import Batch, Worker, back_off

log = logging.getLogger(__name__)

RATE = 40
"""Requests a second: four fifths of what Discord allows a bot in all (its documentation, "Rate Limits"), so
that readers' presses never wait for notices."""
_OPENINGS = 2
"""Direct messages opened a second. Most are open already, since subscribing opens them."""
_AT_ONCE, _BATCHES = 10, 4
"""The number of deliveries claimed together, and of such claims at a time."""
_PATIENCE = 60
"""Seconds of real time that an attempt may take."""
_CLAIM = 2 * _PATIENCE
_A_MINUTE, _AN_HOUR, _A_MONTH = 60, 3_600, 30 * 86_400
_FORGOTTEN_AT_ONCE = 500
_ALL_DUE = "what is due"


@dataclass(frozen=True, slots=True)
class DeliveryOutcome:
    """The outcome of an attempt: a message, an obstacle, or that it is to be tried `again`. None of these
    where there was nothing to send."""

    delivery: Delivery
    message: int | None = None
    obstacle: Obstacle | None = None
    again: bool = False


class Deliveries:
    """Sends due deliveries by its worker. `wake` makes the worker look at once."""

    def __init__(self, database: Database, clock: Clock, membership: Membership) -> None:
        self._database = database
        self._clock = clock
        self._membership = membership
        self._contents = DeliveryContents(database, clock)
        self._woken = asyncio.Event()
        self._requests, self._openings = Throttle(RATE), Throttle(_OPENINGS)

    def wake(self) -> None:
        """Makes the worker look at once for due deliveries."""
        self._woken.set()

    def worker(self, post: Post) -> Worker[str]:
        """Returns the worker that sends due deliveries, beginning with those that an earlier run left.

        A delivery that fails is tried again by its own schedule. Where the work as a whole fails, it is tried
        again within a minute.
        """
        return Worker(
            "deliveries",
            self._clock,
            self._due,
            lambda due: self._deliver_due(post),
            self._woken,
            wait=lambda failures: _A_MINUTE,
        )

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

    async def _deliver_due(self, post: Post) -> None:
        room = asyncio.Semaphore(_BATCHES)
        async with asyncio.TaskGroup() as batches:
            while True:
                await room.acquire()
                claimed = await self._database.transaction(self._claim)
                if claimed is None:
                    return
                batches.create_task(self._deliver(claimed, post)).add_done_callback(lambda _: room.release())

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

    async def _deliver(self, claimed: list[Delivery], post: Post) -> None:
        outcomes = await asyncio.gather(*(self._outcome(each, post) for each in claimed))

        def job(connection: Connection) -> None:
            for outcome in outcomes:
                try:
                    with savepoint(connection):
                        self._settle(connection, outcome)
                except Exception:  # its claim expires, and its message is looked for
                    log.exception("While settling the notice %d", outcome.delivery.id)

        await self._database.transaction(job)

    async def _outcome(self, delivery: Delivery, post: Post) -> DeliveryOutcome:
        try:
            async with asyncio.timeout(_PATIENCE):
                return await self._attempt(delivery, post)
        except Unreachable as error:
            return DeliveryOutcome(delivery, obstacle=error.obstacle)
        except Rejected:
            log.exception("The notice %d cannot be delivered", delivery.id)
            return DeliveryOutcome(delivery)
        except (Postponed, TimeoutError) as error:
            log.info("The notice %d is tried again later: %s", delivery.id, error)
        except Exception:
            log.exception("While delivering the notice %d", delivery.id)
        return DeliveryOutcome(delivery, again=True)

    async def _attempt(self, delivery: Delivery, post: Post) -> DeliveryOutcome:
        message = None
        if delivery.attempts > 1:
            message = await self._found(delivery, post)
            if message is None:
                delivery = await self._extended(delivery)
            elif not delivery.subscription.threads:
                return DeliveryOutcome(delivery, message)
        audience = await self._audience(delivery, post)
        sent = None if delivery.subscription.stopped else await self._contents.compose(delivery, audience)
        if sent is None:
            return DeliveryOutcome(delivery, message)
        channel = await self._channel(delivery, post)
        if message is None:
            message = await post.send(delivery, channel, sent)
        if delivery.subscription.threads and isinstance(sent, Notice):
            await self._discuss(delivery, post, channel, message, sent)
        return DeliveryOutcome(delivery, message)

    async def _discuss(
        self, delivery: Delivery, post: Post, channel: int, message: int, notice: Notice
    ) -> None:
        """Opens the threads of new chapters. Where the bot may not, the notice stands without them."""
        await self._requests.turn(len(notice.chapters))
        try:
            await post.discuss(channel, message, notice, again=delivery.attempts > 1)
        except (Unreachable, Rejected) as error:
            log.warning("No thread could be opened in channel %d: %r", channel, error)

    async def _found(self, delivery: Delivery, post: Post) -> int | None:
        """Returns the message of a delivery that arrived though the attempt seemed to fail, or None."""
        if delivery.channel is None:
            return None
        # The turn is for sending as well: otherwise all searches after a crash would come before any message.
        await self._requests.turn(2)
        return await post.look_for(delivery, delivery.channel)

    async def _channel(self, delivery: Delivery, post: Post) -> int:
        """Returns the channel for a delivery, opening direct messages where needed, after waiting for its
        turn."""
        if delivery.channel is None:
            return await self._open_direct(delivery.subscription.reader, post)
        if delivery.attempts == 1:
            await self._requests.turn()
        return delivery.channel

    async def _extended(self, delivery: Delivery) -> Delivery:
        """Returns the delivery with everything announced since it was tried in vain, so that an outage ends
        with one notice."""
        upto = await self._database.transaction(lambda connection: deliveries.extend(connection, delivery.id))
        return replace(delivery, upto=upto)

    async def _audience(self, delivery: Delivery, post: Post) -> Audience:
        """Returns the audience of a delivery as it is today. Raises Postponed where Discord cannot say."""
        subscription = delivery.subscription
        if subscription.channel is not None:
            restricted = await post.is_age_restricted(subscription.channel)
            return Audience(subscription.reader, subscription.guild, age_restricted=restricted)
        guilds = await self._database.read(
            lambda connection: subscriptions.guilds_of(connection, subscription)
        )
        member_of = [guild for guild in guilds if await self._is_member(subscription.reader, guild)]
        return Audience(subscription.reader, direct=True, member_of=frozenset(member_of))

    async def _is_member(self, reader: ReaderId, guild: GuildId) -> bool:
        member = await self._membership.remembered(reader, guild)
        if member is None:
            await self._requests.turn()
            member = await self._membership.asked(reader, guild)
        if member is None:
            raise Postponed
        return member

    async def _open_direct(self, reader: ReaderId, post: Post) -> int:
        await self._openings.turn()
        await self._requests.turn(2)  # to open and to send
        try:
            channel: int = await post.open(reader)
        except OpenedTooFast:
            self._openings.slow_down()
            raise
        self._openings.recover()
        await self._database.transaction(
            lambda connection: direct_channels.remember(connection, reader, channel)
        )
        return channel

    def _settle(self, connection: Connection, outcome: DeliveryOutcome) -> None:
        now, delivery = self._clock.now(), outcome.delivery
        subscription = delivery.subscription
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
