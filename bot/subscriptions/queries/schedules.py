"""Scheduled subscriptions, their next times, and the deliveries made when these come."""

from __future__ import annotations

from dataclasses import dataclass

from bot.database import Connection
from bot.database.rows import made
from bot.stories.ids import GuildId, ReaderId, SubscriptionId
from bot.subscriptions.models import Schedule
from bot.subscriptions.queries.subscriptions import ZONE

_SCHEDULED = f"""
    SELECT subscriptions.id AS subscription, minute AS "schedule.minute", weekday AS "schedule.weekday",
        {ZONE} AS zone
    FROM subscriptions WHERE next_at IS NOT NULL AND stopped_at IS NULL
"""
_HAS_NEWS = """(
    subject <> 'digest' OR EXISTS (
        SELECT 1 FROM subscriptions AS gathered
        JOIN announcements ON announcements.story_id = gathered.story_id
        WHERE gathered.digest_id = subscriptions.id AND gathered.stopped_at IS NULL
        AND announcements.id > gathered.told
    )
)"""


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A subscription with a schedule, in this time zone."""

    subscription: SubscriptionId
    schedule: Schedule
    zone: str


def zone_of(connection: Connection, subscription: SubscriptionId) -> str:
    """Returns the time zone of a subscription's schedule."""
    (zone,) = connection.execute(f"SELECT {ZONE} FROM subscriptions WHERE id = ?", (subscription,)).fetchone()
    return str(zone)


def keep(
    connection: Connection, subscription: SubscriptionId, schedule: Schedule | None, next_at: int | None
) -> None:
    """Sets a subscription's schedule and its next time, UTC in seconds; None removes it."""
    connection.execute(
        "UPDATE subscriptions SET weekday = ?, minute = ?, next_at = ? WHERE id = ?",
        (schedule and schedule.weekday, schedule and schedule.minute, next_at, subscription),
    )


def due(connection: Connection, now: int, limit: int) -> list[Scheduled]:
    """Returns some of the due subscriptions, the one due longest first."""
    rows = connection.execute(f"{_SCHEDULED} AND next_at <= ? ORDER BY next_at, id LIMIT ?", (now, limit))
    return [made(Scheduled, row) for row in rows]


def beyond(connection: Connection, now: int, limit: int) -> list[Scheduled]:
    """Returns some of the subscriptions whose next time is later than their schedule can give: the clock was
    ahead when it was worked out."""
    rows = connection.execute(
        f"{_SCHEDULED} AND next_at > :now + 2 * :day AND next_at > :now + iif(weekday IS NULL, 2, 8) * :day"
        " LIMIT :limit",
        {"now": now, "day": 86_400, "limit": limit},
    )
    return [made(Scheduled, row) for row in rows]


def fall_due(connection: Connection, subscription: SubscriptionId, now: int, next_at: int) -> None:
    """Makes a delivery for a due subscription, and sets its next time.

    No delivery is made where the last one is still on its way, the subscription is snoozed, or a digest has
    nothing to tell.
    """
    connection.execute(
        "INSERT INTO deliveries (subscription_id, due_at) SELECT id, next_at FROM subscriptions"
        f" WHERE id = ? AND snoozed_until <= ? AND {_HAS_NEWS} ON CONFLICT DO NOTHING",
        (subscription, now),
    )
    connection.execute("UPDATE subscriptions SET next_at = ? WHERE id = ?", (next_at, subscription))


def next_due(connection: Connection) -> int | None:
    """Returns when a subscription is due next, UTC in seconds, or None."""
    (moment,) = connection.execute(
        "SELECT min(next_at) FROM subscriptions WHERE next_at IS NOT NULL"
    ).fetchone()
    return moment if moment is None else int(moment)


def of_reader(connection: Connection, reader: ReaderId) -> list[Scheduled]:
    """Returns the scheduled subscriptions that come to a reader by direct message."""
    rows = connection.execute(f"{_SCHEDULED} AND channel_id IS NULL AND reader_id = ?", (reader,))
    return [made(Scheduled, row) for row in rows]


def of_guild(connection: Connection, guild: GuildId) -> list[Scheduled]:
    """Returns the scheduled subscriptions that come to the channels of a server."""
    rows = connection.execute(f"{_SCHEDULED} AND channel_id IS NOT NULL AND guild_id = ?", (guild,))
    return [made(Scheduled, row) for row in rows]
