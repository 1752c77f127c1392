"""Scheduled subscriptions: set, adjusted to another time zone, made due."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from bot.database import Connection, savepoint
from bot.stories.ids import GuildId, ReaderId, SubscriptionId
from bot.subscriptions.models import Schedule
from bot.subscriptions.queries import deliveries, schedules
from bot.subscriptions.queries.schedules import Scheduled
from bot.subscriptions.schedules import next_time

_AN_HOUR = 3_600
_AT_ONCE = 200
"""The number that fall due in one transaction: short enough for readers to turn pages in between."""


def schedule(connection: Connection, subscription: SubscriptionId, times: Schedule | None, now: int) -> None:
    """Sets the schedule of a subscription from now on; None removes it."""
    zone = schedules.zone_of(connection, subscription)
    next_at = None if times is None else next_time(times, now, zone)
    schedules.keep(connection, subscription, times, next_at)


def fall_due(connection: Connection, now: int) -> Mapping[SubscriptionId, Exception | None]:
    """Makes deliveries for some of the due subscriptions. Returns these, each with the error for which it
    waits an hour, if any.

    Times missed in an outage are not made up for one by one: a single delivery is made. A subscription that
    fails, as in a time zone that no longer exists, waits an hour. A next time that is later than the schedule
    can give is worked out anew.
    """
    found: dict[SubscriptionId, Exception | None] = {}

    def do(each: Scheduled, what: Callable[[], None]) -> None:
        def wait_an_hour(error: Exception) -> None:
            found[each.subscription] = error
            schedules.keep(connection, each.subscription, each.schedule, now + _AN_HOUR)

        found[each.subscription] = None
        with savepoint(connection, wait_an_hour):
            what()

    for each in schedules.due(connection, now, _AT_ONCE):
        do(each, partial(_fall_due, connection, each, now))
    for each in schedules.beyond(connection, now, _AT_ONCE):
        do(each, partial(_reschedule, connection, [each], now))
    return found


def _fall_due(connection: Connection, each: Scheduled, now: int) -> None:
    schedules.fall_due(connection, each.subscription, now, next_time(each.schedule, now, each.zone))


def follow_reader(connection: Connection, reader: ReaderId, now: int, zone_changed: bool = True) -> None:
    """Adjusts a reader's schedules to a changed time zone, and makes deliveries due that wait for the end of
    their quiet hours."""
    if zone_changed:
        _reschedule(connection, schedules.of_reader(connection, reader), now)
    deliveries.release_waiting(connection, reader, now)


def follow_guild(connection: Connection, guild: GuildId, now: int) -> None:
    """Adjusts the schedules of a server's channels to its changed time zone."""
    _reschedule(connection, schedules.of_guild(connection, guild), now)


def _reschedule(connection: Connection, found: Iterable[Scheduled], now: int) -> None:
    for each in found:
        next_at = next_time(each.schedule, now, each.zone)
        schedules.keep(connection, each.subscription, each.schedule, next_at)
