"""What is sent to members and hosts by direct message, in the database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.database import Connection
from bot.database.rows import made
from bot.posts.models import new_mark
from bot.readers.models import QuietHours
from bot.stories.ids import ReaderId
from bot.together.models import Message, MessageId, Part, PartId, ReadAlongId, Reminder, Subject

_MESSAGE = """
    SELECT read_along_messages.id, read_along_id AS read_along, part_id AS part,
        read_along_messages.reader_id AS reader, subject, mark, direct_channels.channel_id AS channel,
        attempts, first_tried_at, coalesce(locale, '') AS locale
    FROM read_along_messages JOIN read_along_parts ON read_along_parts.id = part_id
    LEFT JOIN direct_channels ON direct_channels.reader_id = read_along_messages.reader_id
    LEFT JOIN locales ON locales.reader_id = read_along_messages.reader_id
"""


@dataclass(frozen=True, slots=True)
class Due:
    """A due message, and the quiet hours of whoever it is for, if any, in this time zone."""

    message: MessageId
    quiet: QuietHours | None
    zone: str


def remind_members(connection: Connection, part: Part, now: int) -> None:
    """Makes a reminder of a part for every member who wants one, once."""
    wanting = connection.execute(
        "SELECT reader_id FROM read_along_members WHERE read_along_id = ? AND left_at IS NULL"
        " AND reminder = ? ORDER BY joined_at, reader_id",
        (part.read_along, Reminder.DIRECT),
    ).fetchall()
    tell(connection, part.id, [each["reader_id"] for each in wanting], Subject.PART, now)


def tell(
    connection: Connection, part: PartId, readers: Iterable[ReaderId], subject: Subject, now: int
) -> None:
    """Makes a message about a part to each of these, once."""
    connection.executemany(
        "INSERT INTO read_along_messages (part_id, reader_id, subject, mark, due_at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        [(part, each, subject, new_mark(), now) for each in readers],
    )


def tell_of_threads(connection: Connection, part: PartId, now: int) -> None:
    """Makes a message to the host of a part's read-along about its threads, once for all its parts."""
    connection.execute(
        "INSERT INTO read_along_messages (part_id, reader_id, subject, mark, due_at)"
        " SELECT read_along_parts.id, host_id, :subject, :mark, :now"
        " FROM read_along_parts JOIN read_alongs ON read_alongs.id = read_along_id"
        " WHERE read_along_parts.id = :part AND host_id <> 0"
        " AND NOT EXISTS (SELECT 1 FROM read_along_messages"
        " JOIN read_along_parts AS others ON others.id = part_id"
        " WHERE others.read_along_id = read_alongs.id AND subject = :subject)",
        {"part": part, "subject": Subject.THREAD, "mark": new_mark(), "now": now},
    )


def due(connection: Connection, now: int, limit: int) -> list[Due]:
    """Returns some of the due messages, the one due longest first."""
    rows = connection.execute(
        'SELECT read_along_messages.id AS message, quiet_from AS "quiet.start",'
        " quiet_until AS \"quiet.end\", coalesce(nullif(time_zone, ''), 'UTC') AS zone"
        " FROM read_along_messages LEFT JOIN readers ON readers.id = reader_id"
        " WHERE due_at <= ? ORDER BY due_at, read_along_messages.id LIMIT ?",
        (now, limit),
    )
    return [made(Due, row) for row in rows]


def claim(connection: Connection, message: MessageId, now: int, expires: int) -> Message:
    """Claims a message and returns it; the claim expires if the message is not settled."""
    connection.execute(
        "UPDATE read_along_messages SET due_at = ?, attempts = attempts + 1,"
        " first_tried_at = coalesce(first_tried_at, ?) WHERE id = ?",
        (expires, now, message),
    )
    row = connection.execute(f"{_MESSAGE} WHERE read_along_messages.id = ?", (message,)).fetchone()
    return made(Message, row)


def postpone(connection: Connection, message: MessageId, until: int) -> None:
    """Has a message be tried again at a time, UTC in seconds."""
    connection.execute(
        "UPDATE read_along_messages SET due_at = ? WHERE id = ? AND due_at IS NOT NULL", (until, message)
    )


def release_waiting(connection: Connection, reader: ReaderId, now: int) -> None:
    """Makes due what waits for a reader and was not tried yet, since their quiet hours may have changed."""
    connection.execute(
        "UPDATE read_along_messages SET due_at = ? WHERE reader_id = ? AND due_at > ? AND attempts = 0",
        (now, reader, now),
    )


def settle(connection: Connection, message: MessageId, sent: int | None, *, refused: bool) -> None:
    """Settles a message: it has arrived as this one of Discord's, or (None) is given up, because Discord
    `refused` it or because there is nothing to say any more."""
    connection.execute(
        "UPDATE read_along_messages SET due_at = NULL, message_id = ?, refused = ? WHERE id = ?",
        (sent, refused, message),
    )


def has_any(connection: Connection, reader: ReaderId) -> bool:
    """Returns whether anything is, or was, sent to a reader."""
    row = connection.execute("SELECT 1 FROM read_along_messages WHERE reader_id = ?", (reader,)).fetchone()
    return row is not None


def is_unreached(connection: Connection, read_along: ReadAlongId, reader: ReaderId) -> bool:
    """Returns whether the last message of a read-along to somebody was refused."""
    row = connection.execute(
        "SELECT refused FROM read_along_messages JOIN read_along_parts ON read_along_parts.id = part_id"
        " WHERE read_along_id = ? AND reader_id = ? AND (refused OR message_id IS NOT NULL)"
        " ORDER BY read_along_messages.id DESC LIMIT 1",
        (read_along, reader),
    ).fetchone()
    return row is not None and bool(row["refused"])


def next_due(connection: Connection) -> int | None:
    """Returns when a message is due next, UTC in seconds, or None."""
    (moment,) = connection.execute(
        "SELECT min(due_at) FROM read_along_messages WHERE due_at IS NOT NULL"
    ).fetchone()
    return moment if moment is None else int(moment)


def set_right(connection: Connection, now: int, latest: int) -> None:
    """Makes due what was put off for longer than anything can be: the clock was ahead then."""
    connection.execute("UPDATE read_along_messages SET due_at = ? WHERE due_at > ?", (now, latest))
