"""The texts of chapters: written before any chapter has them, and never changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NewType

from bot.storage.database import Connection

TextId = NewType("TextId", int)

_A_DAY = 86_400


def write(connection: Connection, text: str, now: int) -> TextId:
    """Keep a text that is to become a chapter's."""
    cursor = connection.execute("INSERT INTO texts (text) VALUES (?)", (text,))
    assert cursor.lastrowid is not None  # noqa: S101 - what an INSERT always sets
    connection.execute(
        "INSERT INTO waiting_texts (text_id, written_at) VALUES (?, ?)", (cursor.lastrowid, now)
    )
    return TextId(cursor.lastrowid)


def discard_waiting(connection: Connection, texts: Iterable[TextId]) -> None:
    """Forget those of these texts that became no chapter's."""
    connection.executemany(
        "DELETE FROM texts WHERE id = ? AND id IN (SELECT text_id FROM waiting_texts)",
        [(text,) for text in texts],
    )


def discard_left_over(connection: Connection, now: int) -> None:
    """Forget the texts of imports that came to no end, a day ago or longer."""
    connection.execute(
        "DELETE FROM texts WHERE id IN (SELECT text_id FROM waiting_texts WHERE written_at < ?)",
        (now - _A_DAY,),
    )
