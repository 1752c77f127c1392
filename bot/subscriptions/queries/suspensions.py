"""Suspended subscriptions, and what their owners have yet to be told of it."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence

from bot.database import Connection
from bot.database.rows import made
from bot.posts.models import Obstacle, new_mark
from bot.stories.ids import SubscriptionId
from bot.stories.models import Audience
from bot.stories.queries import visibility
from bot.subscriptions.models import Subscribed, SuspensionNote
from bot.subscriptions.queries import subscriptions
from bot.subscriptions.queries.subscriptions import NOT_SUSPENDED, SHOWN, SUBSCRIBED

_KNOWN = "(suspended = :why AND refusal = :refusal)"
_SAME_OBSTACLE = f"""(:why <> '{Obstacle.REFUSED}' AND EXISTS (
    SELECT 1 FROM subscriptions AS other
    WHERE other.channel_id = subscriptions.channel_id AND other.reader_id = subscriptions.reader_id
    AND other.id <> subscriptions.id AND other.suspended = :why AND other.stopped_at IS NULL
))"""
"""True where the owner is told of what stands in a channel's way by another subscription of theirs there."""
_NOTED = "EXISTS (SELECT 1 FROM suspension_notes WHERE subscription_id = subscriptions.id)"


def suspend(connection: Connection, subscription: SubscriptionId, why: Obstacle, refusal: str = "") -> None:
    """Records why a message did not arrive. The owner is yet to be told of it, unless they know this reason
    already: of a channel's subscription by a message."""
    values = {"why": why, "refusal": refusal, "id": subscription, "mark": new_mark()}
    connection.execute(
        "INSERT INTO suspension_notes (subscription_id, mark) SELECT id, :mark FROM subscriptions"
        " WHERE id = :id AND channel_id IS NOT NULL AND reader_id <> 0"
        f" AND NOT {_KNOWN} AND NOT {_SAME_OBSTACLE} ON CONFLICT (subscription_id) DO UPDATE"
        " SET mark = excluded.mark, first_tried_at = NULL",
        values,
    )
    connection.execute(
        f"UPDATE subscriptions SET suspended = :why, refusal = :refusal, knows_why = CASE WHEN {_KNOWN}"
        f" THEN knows_why WHEN channel_id IS NULL THEN FALSE ELSE NOT {_NOTED} END WHERE id = :id",
        values,
    )


def end(connection: Connection, subscription: SubscriptionId) -> None:
    """Ends the suspension of a subscription, on the assumption that messages arrive again."""
    connection.execute(f"UPDATE subscriptions SET {NOT_SUSPENDED} WHERE id = ?", (subscription,))


def unreached(connection: Connection, audience: Audience, limit: int) -> list[Subscribed]:
    """Returns some of a reader's subscriptions that do not arrive and that they have not been told of, for
    stories shown where they are. Of those of channels, the ones of which no message could tell them."""
    rows = connection.execute(
        f"{SUBSCRIBED} WHERE subscriptions.reader_id = :reader AND NOT subscriptions.knows_why"
        f" AND NOT {_NOTED} AND subscriptions.stopped_at IS NULL AND {SHOWN}"
        " ORDER BY subscriptions.id LIMIT :limit",
        {**visibility.parameters(audience), "limit": limit},
    )
    return [made(Subscribed, row) for row in rows]


def note_known(connection: Connection, known: Sequence[SubscriptionId]) -> None:
    """Records that the owner has been told why these subscriptions do not arrive."""
    connection.executemany(
        "UPDATE subscriptions SET knows_why = TRUE WHERE id = ?", [(each,) for each in known]
    )


# Word to the owners of channels' subscriptions


def next_notes(
    connection: Connection, passing_over: Collection[SubscriptionId], limit: int
) -> list[SubscriptionId]:
    """Returns some of the subscriptions whose owners are to be told. Skips those of `passing_over`."""
    rows = connection.execute(
        "SELECT subscription_id FROM suspension_notes"
        " WHERE subscription_id NOT IN (SELECT value FROM json_each(?))"
        " ORDER BY subscription_id LIMIT ?",
        (json.dumps(list(passing_over)), limit),
    )
    return [SubscriptionId(row["subscription_id"]) for row in rows]


def try_note(connection: Connection, subscription: SubscriptionId, now: int) -> SuspensionNote | None:
    """Returns what the owner of a subscription is to be told, and records that the message may arrive from
    now on. Deletes the note and returns None where the subscription is not suspended any more."""
    found = subscriptions.get(connection, subscription)
    row = connection.execute(
        "SELECT mark, direct_channels.channel_id, first_tried_at, coalesce(locale, '')"
        " FROM suspension_notes JOIN subscriptions ON subscriptions.id = subscription_id"
        " LEFT JOIN direct_channels USING (reader_id) LEFT JOIN locales USING (reader_id)"
        " WHERE subscription_id = ? AND suspended <> '' AND stopped_at IS NULL AND reader_id <> 0",
        (subscription,),
    ).fetchone()
    if found is None or row is None:
        connection.execute("DELETE FROM suspension_notes WHERE subscription_id = ?", (subscription,))
        return None
    connection.execute(
        "UPDATE suspension_notes SET first_tried_at = coalesce(first_tried_at, ?) WHERE subscription_id = ?",
        (now, subscription),
    )
    return SuspensionNote(found, *row)


def forget_note(connection: Connection, note: SuspensionNote, *, told: bool) -> None:
    """Deletes a note, unless there is another by now; `told` says that it has arrived."""
    subscription = note.subscribed.subscription.id
    if told:
        note_known(connection, [subscription])
    connection.execute(
        "DELETE FROM suspension_notes WHERE subscription_id = ? AND mark = ?", (subscription, note.mark)
    )
