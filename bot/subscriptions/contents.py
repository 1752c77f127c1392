"""The contents of deliveries, decided when they are sent, and the changes that follow their arrival."""

from __future__ import annotations

from bot.clock import Clock
from bot.database import Connection, Database
from bot.language import speaking
from bot.posts import outbox
from bot.reading.divided_texts import PassageCache, WithPassages
from bot.reading.passed import bring_up_to_date
from bot.stories.models import Audience
from bot.stories.queries import chapters
from bot.subscriptions.daily_quotes import daily_quote
from bot.subscriptions.instalments import arrived, instalment_of
from bot.subscriptions.models import DailyQuote, Delivery, Instalment, Manner, Sent, Subject
from bot.subscriptions.notices import completed_of, corrected, digest_of, notice_of
from bot.subscriptions.presses import mark_of
from bot.subscriptions.queries import deliveries, subscriptions


class DeliveryContents:
    """Composes what deliveries bring."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._clock = clock
        self._texts = PassageCache()
        self.database = WithPassages(database)
        """What the jobs that call `arrived` run in."""

    async def compose(self, delivery: Delivery, audience: Audience) -> Sent | None:
        """Returns the contents of a delivery for this audience, or None where there is nothing for them
        now."""
        await bring_up_to_date(self.database, audience.reader)

        def job(connection: Connection) -> Sent | None:
            sent = self._composed(connection, delivery, audience)
            channel = delivery.subscription.channel
            if channel is not None and isinstance(sent, Instalment | DailyQuote):
                outbox.expect(connection, mark_of(delivery), channel, sent.chapter, self._clock.now())
            return sent

        with speaking(delivery.locale):
            return await self.database.transaction(job)  # the contents are recorded before they are sent

    async def corrected(self, delivery: Delivery, audience: Audience) -> Sent | None:
        """Returns what a notice that was delivered should say now, or None where it stays as it is."""
        return await self.database.read(lambda connection: corrected(connection, delivery, audience))

    def _composed(self, connection: Connection, delivery: Delivery, audience: Audience) -> Sent | None:
        subscription = delivery.subscription
        match subscription.subject:
            case Subject.SERIAL:
                return instalment_of(connection, self._texts, delivery, audience, self._clock.now())
            case Subject.QUOTES:
                return daily_quote(connection, delivery, audience, self._clock.now())
            case Subject.DIGEST:
                return digest_of(connection, delivery, audience)
            case Subject.CHAPTERS if subscription.manner is Manner.COMPLETE:
                return completed_of(connection, subscription, audience)
        return notice_of(connection, subscription, delivery.upto, audience)

    def arrived(self, connection: Connection, delivery: Delivery, message: int) -> None:
        """Stores the changes that follow the arrival of a delivery as this message. Only within a
        transaction of `database`."""
        subscription, now = delivery.subscription, self._clock.now()
        subscriptions.record_arrival(connection, subscription.id, delivery.upto)
        if subscription.channel is not None:
            _remember_post(connection, delivery, subscription.channel, message, now)
        if subscription.subject is Subject.SERIAL:
            arrived(connection, self._texts, delivery, now)
        if subscription.manner is Manner.COMPLETE:
            subscriptions.stop(connection, subscription.id, now)


def _remember_post(connection: Connection, delivery: Delivery, channel: int, message: int, now: int) -> None:
    """Records the message of a delivery that shows a story's text to everybody in a channel."""
    shown = deliveries.recorded_place(connection, delivery.id)
    chapter = chapters.get(connection, shown.chapter, None) if shown else None
    if chapter is not None:
        outbox.arrived(connection, mark_of(delivery), channel, chapter, message, now)
