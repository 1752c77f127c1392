"""Read-alongs and their parts in the database."""

from __future__ import annotations

from bot.database import Connection
from bot.database.rows import columns, made
from bot.together.models import Part, PartId, ReadAlong, ReadAlongId

READ_ALONG = columns(
    ReadAlong,
    "read_alongs",
    "read_along",
    {
        "guild": "read_alongs.guild_id",
        "story": "read_alongs.story_id",
        "host": "read_alongs.host_id",
        "channel": "read_alongs.channel_id",
    },
)
"""The columns that a statement selects so that `made` can build a `ReadAlong` with the prefix
"read_along"."""
PART = columns(
    Part,
    "read_along_parts",
    "part",
    {
        "read_along": "read_along_parts.read_along_id",
        "end.chapter": "read_along_parts.chapter_id",
        "thread": "read_along_parts.thread_id",
        "event": "read_along_parts.event_id",
    },
)
"""The same for a `Part` with the prefix "part"."""


def get(connection: Connection, identity: ReadAlongId) -> ReadAlong | None:
    """Returns a read-along, or None."""
    row = connection.execute(f"SELECT {READ_ALONG} FROM read_alongs WHERE id = ?", (identity,)).fetchone()
    return row and made(ReadAlong, row, "read_along")


def parts(connection: Connection, identity: ReadAlongId) -> list[Part]:
    """Returns the parts of a read-along, in order, their ends as they are stored."""
    rows = connection.execute(
        f"SELECT {PART} FROM read_along_parts WHERE read_along_id = ? ORDER BY number", (identity,)
    )
    return [made(Part, row, "part") for row in rows]


def part(connection: Connection, identity: PartId) -> Part | None:
    """Returns a part, its end as it is stored, or None."""
    row = connection.execute(f"SELECT {PART} FROM read_along_parts WHERE id = ?", (identity,)).fetchone()
    return row and made(Part, row, "part")
