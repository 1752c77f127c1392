"""The worker that tells the owners of channels' subscriptions by message that these are suspended."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection
from functools import partial

from bot.clock import Clock
from bot.database import Connection, Database
from bot.posts.messenger import Unreachable
from bot.stories.ids import SubscriptionId
from bot.subscriptions.attempts import DeliveryAttempts
from bot.subscriptions.queries import suspensions
from bot.workers import Batch, Worker

log = logging.getLogger(__name__)

_AT_ONCE = 10


def suspensions_worker(
    database: Database, clock: Clock, attempts: DeliveryAttempts, woken: asyncio.Event
) -> Worker[SubscriptionId]:
    """Returns the worker that tells them, each once. Who takes no messages is told at their next command."""

    async def due(waiting: Collection[SubscriptionId]) -> Batch[SubscriptionId]:
        def job(connection: Connection) -> list[SubscriptionId]:
            return suspensions.next_notes(connection, waiting, _AT_ONCE)

        return Batch(await database.read(job))

    async def tell(subscription: SubscriptionId) -> None:
        note = await database.transaction(
            partial(suspensions.try_note, subscription=subscription, now=clock.now())
        )
        if note is None:
            return
        told = True
        try:
            await attempts.tell_owner(note)
        except Unreachable as error:
            log.warning("The owner of the subscription %d cannot be told of it: %r", subscription, error)
            told = False
        await database.transaction(partial(suspensions.forget_note, note=note, told=told))

    return Worker("suspensions", clock, due, tell, woken)
