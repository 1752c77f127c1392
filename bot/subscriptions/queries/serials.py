"""The progress of serials in their stories."""

from __future__ import annotations

from bot.database import Connection
from bot.database.rows import made
from bot.stories.ids import SubscriptionId
from bot.stories.models import Place


def end_of_last(connection: Connection, subscription: SubscriptionId) -> Place | None:
    """Returns the end of the last instalment, in the revision of that time, or None before the first."""
    row = connection.execute(
        'SELECT chapter_id AS chapter, revision, "offset" FROM subscriptions'
        " WHERE id = ? AND chapter_id IS NOT NULL",
        (subscription,),
    ).fetchone()
    return row and made(Place, row)


def move(connection: Connection, subscription: SubscriptionId, end: Place) -> None:
    """Stores the end of an instalment that has arrived."""
    connection.execute(
        'UPDATE subscriptions SET chapter_id = ?, revision = ?, "offset" = ? WHERE id = ?',
        (end.chapter, end.revision, end.offset, subscription),
    )
