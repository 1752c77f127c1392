"""Being told of a story's new chapters: asked for, listed, snoozed, resumed, stopped."""

from __future__ import annotations

from bot.clock import Clock
from bot.errors import StaleButtonError, SubscriptionRefusedError
from bot.models import (
    Audience,
    Credentials,
    Listing,
    ReaderId,
    RoleId,
    StoryId,
    Subscribed,
    SubscriptionId,
)
from bot.services.announcing import Announced
from bot.services.reading import permitted_story
from bot.services.shelf import page_within
from bot.storage import deliveries, direct_channels, stories, subscriptions
from bot.storage.database import Connection, Database

SUBSCRIPTIONS_A_PAGE = 6
UNREACHED_AT_ONCE = 8
"""As many as one message holds."""
_A_WEEK = 7 * 86_400


class Subscribing:
    """Keeps subscriptions. `announced` is called where there may be something to deliver."""

    def __init__(self, database: Database, clock: Clock, announced: Announced) -> None:
        self._database = database
        self._clock = clock
        self._announced = announced

    async def subscribe(self, audience: Audience, story: StoryId) -> Subscribed:
        """Tell a reader of a story's new chapters by direct message; asked for again, a snooze ends.

        Raises StoryGoneError or RatingRefusedError where the story is not shown to them here, and
        SubscriptionRefusedError where its rating is not served to them directly.
        """

        def job(connection: Connection) -> Subscribed:
            found = permitted_story(connection, story, audience)
            identity = subscriptions.subscribe(connection, audience.reader, story)
            guilds = frozenset({found.guild} if found.guild else ())
            directly = Audience(audience.reader, direct=True, member_of=guilds)
            seen = stories.seen_by(connection, story, directly)
            if seen is None or not seen[1]:
                raise SubscriptionRefusedError(
                    f"That story is rated {found.effective_rating.label}, so you are told of it only once "
                    "you have opened it in an age-restricted channel. Read a page of it there, then "
                    "subscribe."
                )
            return _present(connection, identity)

        return await self._database.transaction(job)

    async def subscribe_channel(
        self, audience: Audience, who: Credentials, story: StoryId, role: RoleId | None
    ) -> Subscribed:
        """Tell the channel that they are in of a story's new chapters, pinging a role if there is one.

        Raises StoryGoneError or RatingRefusedError, and SubscriptionRefusedError unless they have Manage
        Channels there.
        """
        if who.guild is None or who.channel is None:
            raise SubscriptionRefusedError(
                "Only those who may manage this channel can have new chapters announced in it. Leave out "
                "*deliver*, and you are told by direct message."
            )
        guild, channel = who.guild, who.channel

        def job(connection: Connection) -> Subscribed:
            permitted_story(connection, story, audience)
            identity = subscriptions.subscribe(
                connection, who.reader, story, guild=guild, channel=channel, role=role
            )
            return _present(connection, identity)

        return await self._database.transaction(job)

    def now(self) -> int:
        """The time that snoozes are measured by, UTC in seconds."""
        return self._clock.now()

    async def listed(self, audience: Audience, who: Credentials, page: int) -> Listing[Subscribed]:
        """A page of a reader's own subscriptions, and of those of the channel that they are in and manage."""

        def job(connection: Connection) -> Listing[Subscribed]:
            total = subscriptions.count(connection, audience, who.channel)
            shown, pages = page_within(page, total, SUBSCRIPTIONS_A_PAGE)
            lines = subscriptions.listed(
                connection, audience, who.channel, SUBSCRIPTIONS_A_PAGE, shown * SUBSCRIPTIONS_A_PAGE
            )
            return Listing(tuple(lines), shown, pages, total)

        return await self._database.read(job)

    async def snooze(self, who: Credentials, subscription: SubscriptionId) -> Subscribed:
        """Be silent for a week; what appears meanwhile is told then. One that is silent stays as it is.

        Raises StaleButtonError or SubscriptionRefusedError where it is not theirs to change, as `resume` and
        `stop` do.
        """

        def job(connection: Connection) -> Subscribed:
            found, now = _theirs(connection, who, subscription), self._clock.now()
            if found.subscription.snoozed_until <= now:
                subscriptions.snooze(connection, subscription, now + _A_WEEK)
            return _present(connection, subscription)

        return await self._database.transaction(job)

    async def resume(self, who: Credentials, subscription: SubscriptionId) -> Subscribed:
        """End a snooze or a suspension; what was not told is tried at once."""

        def job(connection: Connection) -> Subscribed:
            found = _theirs(connection, who, subscription).subscription
            subscriptions.snooze(connection, subscription, 0)
            subscriptions.forgive(connection, subscription)
            deliveries.catch_up(connection, found, found.told, self._clock.now())
            return _present(connection, subscription)

        resumed = await self._database.transaction(job)
        self._announced()
        return resumed

    async def stop(self, who: Credentials, subscription: SubscriptionId) -> Subscribed:
        """Tell of nothing any more."""

        def job(connection: Connection) -> Subscribed:
            found = _theirs(connection, who, subscription)
            subscriptions.stop(connection, subscription, self._clock.now())
            return found

        return await self._database.transaction(job)

    async def unreached(self, audience: Audience) -> list[Subscribed]:
        """Subscriptions of a reader's that notices do not reach; each is answered once, then it is known."""

        def unknown(connection: Connection) -> list[Subscribed]:
            return subscriptions.unreached(connection, audience, UNREACHED_AT_ONCE)

        def job(connection: Connection) -> list[Subscribed]:
            found = unknown(connection)
            subscriptions.note_known(connection, [each.subscription.id for each in found])
            return found

        return await self._database.transaction(job) if await self._database.read(unknown) else []

    async def remember_direct(self, reader: ReaderId, channel: int) -> None:
        """Keep in mind which channel the direct messages with a reader are."""
        await self._database.transaction(
            lambda connection: direct_channels.remember(connection, reader, channel)
        )


def _present(connection: Connection, subscription: SubscriptionId) -> Subscribed:
    found = subscriptions.get(connection, subscription)
    if found is None:
        raise StaleButtonError
    return found


def _theirs(connection: Connection, who: Credentials, subscription: SubscriptionId) -> Subscribed:
    """A subscription that these credentials let somebody change."""
    found = _present(connection, subscription)
    channel = found.subscription.channel
    if channel is None and found.subscription.reader != who.reader:
        raise StaleButtonError
    if channel is not None and (found.subscription.guild != who.guild or channel != who.channel):
        raise SubscriptionRefusedError(
            "New chapters are told here for everybody. Only those who may manage this channel can change "
            "that."
        )
    return found
