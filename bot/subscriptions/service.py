"""The subscription service: subscribe, list, change, snooze, resume, stop."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.clock import Clock
from bot.database import Connection, Database
from bot.errors import StaleButtonError
from bot.librarians.service import zone_of_server
from bot.readers.queries import readers
from bot.reading.divided_texts import PassageCache, WithPassages
from bot.reading.positions import Move
from bot.stories.access import permitted_story
from bot.stories.details import Completion
from bot.stories.ids import ReaderId, StoryId, SubscriptionId
from bot.stories.models import Audience, Credentials, Listing, Place, page_within
from bot.subscriptions.direct import DirectMessages
from bot.subscriptions.errors import (
    ChannelManagersOnlyError,
    NextPieceSentError,
    NoMorePiecesError,
    SubscriptionGoneError,
)
from bot.subscriptions.guards import (
    active_subscription,
    changeable_subscription,
    existing_subscription,
    require_direct,
    require_usefulness,
)
from bot.subscriptions.instalments import has_more
from bot.subscriptions.models import SNOOZE, Manner, Schedule, Subscribed, Wanted
from bot.subscriptions.outbox import Announced
from bot.subscriptions.presses import Piece
from bot.subscriptions.queries import (
    announcements,
    deliveries,
    schedules,
    subscriptions,
    suspensions,
)
from bot.subscriptions.reading import mark_piece, own_serial
from bot.subscriptions.subscribing import adopt_zone, subscribe_channel, subscribe_reader, zone_of

SUBSCRIPTIONS_A_PAGE = 6
UNREACHED_AT_ONCE = 8
"""The number that one message holds."""


class Subscriptions:
    """Keeps subscriptions. `announced` is called where there may be something to deliver."""

    def __init__(
        self, database: Database, clock: Clock, direct: DirectMessages, announced: Announced
    ) -> None:
        self._clock = clock
        self._direct = direct
        self._announced = announced
        self._texts = PassageCache()
        self._database = WithPassages(database)

    async def subscribe(self, audience: Audience, story: StoryId | None, wanted: Wanted) -> Subscribed:
        """Subscribes a reader, by direct message, and returns the subscription. An existing one takes the new
        manner, and its snooze ends.

        Raises StoryGoneError or RatingRefusedError where the story is not shown to them here, and a
        SubscriptionRefusedError where it would bring nothing, or its rating is not served to them directly.
        """

        def job(connection: Connection) -> Subscribed:
            found = None if story is None else permitted_story(connection, story, audience)
            now = self._clock.now()
            adopt_zone(connection, audience, now)
            identity = subscribe_reader(connection, audience.reader, story, wanted, now)
            if found is not None:
                if found.effective_rating.restricted and audience.age_restricted:
                    readers.open_rating(connection, audience.reader, found.effective_rating, now)
                require_direct(connection, audience, found)
                require_usefulness(connection, self._texts, identity, found)
            return existing_subscription(connection, identity)

        return await self._subscribed(job)

    async def subscribe_channel(
        self, audience: Audience, who: Credentials, story: StoryId | None, wanted: Wanted
    ) -> Subscribed:
        """Subscribes the channel that they are in, and returns the subscription. A role is pinged if there is
        one.

        Raises StoryGoneError or RatingRefusedError, ChannelManagersOnlyError unless they have Manage Channels
        there, and another SubscriptionRefusedError where it would bring nothing.
        """
        if who.guild is None or who.channel is None:
            raise ChannelManagersOnlyError

        def job(connection: Connection) -> Subscribed:
            found = None if story is None else permitted_story(connection, story, audience)
            identity = subscribe_channel(connection, who, story, wanted, self._clock.now())
            if found is not None:
                require_usefulness(connection, self._texts, identity, found)
            return existing_subscription(connection, identity)

        return await self._subscribed(job)

    async def zone(self, audience: Audience, *, here: bool) -> str:
        """Returns the time zone in which times are meant: this reader's, or with `here` that of the channel
        they are in."""

        def job(connection: Connection) -> str:
            if here and audience.guild is not None:
                return zone_of_server(connection, audience.guild)
            return zone_of(connection, audience) or "UTC"

        return await self._database.read(job)

    async def listed(self, audience: Audience, who: Credentials, page: int) -> Listing[Subscribed]:
        """Returns a page of a reader's own subscriptions, and of those of the channel that they are in and
        manage."""

        def job(connection: Connection) -> Listing[Subscribed]:
            total = subscriptions.count(connection, audience, who.channel)
            shown, pages = page_within(page, total, SUBSCRIPTIONS_A_PAGE)
            lines = subscriptions.listed(
                connection, audience, who.channel, SUBSCRIPTIONS_A_PAGE, shown * SUBSCRIPTIONS_A_PAGE
            )
            return Listing(tuple(lines), shown, pages, total)

        return await self._database.read(job)

    async def active(self, who: Credentials, subscription: SubscriptionId) -> Subscribed:
        """Returns a subscription of theirs that goes on.

        Raises SubscriptionGoneError where it does not, StaleButtonError or NotTheirChannelError where they
        may not change it. So do `change`, `snooze` and `resume`; `stop` accepts one that was stopped.
        """
        return await self._database.read(
            lambda connection: active_subscription(connection, who, subscription)
        )

    async def change(
        self,
        who: Credentials,
        subscription: SubscriptionId,
        manner: Manner,
        times: Schedule | None,
        *,
        waits: bool | None = None,
    ) -> Subscribed:
        """Changes the manner and the schedule of a subscription, and whether a serial waits to be read; and
        returns it. None leaves these as they are."""

        def job(connection: Connection) -> Subscribed:
            found, now = active_subscription(connection, who, subscription), self._clock.now()
            old = found.subscription
            wanted = Wanted(
                subject=old.subject,
                manner=manner,
                schedule=times,
                role=old.role,
                threads=old.threads,
                waits=waits,
            )
            if old.channel is not None:
                identity = subscribe_channel(connection, who, old.story, wanted, now)
                return existing_subscription(connection, identity)
            identity = subscribe_reader(connection, old.reader, old.story, wanted, now)
            if found.story is not None:
                require_usefulness(connection, self._texts, identity, found.story)
            return existing_subscription(connection, identity)

        return await self._subscribed(job)

    async def snooze(self, who: Credentials, subscription: SubscriptionId) -> Subscribed:
        """Silences a subscription for a week, and returns it; what appears meanwhile is told then. One that
        is silent stays as it is."""

        def job(connection: Connection) -> Subscribed:
            found, now = active_subscription(connection, who, subscription), self._clock.now()
            if found.digest is not None:
                raise StaleButtonError  # only the digest as a whole can be snoozed
            if found.subscription.snoozed_until <= now:
                subscriptions.snooze(connection, subscription, now + SNOOZE)
            return existing_subscription(connection, subscription)

        return await self._database.transaction(job)

    async def resume(self, who: Credentials, subscription: SubscriptionId) -> Subscribed:
        """Ends a snooze or a suspension, and returns the subscription. What was not told is tried at once."""

        def job(connection: Connection) -> Subscribed:
            subscribed, now = active_subscription(connection, who, subscription), self._clock.now()
            found, story = subscribed.subscription, subscribed.story
            subscriptions.snooze(connection, subscription, 0)
            suspensions.end(connection, subscription)
            deliveries.catch_up(connection, found, found.told, now)
            if found.manner is Manner.COMPLETE and story and story.completion is Completion.COMPLETE:
                announcements.announce_end(connection, story.id, now)
            if found.suspended and found.schedule:
                schedules.keep(connection, subscription, found.schedule, now)
            return existing_subscription(connection, subscription)

        return await self._subscribed(job)

    async def stop(self, who: Credentials, subscription: SubscriptionId) -> Subscribed:
        """Stops a subscription, and returns it as it was; with a digest, all that it gathers."""

        def job(connection: Connection) -> Subscribed:
            found, now = changeable_subscription(connection, who, subscription), self._clock.now()
            subscriptions.stop(connection, subscription, now)
            subscriptions.stop_idle_digests(connection, found.subscription.reader, now)
            return found

        return await self._database.transaction(job)

    async def mark_piece(
        self, audience: Audience, piece: Piece, *, moving: bool = True
    ) -> tuple[Place, Move]:
        """Marks an instalment of a serial as read, with those before it. The reader's place moves behind it,
        and never back; without `moving`, it stays. Returns that place, and the move by which they go on
        there.

        Raises StoryGoneError, RatingRefusedError, or StaleButtonError where it is not theirs.
        """
        return await self._database.transaction(
            lambda connection: mark_piece(connection, audience, piece, self._clock.now(), moving=moving)
        )

    async def send_next(self, audience: Audience, piece: Piece, nonce: int) -> None:
        """Marks an instalment as read as `mark_piece` does, and has the next one sent at once; `nonce`
        identifies the message of this one.

        Also raises NextPieceSentError where it was sent already, SubscriptionGoneError where the serial was
        stopped, NoMorePiecesError where there is no more text.
        """

        def job(connection: Connection) -> None:
            serial, _ = own_serial(connection, audience, piece)
            if serial.stopped:
                raise SubscriptionGoneError
            if deliveries.last_sent(connection, serial.id) not in (None, nonce):
                raise NextPieceSentError
            if not has_more(connection, self._texts, serial):
                raise NoMorePiecesError
            now = self._clock.now()
            mark_piece(connection, audience, piece, now)
            deliveries.ask_for_next(connection, serial.id, now)

        await self._database.transaction(job)
        self._announced()

    async def unreached(self, audience: Audience) -> list[Subscribed]:
        """Returns subscriptions of a reader that do not arrive, and of which they have not been told."""
        return await self._database.read(
            lambda connection: suspensions.unreached(connection, audience, UNREACHED_AT_ONCE)
        )

    async def note_known(self, unreached: Sequence[Subscribed]) -> None:
        """Stores that a reader was told that these do not arrive."""
        known = [each.subscription.id for each in unreached]
        await self._database.transaction(lambda connection: suspensions.note_known(connection, known))

    async def remember_direct(self, reader: ReaderId, channel: int) -> None:
        """Stores the channel of the direct messages with a reader, unless they were erased while it was
        opened."""
        await self._direct.remember(reader, channel, wanted=subscriptions.has_any)

    async def _subscribed(self, job: Callable[[Connection], Subscribed]) -> Subscribed:
        """Runs a job, returns its subscription, and wakes the delivery of what is due to it."""
        subscribed = await self._database.transaction(job)
        self._announced()
        return subscribed
