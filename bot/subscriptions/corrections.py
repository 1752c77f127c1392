"""The worker that corrects the messages of notices in place: an edit, which rings nowhere."""

from __future__ import annotations

import logging
from asyncio import Event
from collections.abc import Collection
from functools import partial

from bot.clock import Clock
from bot.database import Connection, Database
from bot.posts.messenger import Unreachable
from bot.stories.ids import DeliveryId
from bot.subscriptions.attempts import DeliveryAttempts
from bot.subscriptions.queries import corrections
from bot.workers import Batch, Worker

log = logging.getLogger(__name__)

_AT_ONCE = 10


def corrections_worker(
    database: Database, clock: Clock, attempts: DeliveryAttempts, woken: Event
) -> Worker[DeliveryId]:
    """Returns the worker that corrects messages, each however often it takes, until they are forgotten: a
    message that is edited twice says the same. One that the bot may not edit any more stays as it is."""

    async def due(waiting: Collection[DeliveryId]) -> Batch[DeliveryId]:
        def job(connection: Connection) -> list[DeliveryId]:
            return corrections.next_due(connection, waiting, _AT_ONCE)

        return Batch(await database.read(job))

    async def correct(delivery: DeliveryId) -> None:
        found = await database.read(partial(corrections.get, delivery=delivery))
        if found is not None:
            try:
                await attempts.correct(found.delivery, found.message)
            except Unreachable as error:
                log.warning("The notice %d stays as it is: %r", delivery, error)
        wanted = None if found is None else found.wanted
        await database.transaction(partial(corrections.forget, delivery=delivery, wanted=wanted))

    return Worker("corrections", clock, due, correct, woken)
