"""Leases: who holds which, and until when."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from bot.database import Connection
from bot.leases.models import BELIEVED, SECONDS, ServedShard

IDENTIFY = 6
"""Seconds between two sessions of one bucket: Discord's five (its documentation, "Sharding"), and the part of
one that whole seconds may lack."""
_LIVES = f"until BETWEEN :now + 1 AND :now + {BELIEVED}"
"""True of a lease that holds."""
_SHARD = re.compile(r"shard (\d+) of (\d+)")


def renew(
    connection: Connection, holder: str, wanted: Collection[str], woken: Collection[str], now: int
) -> tuple[set[str], set[str]]:
    """Renews the leases of a process, takes those that it wants and nobody holds, and returns all that it
    has, and which of these were woken in other processes. Those that are `woken` in this one are passed on to
    who has them."""
    values = {"holder": holder, "now": now, "until": now + SECONDS}
    rows = connection.execute(
        "UPDATE leases SET until = :until WHERE holder = :holder RETURNING name", values
    ).fetchall()
    had = {str(row["name"]) for row in rows}
    rows = connection.execute(f"SELECT name FROM leases WHERE {_LIVES}", values).fetchall()
    living = {str(row["name"]) for row in rows}
    free = set(wanted) - living
    held = had | free
    told = {name for name in held if _wake(name) in living}
    _take(connection, holder, free, now + SECONDS)
    _take(connection, "", {_wake(name) for name in woken if name not in held}, now + SECONDS)
    connection.executemany("DELETE FROM leases WHERE name = ?", [(_wake(name),) for name in sorted(told)])
    return held, told


def release(connection: Connection, holder: str) -> None:
    """Gives up all leases of a process."""
    connection.execute("DELETE FROM leases WHERE holder = ?", (holder,))


def processes(connection: Connection, now: int) -> int:
    """Returns how many processes hold leases."""
    row = connection.execute(
        f"SELECT count(DISTINCT holder) AS living FROM leases WHERE holder <> '' AND {_LIVES}", {"now": now}
    ).fetchone()
    return int(row["living"])


def take_shards(
    connection: Connection, holder: str, numbers: Sequence[int], count: int, now: int
) -> list[ServedShard]:
    """Takes these shards, unless other processes have some of them, or another number of shards: then what
    those have is returned, and nothing is taken."""
    rows = connection.execute(
        f"SELECT name, until FROM leases WHERE holder <> :holder AND {_LIVES} ORDER BY name",
        {"holder": holder, "now": now},
    ).fetchall()
    named = ((_SHARD.fullmatch(row["name"]), row["until"]) for row in rows)
    served = [ServedShard(int(name[1]), int(name[2]), until) for name, until in named if name]
    in_the_way = [each for each in served if each.count != count or each.number in numbers]
    if not in_the_way:
        connection.execute("DELETE FROM leases WHERE holder = ? AND name LIKE 'shard %'", (holder,))
        _take(connection, holder, {shard_name(number, count) for number in numbers}, now + SECONDS)
    return in_the_way


def shard_name(number: int, count: int) -> str:
    """Returns the name of a shard's lease."""
    return f"shard {number} of {count}"


def identify(connection: Connection, bucket: int, now: int) -> int | None:
    """Takes the turn of a bucket to begin a session. Returns when the next turn is, UTC in seconds, if it is
    not now."""
    row = connection.execute("SELECT until FROM leases WHERE name = ?", (f"identify {bucket}",)).fetchone()
    if row is not None and now < row["until"] <= now + BELIEVED:
        return int(row["until"])
    _take(connection, "", {f"identify {bucket}"}, now + IDENTIFY)
    return None


def _wake(name: str) -> str:
    return f"wake {name}"


def _take(connection: Connection, holder: str, names: Collection[str], until: int) -> None:
    connection.executemany(
        "INSERT INTO leases (name, holder, until) VALUES (?, ?, ?)"
        " ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until",
        [(name, holder, until) for name in sorted(names)],
    )
