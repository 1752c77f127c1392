"""The progress of serials in their stories, and what they have brought that is not marked as read."""

from __future__ import annotations

from dataclasses import dataclass

from bot.database import Connection
from bot.database.rows import made
from bot.stories.ids import ChapterId, DeliveryId, SubscriptionId
from bot.stories.models import Excerpt, Place

_IN_BROUGHT = "subscription_id = :subscription AND chapter_id = :chapter AND revision = :revision"


@dataclass(frozen=True, slots=True)
class Brought:
    """A stretch of a text that a serial has brought."""

    id: int
    excerpt: Excerpt


def end_of_last(connection: Connection, subscription: SubscriptionId) -> Place | None:
    """Returns the end of the last instalment, in the revision of that time, or None before the first."""
    row = connection.execute(
        'SELECT chapter_id AS chapter, revision, "offset" FROM subscriptions'
        " WHERE id = ? AND chapter_id IS NOT NULL",
        (subscription,),
    ).fetchone()
    return row and made(Place, row)


def move(connection: Connection, subscription: SubscriptionId, end: Place, *, new_day: bool) -> None:
    """Stores the end of an instalment that has arrived, and counts its day if that is a new one."""
    connection.execute(
        'UPDATE subscriptions SET chapter_id = ?, revision = ?, "offset" = ?, instalments = instalments + ?'
        " WHERE id = ?",
        (end.chapter, end.revision, end.offset, int(new_day), subscription),
    )


def begin_anew_if_stopped(connection: Connection, subscription: SubscriptionId) -> None:
    """Forgets how far a serial has come, if it was stopped."""
    connection.execute(
        "DELETE FROM brought WHERE subscription_id = (SELECT id FROM subscriptions"
        " WHERE id = ? AND stopped_at IS NOT NULL)",
        (subscription,),
    )
    connection.execute(
        'UPDATE subscriptions SET chapter_id = NULL, revision = NULL, "offset" = NULL, instalments = 0'
        " WHERE id = ? AND stopped_at IS NOT NULL",
        (subscription,),
    )


def stops_before(
    connection: Connection, subscription: SubscriptionId, chapter: ChapterId, delivery: DeliveryId
) -> bool:
    """Records that a serial stops before a chapter, and that this delivery says so. Returns whether it does:
    no other has said so of this chapter."""
    connection.execute(
        "UPDATE subscriptions SET warned_chapter_id = :chapter, warned_by = :delivery"
        " WHERE id = :id AND (warned_chapter_id IS NULL OR warned_chapter_id <> :chapter)",
        {"chapter": chapter, "delivery": delivery, "id": subscription},
    )
    (said_by,) = connection.execute(
        "SELECT warned_by FROM subscriptions WHERE id = ?", (subscription,)
    ).fetchone()
    return bool(said_by == delivery)


def add(connection: Connection, subscription: SubscriptionId, excerpt: Excerpt) -> None:
    """Adds an instalment to what a serial has brought. What goes on where the last one ended is one stretch
    with it."""
    values = {
        "subscription": subscription,
        "chapter": excerpt.place.chapter,
        "revision": excerpt.place.revision,
        "start": excerpt.place.offset,
        "end": excerpt.end,
    }
    joined = connection.execute(
        f"UPDATE brought SET end_offset = :end WHERE {_IN_BROUGHT} AND end_offset = :start", values
    )
    if joined.rowcount == 0:
        connection.execute(
            "INSERT INTO brought (subscription_id, chapter_id, revision, start_offset, end_offset)"
            " VALUES (:subscription, :chapter, :revision, :start, :end)",
            values,
        )


def brought(connection: Connection, subscription: SubscriptionId) -> list[Brought]:
    """Returns what a serial has brought and its reader has not marked as read, in the order it came."""
    rows = connection.execute(
        'SELECT id, chapter_id AS "excerpt.place.chapter", revision AS "excerpt.place.revision",'
        ' start_offset AS "excerpt.place.offset", end_offset AS "excerpt.end"'
        " FROM brought WHERE subscription_id = ? ORDER BY id",
        (subscription,),
    )
    return [made(Brought, row) for row in rows]


def take_off(connection: Connection, subscription: SubscriptionId, last: Brought, end: int) -> None:
    """Takes off what a serial has brought up to an offset of this stretch, since it was marked as read."""
    connection.execute("DELETE FROM brought WHERE subscription_id = ? AND id < ?", (subscription, last.id))
    connection.execute("UPDATE brought SET start_offset = ? WHERE id = ?", (end, last.id))
    connection.execute("DELETE FROM brought WHERE id = ? AND start_offset >= end_offset", (last.id,))
