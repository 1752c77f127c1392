"""Stores what a reader or a channel subscribes to: the subscription, its digest, its schedule."""

from __future__ import annotations

from dataclasses import replace

from bot.database import Connection
from bot.librarians.service import zone_of_server
from bot.readers.queries import readers
from bot.stories.ids import ReaderId, StoryId, SubscriptionId
from bot.stories.models import Audience, Credentials
from bot.subscriptions.guards import existing_subscription
from bot.subscriptions.models import Manner, Schedule, Subject, Wanted
from bot.subscriptions.queries import deliveries, subscriptions
from bot.subscriptions.scheduling import follow_reader, schedule

_SUNDAY = 6
_DEFAULT_SCHEDULE = Schedule(18 * 60)


def subscribe_reader(
    connection: Connection, reader: ReaderId, story: StoryId | None, wanted: Wanted, now: int
) -> SubscriptionId:
    """Stores a reader's subscription, with the digest that tells it if one is wanted, and returns its id.
    Digests that gather nothing any more are stopped."""
    digest = None
    if wanted.subject is Subject.CHAPTERS and wanted.manner in (Manner.DAILY, Manner.WEEKLY):
        digest = subscriptions.subscribe(connection, reader, None, replace(wanted, subject=Subject.DIGEST))
        _set_times(connection, digest, wanted.schedule, now)
    identity = subscriptions.subscribe(connection, reader, story, wanted, digest=digest)
    _set_times(connection, identity, wanted.schedule, now)
    subscriptions.stop_idle_digests(connection, reader, now)
    return identity


def subscribe_channel(
    connection: Connection, who: Credentials, story: StoryId | None, wanted: Wanted, now: int
) -> SubscriptionId:
    """Stores a subscription of the channel that they are in, and returns its id."""
    identity = subscriptions.subscribe(
        connection, who.reader, story, wanted, guild=who.guild, channel=who.channel
    )
    _set_times(connection, identity, wanted.schedule, now)
    return identity


def zone_of(connection: Connection, audience: Audience) -> str:
    """Returns a reader's time zone, or without one that of the server that they are in; empty where neither
    is set."""
    own = readers.time_zone(connection, audience.reader)
    if own or audience.guild is None:
        return own
    return zone_of_server(connection, audience.guild)


def adopt_zone(connection: Connection, audience: Audience, now: int) -> None:
    """Gives a reader without a time zone that of the server that they are in."""
    zone = zone_of(connection, audience)
    if zone not in ("", "UTC") and not readers.time_zone(connection, audience.reader):
        readers.set_time_zone(connection, audience.reader, zone)
        follow_reader(connection, audience.reader, now)


def _set_times(
    connection: Connection, subscription: SubscriptionId, times: Schedule | None, now: int
) -> None:
    """Sets the schedule of a subscription that has one. Without times given, it keeps those that it had."""
    kept = existing_subscription(connection, subscription).subscription
    if kept.subject is not Subject.DIGEST:  # a waiting digest takes in the changes
        deliveries.withdraw(connection, subscription)
    deliveries.catch_up(connection, kept, kept.told, now)
    if kept.subject is Subject.CHAPTERS:
        schedule(connection, subscription, None, now)
        return
    chosen = times or kept.schedule or _DEFAULT_SCHEDULE
    if kept.manner is Manner.WEEKLY:
        earlier = kept.schedule.weekday if kept.schedule else None
        day = next((each for each in (chosen.weekday, earlier) if each is not None), _SUNDAY)
        schedule(connection, subscription, replace(chosen, weekday=day), now)
    else:
        schedule(connection, subscription, replace(chosen, weekday=None), now)
