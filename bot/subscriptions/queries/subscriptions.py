"""Subscriptions of readers and channels in the database."""

from __future__ import annotations

from collections.abc import Sequence

from bot.database import Connection
from bot.database.rows import columns, made
from bot.stories.ids import DeliveryId, GuildId, ReaderId, StoryId, SubscriptionId
from bot.stories.models import Audience
from bot.stories.queries import early, stories, visibility
from bot.subscriptions.models import Manner, Subject, Subscribed, Subscription, Wanted
from bot.subscriptions.queries import serials


def _columns(table: str, prefix: str) -> str:
    kept_by_id = ("reader", "story", "guild", "channel", "role", "digest")
    elsewhere = {name: f"{table}.{name}_id" for name in kept_by_id}
    elsewhere["stopped"] = f"{table}.stopped_at IS NOT NULL"
    return columns(Subscription, table, prefix, elsewhere)


COLUMNS = _columns("subscriptions", "subscription")
"""The columns that a statement selects so that `made` can build a `Subscription` with the prefix
"subscription"."""
_JOINED = "subscriptions LEFT JOIN stories ON stories.id = subscriptions.story_id"
_GATHERED = """(
    SELECT count(*) FROM subscriptions AS gathered JOIN stories ON stories.id = gathered.story_id
    WHERE gathered.digest_id = subscriptions.id AND gathered.stopped_at IS NULL AND stories.removed_at IS NULL
)"""
ZONE = """coalesce(nullif(iif(subscriptions.channel_id IS NULL, (
    SELECT time_zone FROM readers WHERE readers.id = subscriptions.reader_id
), (
    SELECT time_zone FROM server_settings WHERE server_settings.guild_id = subscriptions.guild_id
)), ''), 'UTC')"""
"""The time zone of a subscription's schedule: its reader's, or for a channel its server's."""
SUBSCRIBED = f"""
    SELECT {COLUMNS}, {_columns("digests", "digest")}, {stories.COLUMNS}, {_GATHERED} AS stories,
        {ZONE} AS zone, quiet_from AS "quiet.start", quiet_until AS "quiet.end"
    FROM {_JOINED} LEFT JOIN subscriptions AS digests ON digests.id = subscriptions.digest_id
    LEFT JOIN readers ON readers.id = subscriptions.reader_id AND subscriptions.channel_id IS NULL
"""
"""A SELECT from which `made` can build a `Subscribed`."""
NOT_SUSPENDED = "suspended = '', refusal = '', knows_why = TRUE"
"""The assignments that end a suspension, on the assumption that messages arrive again."""
_STORY_THERE = "(subscriptions.story_id IS NULL OR stories.removed_at IS NULL)"
_LATEST = "(SELECT coalesce(max(id), 0) FROM announcements)"
SHOWN = f"(subscriptions.story_id IS NULL OR {visibility.SHOWN})"
"""True where a subscription brings what is shown to an audience."""
_LISTED = (
    f"subscriptions.stopped_at IS NULL AND {_STORY_THERE} AND"
    " (subscriptions.reader_id = :reader AND subscriptions.channel_id IS NULL"
    f" AND {SHOWN} OR subscriptions.channel_id = :channel)"
)
_ORDER = (
    "subscriptions.channel_id IS NULL, subscriptions.subject = 'digest' DESC,"
    " coalesce(stories.sort_title, ''), subscriptions.id"
)


def _find(
    connection: Connection,
    reader: ReaderId,
    story: StoryId | None,
    subject: Subject,
    *,
    manner: Manner | None = None,
    channel: int | None = None,
) -> SubscriptionId | None:
    """Returns the existing subscription of this kind, stopped or not, or None; of digests, the one of this
    manner."""
    whose = "channel_id = :channel" if channel else "channel_id IS NULL AND reader_id = :reader"
    which = " AND manner = :manner" if subject is Subject.DIGEST else ""
    row = connection.execute(
        f"SELECT id FROM subscriptions WHERE story_id IS :story AND subject = :subject AND {whose}{which}",
        {"reader": reader, "story": story, "subject": subject, "manner": manner, "channel": channel},
    ).fetchone()
    return row and SubscriptionId(row["id"])


def subscribe(
    connection: Connection,
    reader: ReaderId,
    story: StoryId | None,
    wanted: Wanted,
    *,
    guild: GuildId | None = None,
    channel: int | None = None,
    digest: SubscriptionId | None = None,
) -> SubscriptionId:
    """Stores a subscription, for the channel if there is one, and returns its id. An existing one of the same
    kind is taken up again, in the manner wanted now.

    Earlier announcements are not told to one that is new, or had been stopped.
    """
    values = {
        "reader": reader,
        "story": story,
        "guild": guild,
        "channel": channel,
        "role": wanted.role,
        "subject": wanted.subject,
        "manner": wanted.manner,
        "digest": digest,
        "threads": wanted.threads,
        "waits": wanted.waits,
    }
    found = _find(connection, reader, story, wanted.subject, manner=wanted.manner, channel=channel)
    if found is None:
        (new,) = connection.execute(
            "INSERT INTO subscriptions (reader_id, story_id, guild_id, channel_id, role_id, subject, manner,"
            " digest_id, threads, waits, told) VALUES (:reader, :story, :guild, :channel, :role, :subject,"
            f" :manner, :digest, :threads, coalesce(:waits, FALSE), {_LATEST}) RETURNING id",
            values,
        ).fetchone()
        return SubscriptionId(new)
    serials.begin_anew_if_stopped(connection, found)
    connection.execute(
        "UPDATE subscriptions SET reader_id = :reader, role_id = :role, manner = :manner,"
        " digest_id = :digest, threads = :threads, waits = coalesce(:waits, waits), stopped_at = NULL,"
        f" {NOT_SUSPENDED}, told = iif(stopped_at IS NULL, told, {_LATEST}) WHERE id = :id",
        {**values, "id": found},
    )
    snooze(connection, found, 0)
    return found


def get(connection: Connection, subscription: SubscriptionId) -> Subscribed | None:
    """Returns a subscription, whoever owns it, or None where there is none or its story is gone."""
    row = connection.execute(
        f"{SUBSCRIBED} WHERE subscriptions.id = ? AND {_STORY_THERE}", (subscription,)
    ).fetchone()
    return row and made(Subscribed, row)


def listed(
    connection: Connection, audience: Audience, channel: int | None, limit: int, offset: int
) -> list[Subscribed]:
    """Returns one page of a reader's own subscriptions of stories shown where they are, and of a channel's
    subscriptions."""
    rows = connection.execute(
        f"{SUBSCRIBED} WHERE {_LISTED} ORDER BY {_ORDER} LIMIT :limit OFFSET :offset",
        {**visibility.parameters(audience), "channel": channel, "limit": limit, "offset": offset},
    )
    return [made(Subscribed, row) for row in rows]


def has_any(connection: Connection, reader: ReaderId) -> bool:
    """Returns whether a reader subscribes to anything, or has done."""
    row = connection.execute("SELECT 1 FROM subscriptions WHERE reader_id = ?", (reader,)).fetchone()
    return row is not None


def count(connection: Connection, audience: Audience, channel: int | None) -> int:
    """Returns the number of subscriptions in all pages of `listed`."""
    (total,) = connection.execute(
        f"SELECT count(*) FROM {_JOINED} WHERE {_LISTED}",
        {**visibility.parameters(audience), "channel": channel},
    ).fetchone()
    return int(total)


def gathered_in(connection: Connection, digest: SubscriptionId) -> list[Subscription]:
    """Returns the subscriptions that a digest tells, without stopped ones, in the order of the stories'
    titles."""
    rows = connection.execute(
        f"SELECT {COLUMNS} FROM {_JOINED} WHERE digest_id = ? AND stopped_at IS NULL"
        " AND stories.removed_at IS NULL ORDER BY stories.sort_title, subscriptions.id",
        (digest,),
    )
    return [made(Subscription, row, "subscription") for row in rows]


def guilds_of(connection: Connection, subscription: Subscription) -> list[GuildId]:
    """Returns the servers whose own stories a subscription may bring to a reader."""
    rows = connection.execute(
        "SELECT DISTINCT stories.guild_id FROM stories WHERE stories.guild_id IS NOT NULL AND stories.id IN ("
        " SELECT story_id FROM subscriptions WHERE id = :id OR digest_id = :id AND stopped_at IS NULL"
        " UNION SELECT story_id FROM readings WHERE reader_id = :reader AND :quotes)",
        {
            "id": subscription.id,
            "reader": subscription.reader,
            "quotes": subscription.subject is Subject.QUOTES,
        },
    )
    return [GuildId(row["guild_id"]) for row in rows]


def early_guilds_of(connection: Connection, subscription: Subscription) -> list[GuildId]:
    """Returns the servers whose roles decide what a subscription may bring to a reader early."""
    if subscription.subject is Subject.QUOTES:
        return early.guilds_for(connection, subscription.reader)
    rows = connection.execute(
        "SELECT DISTINCT guild_id FROM early_access WHERE story_id IN ("
        " SELECT story_id FROM subscriptions WHERE id = :id OR digest_id = :id AND stopped_at IS NULL)",
        {"id": subscription.id},
    )
    return [GuildId(row["guild_id"]) for row in rows]


def snooze(connection: Connection, subscription: SubscriptionId, until: int) -> None:
    """Silences a subscription until a time (UTC, seconds); what waits is told then, and what is to be tried
    again. 0 ends the silence."""
    connection.execute(
        "UPDATE deliveries SET due_at = ? FROM subscriptions WHERE subscriptions.id = subscription_id"
        " AND subscription_id = ? AND (state = 'waiting' OR due_at = snoozed_until)",
        (until, subscription),
    )
    connection.execute("UPDATE subscriptions SET snoozed_until = ? WHERE id = ?", (until, subscription))


def stop(connection: Connection, subscription: SubscriptionId, now: int) -> None:
    """Stops a subscription; with a digest, all that it gathers."""
    connection.execute(
        "UPDATE subscriptions SET stopped_at = coalesce(stopped_at, :now), next_at = NULL"
        " WHERE id = :id OR digest_id = :id",
        {"id": subscription, "now": now},
    )


def stop_idle_digests(connection: Connection, reader: ReaderId, now: int) -> None:
    """Stops those of a reader's digests that gather nothing any more."""
    connection.execute(
        "UPDATE subscriptions SET stopped_at = :now, next_at = NULL"
        " WHERE reader_id = :reader AND subject = 'digest' AND stopped_at IS NULL AND NOT EXISTS ("
        " SELECT 1 FROM subscriptions AS gathered WHERE gathered.digest_id = subscriptions.id"
        " AND gathered.stopped_at IS NULL)",
        {"reader": reader, "now": now},
    )


def record_telling(
    connection: Connection,
    delivery: DeliveryId,
    digest: SubscriptionId,
    included: Sequence[SubscriptionId],
    upto: int,
) -> None:
    """Records, before it is sent, the subscriptions that a digest's delivery tells of, up to an announcement.

    Records of an earlier attempt are replaced, since it did not arrive.
    """
    connection.execute("DELETE FROM digest_tellings WHERE delivery_id = ?", (delivery,))
    connection.executemany(
        "INSERT INTO digest_tellings (delivery_id, subscription_id, told_from, upto)"
        " SELECT ?, id, told, ? FROM subscriptions WHERE id = ?",
        [(delivery, upto, each) for each in included],
    )
    connection.execute("UPDATE subscriptions SET telling = 0 WHERE digest_id = ?", (digest,))
    connection.executemany(
        "UPDATE subscriptions SET telling = ? WHERE id = ?", [(upto, each) for each in included]
    )


def record_arrival(connection: Connection, subscription: SubscriptionId, upto: int) -> None:
    """Records that a message arrived, and the last announcement that it told; of a digest, for each that it
    gathers."""
    connection.execute(
        f"UPDATE subscriptions SET told = max(told, ?), {NOT_SUSPENDED} WHERE id = ?", (upto, subscription)
    )
    connection.execute(
        "UPDATE subscriptions SET told = max(told, telling) WHERE digest_id = ?", (subscription,)
    )
