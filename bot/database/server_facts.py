"""What a database on a server says of itself and of the server."""

from __future__ import annotations

from dataclasses import dataclass

from bot.database import sessions
from bot.database.unfinished import refuse_unfinished


@dataclass(frozen=True, slots=True)
class ServerFacts:
    """The server's version; the number of the schema's last step, 0 where there is no library, and of the
    last that this Fireside knows; the database's size in bytes; the server's connections, and how many it
    takes; its clock, UTC in seconds."""

    version: str
    schema: int
    newest: int
    size: int
    connections: int
    most_connections: int
    clock: float


def server_facts(url: str) -> ServerFacts:
    """Asks a server. Raises a DatabaseError where it cannot be used, or holds another program's database or a
    copy that is not whole."""
    with sessions.session_with(url) as connection:
        schema = sessions.schema_version(connection)
        refuse_unfinished(connection)
        row = connection.execute(
            "SELECT current_setting('server_version'), pg_database_size(current_database()),"
            " (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'),"
            " CAST(current_setting('max_connections') AS BIGINT),"
            " CAST(extract(epoch FROM clock_timestamp()) AS DOUBLE PRECISION)"
        ).fetchone()
        version, size, connections, most, clock = row
    return ServerFacts(version, schema, sessions.newest_version(), size, connections, most, clock)
