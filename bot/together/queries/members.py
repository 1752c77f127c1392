"""Members of read-alongs in the database."""

from __future__ import annotations

from bot.database import Connection
from bot.database.rows import columns, made
from bot.stories.ids import ReaderId
from bot.together.models import Member, ReadAlongId, Reminder

_COLUMNS = columns(
    Member,
    "read_along_members",
    elsewhere={"read_along": "read_along_id", "reader": "reader_id"},
)


def join(connection: Connection, read_along: ReadAlongId, reader: ReaderId, now: int) -> bool:
    """Makes somebody a member, with reminders; who comes back has what they chose before. Returns False for
    who is one already."""
    cursor = connection.execute(
        "INSERT INTO read_along_members (read_along_id, reader_id, joined_at) VALUES (?, ?, ?)"
        " ON CONFLICT (read_along_id, reader_id) DO UPDATE SET joined_at = excluded.joined_at, left_at = NULL"
        " WHERE read_along_members.left_at IS NOT NULL",
        (read_along, reader, now),
    )
    return cursor.rowcount == 1


def leave(connection: Connection, read_along: ReadAlongId, reader: ReaderId, now: int) -> None:
    """Ends a membership. What was on its way to them is not sent."""
    connection.execute(
        "UPDATE read_along_members SET left_at = ?"
        " WHERE read_along_id = ? AND reader_id = ? AND left_at IS NULL",
        (now, read_along, reader),
    )


def get(connection: Connection, read_along: ReadAlongId, reader: ReaderId) -> Member | None:
    """Returns a member, or None for who has not joined or has left."""
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM read_along_members"
        " WHERE read_along_id = ? AND reader_id = ? AND left_at IS NULL",
        (read_along, reader),
    ).fetchone()
    return row and made(Member, row)


def choose_reminder(
    connection: Connection, read_along: ReadAlongId, reader: ReaderId, reminder: Reminder
) -> None:
    """Sets how a member is reminded."""
    connection.execute(
        "UPDATE read_along_members SET reminder = ? WHERE read_along_id = ? AND reader_id = ?",
        (reminder, read_along, reader),
    )


def choose_telling(connection: Connection, read_along: ReadAlongId, reader: ReaderId, tells: bool) -> None:
    """Sets whether the other members may see which parts a member has finished."""
    connection.execute(
        "UPDATE read_along_members SET tells_finishing = ? WHERE read_along_id = ? AND reader_id = ?",
        (tells, read_along, reader),
    )


def telling(connection: Connection, read_along: ReadAlongId, limit: int) -> list[ReaderId]:
    """Returns members who let the others see what they have finished, by when they joined."""
    rows = connection.execute(
        "SELECT reader_id FROM read_along_members WHERE read_along_id = ? AND tells_finishing"
        " AND left_at IS NULL ORDER BY joined_at, reader_id LIMIT ?",
        (read_along, limit),
    )
    return [ReaderId(row["reader_id"]) for row in rows]
