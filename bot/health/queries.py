"""What a report says of the library."""

from __future__ import annotations

from bot.database import Connection
from bot.health.models import Waiting


def waiting(connection: Connection, now: int) -> Waiting:
    """Returns the notices that are due by now and have not been sent."""
    count, first = connection.execute(
        "SELECT count(*), min(due_at) FROM deliveries WHERE due_at <= ?", (now,)
    ).fetchone()
    (retried,) = connection.execute(
        "SELECT count(*) FROM deliveries WHERE due_at IS NOT NULL AND (attempts > 1 OR refusal <> '')"
    ).fetchone()
    return Waiting(count, now - first if first is not None else 0, retried)


def suspended(connection: Connection) -> dict[str, int]:
    """Returns the number of subscriptions that are suspended, by the reason."""
    return dict(
        connection.execute(
            "SELECT suspended || CASE WHEN refusal = '' THEN '' ELSE ': ' || refusal END AS reason, count(*)"
            " FROM subscriptions WHERE suspended <> '' AND stopped_at IS NULL GROUP BY reason ORDER BY reason"
        ).fetchall()
    )


def failing_feeds(connection: Connection) -> int:
    """Returns the number of feeds that could not be read at the last look; those of stories that were taken
    down are looked at no more."""
    (count,) = connection.execute(
        "SELECT count(*) FROM feeds JOIN stories ON stories.id = story_id"
        " WHERE failures > 0 AND removed_at IS NULL"
    ).fetchone()
    return int(count)
