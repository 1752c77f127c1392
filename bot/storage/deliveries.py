"""New chapters announced, and the notices of them on their way, each to one subscription.

A subscription has at most one notice that is not settled. What it tells is everything announced since the
subscription was told last, so chapters that appear while it waits need no notice of their own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from bot.models import Chapter, ChapterId, Delivery, DeliveryId, StoryId, Subscription
from bot.storage import chapters, subscriptions
from bot.storage.database import Connection

_LATEST = """(
    SELECT max(announcements.id) FROM announcements JOIN subscriptions USING (story_id)
    WHERE subscriptions.id = subscription_id
)"""
_CLAIMED = (
    f"SELECT {subscriptions.COLUMNS}, deliveries.id AS delivery, nonce, attempts, upto, first_tried_at,"
    " coalesce(subscriptions.channel_id, direct_channels.channel_id) AS goes_to"
    " FROM deliveries JOIN subscriptions ON subscriptions.id = subscription_id"
    " LEFT JOIN direct_channels ON direct_channels.reader_id = subscriptions.reader_id"
)


def announce(connection: Connection, story: StoryId, new: Sequence[ChapterId], now: int) -> None:
    """Set down new chapters, those of the body, and a notice of them for every subscription of the story."""
    announced = connection.executemany(
        "INSERT INTO announcements (story_id, chapter_id, announced_at)"
        " SELECT story_id, id, ? FROM chapters WHERE id = ? AND number IS NOT NULL",
        [(now, chapter) for chapter in new],
    )
    if announced.rowcount > 0:
        connection.execute(
            "INSERT INTO deliveries (subscription_id, due_at) SELECT id, max(?, snoozed_until)"
            " FROM subscriptions WHERE story_id = ? AND stopped_at IS NULL ON CONFLICT DO NOTHING",
            (now, story),
        )


def claim(connection: Connection, now: int, expires: int, limit: int) -> list[Delivery]:
    """Some of the notices that are due, those due longest first; the claim expires if they are not settled.

    A notice that was tried before tells what it told then.
    """
    due = connection.execute(
        "SELECT id FROM deliveries WHERE due_at <= ? ORDER BY due_at, id LIMIT ?", (now, limit)
    ).fetchall()
    connection.executemany(
        "UPDATE deliveries SET state = 'claimed', due_at = :expires, attempts = attempts + 1,"
        f" first_tried_at = coalesce(first_tried_at, :now), upto = coalesce(upto, {_LATEST}) WHERE id = :id",
        [{"expires": expires, "now": now, "id": row["id"]} for row in due],
    )
    rows = (connection.execute(f"{_CLAIMED} WHERE deliveries.id = ?", (row["id"],)).fetchone() for row in due)
    return [_made(row) for row in rows]


def tell_all(connection: Connection, delivery: DeliveryId) -> int:
    """Let a notice that did not get through tell what has appeared since, too: its last announcement."""
    connection.execute(f"UPDATE deliveries SET upto = {_LATEST} WHERE id = ?", (delivery,))
    (upto,) = connection.execute("SELECT upto FROM deliveries WHERE id = ?", (delivery,)).fetchone()
    return int(upto)


def postpone(connection: Connection, delivery: DeliveryId, until: int) -> None:
    """Try a notice again at a time, UTC in seconds."""
    connection.execute(
        "UPDATE deliveries SET due_at = ? WHERE id = ? AND due_at IS NOT NULL", (until, delivery)
    )


def settle(connection: Connection, delivery: Delivery, message: int | None, now: int) -> None:
    """A notice has arrived as a message, or (None) is given up; what appeared meanwhile makes a new one."""
    state = "given up" if message is None else "sent"
    connection.execute(
        "UPDATE deliveries SET state = ?, message_id = ?, due_at = NULL WHERE id = ?",
        (state, message, delivery.id),
    )
    catch_up(connection, delivery.subscription, delivery.upto, now)


def catch_up(connection: Connection, subscription: Subscription, told: int, now: int) -> None:
    """Make a notice for a subscription of what was announced since it was told, if anything was."""
    connection.execute(
        "INSERT INTO deliveries (subscription_id, due_at) SELECT id, max(:now, snoozed_until)"
        " FROM subscriptions WHERE id = :subscription AND stopped_at IS NULL AND EXISTS ("
        " SELECT 1 FROM announcements WHERE story_id = :story AND announcements.id > :told)"
        " ON CONFLICT DO NOTHING",
        {"now": now, "subscription": subscription.id, "story": subscription.story, "told": told},
    )


def forget_settled(connection: Connection, before: int, limit: int) -> None:
    """Forget, of the oldest notices, those that are settled and were first tried before a time, UTC."""
    connection.execute(
        "DELETE FROM deliveries WHERE due_at IS NULL AND first_tried_at < ?"
        " AND id IN (SELECT id FROM deliveries ORDER BY id LIMIT ?)",
        (before, limit),
    )


def next_due(connection: Connection) -> int | None:
    """When there is something to do next, UTC in seconds."""
    (moment,) = connection.execute("SELECT min(due_at) FROM deliveries WHERE due_at IS NOT NULL").fetchone()
    return moment if moment is None else int(moment)


def announced(connection: Connection, delivery: Delivery, since: int | None) -> list[tuple[Chapter, bool]]:
    """The chapters that a notice may tell, in reading order: those not told yet, and those told that
    appeared after `since`, UTC in seconds; whether each is one that was not told."""
    subscription = delivery.subscription
    rows = connection.execute(
        f"SELECT {chapters.COLUMNS}, max(announcements.id) > :told FROM announcements"
        " JOIN chapters ON chapters.id = chapter_id"
        " WHERE announcements.story_id = :story AND announcements.id <= :upto"
        " AND (announcements.id > :told OR announced_at > :since)"
        " AND chapters.number IS NOT NULL GROUP BY chapters.id ORDER BY position",
        {"story": subscription.story, "told": subscription.told, "upto": delivery.upto, "since": since},
    )
    return [(chapters.made(row[:-1]), bool(row[-1])) for row in rows.fetchall()]


def _made(row: sqlite3.Row) -> Delivery:
    return Delivery(
        id=DeliveryId(row["delivery"]),
        subscription=subscriptions.made(tuple(row)[: subscriptions.WIDTH]),
        channel=row["goes_to"],
        nonce=row["nonce"],
        attempts=row["attempts"],
        upto=row["upto"] or 0,
        first_tried_at=row["first_tried_at"],
    )
