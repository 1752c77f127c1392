"""Whether a bot serves a database on a server."""

from __future__ import annotations

from bot.database import Connection, sessions
from bot.leases.queries import leases


def is_served(connection: Connection, now: int) -> bool:
    """Returns whether a process of a bot holds a lease in this database. One over a file has a lock on it
    instead. `now` is UTC in seconds."""
    if sessions.is_file(connection) or "leases" not in sessions.tables(connection):
        return False
    return leases.processes(connection, now) > 0
