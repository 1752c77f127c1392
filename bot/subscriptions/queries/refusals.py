"""What was refused for a reason that nobody foresaw, and the pause of all sending."""

from __future__ import annotations

from bot.database import Connection
from bot.database.rows import columns, made
from bot.stories.ids import DeliveryId
from bot.subscriptions.models import Pause, Refused
from bot.subscriptions.queries.deliveries import DUE, Due

_PROBES = 3
_PAUSE = columns(Pause, "pauses")
_ALIKE = (
    "(SELECT count(*) FROM deliveries WHERE refusal = :reason AND due_at IS NOT NULL AND NOT others_arrived)"
)
_IN_FORCE = "EXISTS (SELECT 1 FROM deliveries WHERE refusal = pauses.reason AND due_at IS NOT NULL)"
"""A pause is over where all that was refused is called off."""


def record(connection: Connection, delivery: DeliveryId, reason: str) -> Refused:
    """Records that a delivery was refused for this reason, and returns how it stands."""
    values = {"id": delivery, "reason": reason}
    connection.execute(
        "UPDATE deliveries SET refusals = iif(refusal = :reason, refusals, 0) + 1,"
        " others_arrived = others_arrived AND refusal = :reason, refusal = :reason WHERE id = :id",
        values,
    )
    row = connection.execute(
        f"SELECT refusals AS times, others_arrived, {_ALIKE} AS alike,"
        " EXISTS (SELECT 1 FROM pauses) AS paused FROM deliveries WHERE id = :id",
        values,
    ).fetchone()
    return made(Refused, row)


def count_alike(connection: Connection, reason: str) -> int:
    """Returns the number of deliveries that were refused for this reason since anything got through."""
    (count,) = connection.execute(f"SELECT {_ALIKE}", {"reason": reason}).fetchone()
    return int(count)


def note_arrival(connection: Connection) -> None:
    """Records that something got through after what is refused until now."""
    connection.execute(
        "UPDATE deliveries SET others_arrived = TRUE"
        " WHERE refusal <> '' AND due_at IS NOT NULL AND NOT others_arrived"
    )


def pause(connection: Connection) -> Pause | None:
    """Returns the pause of all sending, or None where there is none."""
    row = connection.execute(f"SELECT {_PAUSE} FROM pauses WHERE {_IN_FORCE}").fetchone()
    return row and made(Pause, row)


def begin_pause(connection: Connection, reason: str, now: int, until: int) -> None:
    """Has all sending pause until then, UTC in seconds."""
    connection.execute(
        "INSERT INTO pauses (id, reason, since, until) VALUES (1, ?, ?, ?) ON CONFLICT (id) DO UPDATE"
        " SET reason = excluded.reason, since = excluded.since, until = excluded.until, tries = 0",
        (reason, now, until),
    )


def put_off(connection: Connection, until: int, *, in_vain: bool) -> None:
    """Has the pause last until then, UTC in seconds. `in_vain` counts a try that ended as those before it."""
    connection.execute("UPDATE pauses SET until = ?, tries = tries + ?", (until, int(in_vain)))


def set_right(connection: Connection, now: int, longest: int) -> None:
    """Has a pause end now that would last longer than any can: the clock was ahead when it was extended."""
    connection.execute("UPDATE pauses SET until = ? WHERE until > ?", (now, now + longest))


def end_pause(connection: Connection) -> bool:
    """Ends the pause. Returns whether there was one."""
    return connection.execute("DELETE FROM pauses").rowcount > 0


def end_pause_for_nothing(connection: Connection) -> None:
    """Ends the pause where nothing is left of what was refused."""
    connection.execute(f"DELETE FROM pauses WHERE NOT {_IN_FORCE}")


def probes(connection: Connection, now: int) -> list[Due]:
    """Returns some of the due deliveries, each of another story, that were refused least: they show whether
    what stands in the way is gone, or is one story's."""
    rows = connection.execute(
        f"{DUE} AND deliveries.id IN (SELECT id FROM ("
        "  SELECT deliveries.id, refusals, due_at, row_number() OVER ("
        "   PARTITION BY subject, story_id ORDER BY refusals, due_at, deliveries.id) AS place"
        "  FROM deliveries JOIN subscriptions ON subscriptions.id = subscription_id WHERE due_at <= :now"
        " ) AS found WHERE place = 1 ORDER BY refusals, due_at, id LIMIT :limit)"
        " ORDER BY due_at, deliveries.id",
        {"now": now, "limit": _PROBES},
    )
    return [made(Due, row) for row in rows]
