"""The deliveries on their way, each to one subscription.

A subscription has at most one delivery that is not settled. A notice tells everything announced since the
subscription was told last, so chapters that appear while it waits need no notice of their own.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.database import Connection
from bot.database.rows import made
from bot.posts.models import CLAIM
from bot.readers.models import QuietHours
from bot.stories.ids import DeliveryId, ReaderId, SubscriptionId
from bot.stories.models import Excerpt, Place
from bot.subscriptions.models import Delivery, Subscription
from bot.subscriptions.queries import subscriptions
from bot.subscriptions.queries.announcements import LATEST

_PUT_OFF = 25 * 3_600
"""Seconds for which a delivery can be put off, at most: by quiet hours on the day that has one hour more."""
COLUMNS = (
    f"{subscriptions.COLUMNS}, deliveries.id AS id, nonce, attempts, coalesce(upto, 0) AS upto,"
    " first_tried_at, part, coalesce(subscriptions.channel_id, direct_channels.channel_id) AS channel,"
    " coalesce(locale, '') AS locale"
)
JOINED = (
    "deliveries JOIN subscriptions ON subscriptions.id = deliveries.subscription_id"
    " LEFT JOIN direct_channels ON direct_channels.reader_id = subscriptions.reader_id"
    " LEFT JOIN locales ON locales.reader_id = subscriptions.reader_id AND subscriptions.channel_id IS NULL"
)
"""The columns and tables of a SELECT from which `made` can build a `Delivery`."""
DUE = """
    SELECT deliveries.id AS delivery, iif(asked, NULL, quiet_from) AS "quiet.start",
        quiet_until AS "quiet.end", coalesce(nullif(time_zone, ''), 'UTC') AS zone,
        iif(asked, 0, snoozed_until) AS snoozed_until
    FROM deliveries JOIN subscriptions ON subscriptions.id = subscription_id
    LEFT JOIN readers ON readers.id = subscriptions.reader_id AND subscriptions.channel_id IS NULL
    WHERE due_at <= :now
"""
"""A SELECT from which `made` can build a `Due`."""


@dataclass(frozen=True, slots=True)
class Due:
    """A due delivery, and the quiet hours of its reader, if any, in this time zone. Its subscription is
    silent until `snoozed_until`, UTC in seconds."""

    delivery: DeliveryId
    quiet: QuietHours | None
    zone: str
    snoozed_until: int


def due(connection: Connection, now: int, limit: int) -> list[Due]:
    """Returns some of the due deliveries, the one due longest first."""
    rows = connection.execute(
        f"{DUE} ORDER BY due_at, deliveries.id LIMIT :limit", {"now": now, "limit": limit}
    )
    return [made(Due, row) for row in rows]


def claim(connection: Connection, delivery: DeliveryId, now: int, expires: int) -> Delivery:
    """Claims a delivery and returns it; the claim expires if the delivery is not settled.

    A notice that was tried before keeps its last announcement.
    """
    connection.execute(
        "UPDATE deliveries SET state = 'claimed', due_at = :expires, attempts = attempts + 1,"
        f" first_tried_at = coalesce(first_tried_at, :now), upto = coalesce(upto, {LATEST}),"
        " told_from = (SELECT told FROM subscriptions WHERE subscriptions.id = subscription_id)"
        " WHERE id = :id",
        {"expires": expires, "now": now, "id": delivery},
    )
    return made(
        Delivery,
        connection.execute(f"SELECT {COLUMNS} FROM {JOINED} WHERE deliveries.id = ?", (delivery,)).fetchone(),
    )


def extend(connection: Connection, delivery: DeliveryId) -> int:
    """Extends a notice that did not get through to everything announced since, and returns its last
    announcement."""
    connection.execute("DELETE FROM withdrawn_tellings WHERE delivery_id = ?", (delivery,))
    connection.execute(f"UPDATE deliveries SET upto = {LATEST} WHERE id = ?", (delivery,))
    (upto,) = connection.execute("SELECT upto FROM deliveries WHERE id = ?", (delivery,)).fetchone()
    return int(upto or 0)


def withdraw(connection: Connection, subscription: SubscriptionId) -> None:
    """Deletes the delivery of a subscription if it was not claimed yet."""
    connection.execute(
        "DELETE FROM deliveries WHERE subscription_id = ? AND due_at IS NOT NULL AND attempts = 0",
        (subscription,),
    )


def record_place(
    connection: Connection, delivery: DeliveryId, place: Place, start: int | None = None
) -> None:
    """Records, before it is sent, the end of the instalment in a message and the offset at which that starts,
    or the place of its quote."""
    connection.execute(
        'UPDATE deliveries SET chapter_id = ?, revision = ?, "offset" = ?, start_offset = ? WHERE id = ?',
        (place.chapter, place.revision, place.offset, start, delivery),
    )


def recorded_place(connection: Connection, delivery: DeliveryId) -> Place | None:
    """Returns the place that `record_place` recorded, or None."""
    row = connection.execute(
        'SELECT chapter_id AS chapter, revision, "offset" FROM deliveries'
        " WHERE id = ? AND chapter_id IS NOT NULL",
        (delivery,),
    ).fetchone()
    return row and made(Place, row)


def recorded_excerpt(connection: Connection, delivery: DeliveryId) -> Excerpt | None:
    """Returns the instalment that `record_place` recorded, or None."""
    row = connection.execute(
        'SELECT chapter_id AS "place.chapter", revision AS "place.revision", start_offset AS "place.offset",'
        ' "offset" AS "end" FROM deliveries WHERE id = ? AND start_offset IS NOT NULL',
        (delivery,),
    ).fetchone()
    return row and made(Excerpt, row)


def ask_for_next(connection: Connection, subscription: SubscriptionId, now: int) -> None:
    """Makes a delivery of the next instalment that no quiet hours hold back, unless one is on its way."""
    connection.execute(
        "INSERT INTO deliveries (subscription_id, due_at, asked) SELECT id, ?, TRUE FROM subscriptions"
        " WHERE id = ? AND stopped_at IS NULL ON CONFLICT DO NOTHING",
        (now, subscription),
    )


def last_sent(connection: Connection, subscription: SubscriptionId) -> int | None:
    """Returns the nonce of the last message that a subscription has brought, or None where none is known."""
    row = connection.execute(
        "SELECT nonce FROM deliveries WHERE subscription_id = ? AND message_id IS NOT NULL"
        " ORDER BY id DESC LIMIT 1",
        (subscription,),
    ).fetchone()
    return row and int(row["nonce"])


def postpone(connection: Connection, delivery: DeliveryId, until: int) -> None:
    """Postpones a delivery to a time, UTC in seconds."""
    connection.execute(
        "UPDATE deliveries SET due_at = ? WHERE id = ? AND due_at IS NOT NULL", (until, delivery)
    )


def release_waiting(connection: Connection, reader: ReaderId, now: int) -> None:
    """Makes the deliveries to a reader due that wait, be it to be tried again, since their quiet hours may
    have changed. A snooze goes on, and what is on its way is left alone."""
    connection.execute(
        "UPDATE deliveries SET due_at = max(:now, snoozed_until) FROM subscriptions"
        " WHERE subscriptions.id = subscription_id AND reader_id = :reader AND channel_id IS NULL"
        " AND (state = 'waiting' OR due_at > :now + :claim)",
        {"now": now, "reader": reader, "claim": CLAIM},
    )


def settle(connection: Connection, delivery: Delivery, message: int | None, now: int) -> None:
    """Settles a delivery: it has arrived as a message, or (None) is given up. Announcements made meanwhile
    get a new notice."""
    state = "given up" if message is None else "sent"
    connection.execute(
        "UPDATE deliveries SET state = ?, message_id = ?, due_at = NULL WHERE id = ?",
        (state, message, delivery.id),
    )
    catch_up(connection, delivery.subscription, delivery.upto, now)


def add_next_part(connection: Connection, delivery: Delivery, now: int) -> None:
    """Makes a delivery of the next part of an instalment, unless the subscription was stopped."""
    connection.execute(
        "INSERT INTO deliveries (subscription_id, due_at, part) SELECT id, max(?, snoozed_until), ?"
        " FROM subscriptions"
        " WHERE id = ? AND stopped_at IS NULL ON CONFLICT DO NOTHING",
        (now, delivery.part + 1, delivery.subscription.id),
    )


def catch_up(connection: Connection, subscription: Subscription, told: int, now: int) -> None:
    """Makes a notice of what was announced since a subscription was told, if it is told at once."""
    connection.execute(
        "INSERT INTO deliveries (subscription_id, due_at) SELECT id, max(:now, snoozed_until)"
        " FROM subscriptions WHERE id = :subscription AND stopped_at IS NULL AND manner = 'at once'"
        " AND EXISTS (SELECT 1 FROM announcements WHERE story_id = :story AND announcements.id > :told)"
        " ON CONFLICT DO NOTHING",
        {"now": now, "subscription": subscription.id, "story": subscription.story, "told": told},
    )


def forget_settled(connection: Connection, before: int, limit: int) -> None:
    """Deletes, among the oldest deliveries, those that are settled and were first tried before a time (UTC,
    seconds)."""
    connection.execute(
        "DELETE FROM deliveries WHERE due_at IS NULL AND first_tried_at < ?"
        " AND id IN (SELECT id FROM deliveries ORDER BY id LIMIT ?)",
        (before, limit),
    )


def set_right(connection: Connection, now: int, claim: int, longest_snooze: int) -> None:
    """Makes due, by now, what was put off for longer than anything can be: the clock was ahead then. A claim
    goes on for `claim` seconds, a snooze for the longest that there is."""
    values = {"now": now, "claim": now + claim, "beyond": now + _PUT_OFF, "snooze": now + longest_snooze}
    connection.execute(
        "UPDATE subscriptions SET snoozed_until = :snooze"
        " WHERE snoozed_until > 0 AND snoozed_until > :snooze",
        values,
    )
    connection.execute(
        "UPDATE deliveries SET due_at = max(iif(state = 'claimed', :claim, :now), snoozed_until)"
        " FROM subscriptions WHERE subscriptions.id = subscription_id"
        " AND due_at IS NOT NULL AND due_at > :beyond AND due_at > snoozed_until",
        values,
    )


def next_due(connection: Connection) -> int | None:
    """Returns when a delivery is due next, UTC in seconds, or None."""
    (moment,) = connection.execute("SELECT min(due_at) FROM deliveries WHERE due_at IS NOT NULL").fetchone()
    return moment if moment is None else int(moment)
