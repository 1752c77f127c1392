"""The files of the watched folder as they were last read."""

from __future__ import annotations

from dataclasses import dataclass

from bot.database import Connection
from bot.database.rows import made


@dataclass(frozen=True, slots=True)
class LastRead:
    """The digest of a file when it was last read, and whether no story could be made of it."""

    digest: str
    bad: bool


def last_read(connection: Connection, name: str) -> LastRead | None:
    """Returns the state of the file of this path when it was last read; None if it never was."""
    row = connection.execute("SELECT digest, bad FROM folder_files WHERE name = ?", (name,)).fetchone()
    return row and made(LastRead, row)


def is_known_to_be_bad(connection: Connection, digest: str) -> bool:
    """Returns whether no story could be made of these contents, in any file."""
    row = connection.execute("SELECT 1 FROM folder_files WHERE digest = ? AND bad", (digest,)).fetchone()
    return row is not None


def record(connection: Connection, name: str, read: LastRead, now: int) -> None:
    """Records how a file was read."""
    connection.execute(
        "INSERT INTO folder_files (name, digest, bad, read_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (name) DO UPDATE SET digest = excluded.digest, bad = excluded.bad,"
        " read_at = excluded.read_at",
        (name, read.digest, read.bad, now),
    )
