"""Who wants to be told of new chapters, and where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.models import (
    Audience,
    GuildId,
    Obstacle,
    ReaderId,
    RoleId,
    StoryId,
    Subscribed,
    Subscription,
    SubscriptionId,
)
from bot.storage import stories, visibility
from bot.storage.database import Connection

COLUMNS = (
    "subscriptions.id, subscriptions.reader_id, subscriptions.story_id, subscriptions.guild_id,"
    " subscriptions.channel_id, subscriptions.role_id, subscriptions.told, subscriptions.snoozed_until,"
    " subscriptions.suspended, subscriptions.stopped_at"
)
"""What a query selects that makes subscriptions."""
WIDTH = COLUMNS.count(",") + 1
_JOINED = "subscriptions JOIN stories ON stories.id = subscriptions.story_id"
_SUBSCRIBED = f"SELECT {COLUMNS}, {stories.COLUMNS} FROM {_JOINED}"
_LATEST = "(SELECT coalesce(max(id), 0) FROM announcements)"
_LISTED = (
    "subscriptions.stopped_at IS NULL AND stories.removed_at IS NULL AND"
    " (subscriptions.reader_id = :reader AND subscriptions.channel_id IS NULL"
    f" AND {visibility.SHOWN} OR subscriptions.channel_id = :channel)"
)


def subscribe(
    connection: Connection,
    reader: ReaderId,
    story: StoryId,
    *,
    guild: GuildId | None = None,
    channel: int | None = None,
    role: RoleId | None = None,
) -> SubscriptionId:
    """Keep a subscription, for the channel if there is one; the same again takes up the one that is there.

    Nothing that was announced before is told to one that is new, or had been stopped.
    """
    values = {"reader": reader, "story": story, "guild": guild, "channel": channel, "role": role}
    whose = "channel_id = :channel" if channel else "channel_id IS NULL AND reader_id = :reader"
    row = connection.execute(
        f"SELECT id FROM subscriptions WHERE story_id = :story AND {whose}", values
    ).fetchone()
    if row is not None:
        _take_up(connection, SubscriptionId(row["id"]), reader, role)
        return SubscriptionId(row["id"])
    cursor = connection.execute(
        "INSERT INTO subscriptions (reader_id, story_id, guild_id, channel_id, role_id, told)"
        f" VALUES (:reader, :story, :guild, :channel, :role, {_LATEST})",
        values,
    )
    assert cursor.lastrowid is not None  # noqa: S101 - what an INSERT always sets
    return SubscriptionId(cursor.lastrowid)


def _take_up(
    connection: Connection, subscription: SubscriptionId, reader: ReaderId, role: RoleId | None
) -> None:
    connection.execute(
        "UPDATE subscriptions SET reader_id = ?, role_id = ?, stopped_at = NULL,"
        f" told = CASE WHEN stopped_at IS NULL THEN told ELSE {_LATEST} END WHERE id = ?",
        (reader, role, subscription),
    )
    snooze(connection, subscription, 0)
    forgive(connection, subscription)


def get(connection: Connection, subscription: SubscriptionId) -> Subscribed | None:
    """A subscription, whoever's it is, with its story; None where there is none, or the story is gone."""
    row = connection.execute(
        f"{_SUBSCRIBED} WHERE subscriptions.id = ? AND stories.removed_at IS NULL", (subscription,)
    ).fetchone()
    return row and _subscribed(row)


def listed(
    connection: Connection, audience: Audience, channel: int | None, limit: int, offset: int
) -> list[Subscribed]:
    """A stretch of a reader's own subscriptions, of stories shown where they are, and of a channel's."""
    rows = connection.execute(
        f"{_SUBSCRIBED} WHERE {_LISTED} ORDER BY channel_id IS NULL, stories.sort_title, subscriptions.id"
        " LIMIT :limit OFFSET :offset",
        {**visibility.parameters(audience), "channel": channel, "limit": limit, "offset": offset},
    )
    return [_subscribed(row) for row in rows]


def count(connection: Connection, audience: Audience, channel: int | None) -> int:
    """How many subscriptions `listed` has."""
    (total,) = connection.execute(
        f"SELECT count(*) FROM {_JOINED} WHERE {_LISTED}",
        {**visibility.parameters(audience), "channel": channel},
    ).fetchone()
    return int(total)


def unreached(connection: Connection, audience: Audience, limit: int) -> list[Subscribed]:
    """Some of a reader's own subscriptions that notices do not reach and that they have not been told of; of
    stories shown where they are."""
    rows = connection.execute(
        f"{_SUBSCRIBED} WHERE subscriptions.reader_id = :reader AND channel_id IS NULL AND NOT knows_why"
        f" AND stopped_at IS NULL AND {visibility.SHOWN} ORDER BY subscriptions.id LIMIT :limit",
        {**visibility.parameters(audience), "limit": limit},
    )
    return [_subscribed(row) for row in rows]


def note_known(connection: Connection, subscriptions: Sequence[SubscriptionId]) -> None:
    """The reader knows why nothing arrives."""
    connection.executemany(
        "UPDATE subscriptions SET knows_why = 1 WHERE id = ?", [(each,) for each in subscriptions]
    )


def snooze(connection: Connection, subscription: SubscriptionId, until: int) -> None:
    """Be silent until a time; what is under way is told then. 0: be silent no longer."""
    connection.execute("UPDATE subscriptions SET snoozed_until = ? WHERE id = ?", (until, subscription))
    connection.execute(
        "UPDATE deliveries SET due_at = ? WHERE subscription_id = ? AND state = 'waiting'",
        (until, subscription),
    )


def stop(connection: Connection, subscription: SubscriptionId, now: int) -> None:
    """Tell it of nothing any more."""
    connection.execute(
        "UPDATE subscriptions SET stopped_at = coalesce(stopped_at, ?) WHERE id = ?", (now, subscription)
    )


def suspend(connection: Connection, subscription: SubscriptionId, why: Obstacle) -> None:
    """Remember why a notice did not arrive; its reader is yet to be told, unless they know it already."""
    connection.execute(
        "UPDATE subscriptions SET knows_why = knows_why AND suspended = :why, suspended = :why"
        " WHERE id = :id",
        {"why": why, "id": subscription},
    )


def forgive(connection: Connection, subscription: SubscriptionId) -> None:
    """Take it that notices arrive again."""
    connection.execute("UPDATE subscriptions SET suspended = '', knows_why = 1 WHERE id = ?", (subscription,))


def reached(connection: Connection, subscription: SubscriptionId, upto: int) -> None:
    """Remember that a notice arrived, and the last announcement that it told."""
    connection.execute(
        "UPDATE subscriptions SET told = max(told, ?), suspended = '', knows_why = 1 WHERE id = ?",
        (upto, subscription),
    )


def made(values: Sequence[Any]) -> Subscription:
    """A subscription from the values of COLUMNS."""
    identity, reader, story, guild, channel, role, told, snoozed_until, suspended, stopped_at = values
    return Subscription(
        id=identity,
        reader=reader,
        story=story,
        guild=guild,
        channel=channel,
        role=role,
        told=told,
        snoozed_until=snoozed_until,
        suspended=Obstacle(suspended) if suspended else None,
        stopped=stopped_at is not None,
    )


def _subscribed(values: Sequence[Any]) -> Subscribed:
    return Subscribed(made(values[:WIDTH]), stories.made(values[WIDTH:]))
