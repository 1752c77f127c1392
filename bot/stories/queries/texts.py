"""The texts of chapters: written before any chapter has them, and never changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NewType

from bot.database import Connection

TextId = NewType("TextId", int)

OFFSET_BITS = 27
"""The bits of an id of something within a text that hold the offset at which it ends; no file may be as
large. The bits above are the text's id."""
OF_CHAPTER = "revisions ON revisions.chapter_id = chapters.id AND revisions.revision = chapters.revision"
"""The join of a chapter to its current `text_id`."""
_A_DAY = 86_400


def stored(connection: Connection, identity: TextId) -> str:
    """Returns a stored text."""
    (found,) = connection.execute("SELECT text FROM texts WHERE id = ?", (identity,)).fetchone()
    return str(found)


def write(connection: Connection, text: str, now: int) -> TextId:
    """Stores a text that is to become a chapter's. Until then it waits."""
    cursor = connection.execute("INSERT INTO texts (text) VALUES (?)", (text,))
    assert cursor.lastrowid is not None  # noqa: S101 - what an INSERT always sets
    connection.execute(
        "INSERT INTO waiting_texts (text_id, written_at) VALUES (?, ?)", (cursor.lastrowid, now)
    )
    return TextId(cursor.lastrowid)


def waiting(connection: Connection, texts: Iterable[TextId]) -> list[tuple[TextId, str]]:
    """Returns those of these texts that belong to no chapter yet, with their ids."""
    return [found for text in texts for found in _waiting(connection, "text_id = ?", text)]


def left_over(connection: Connection, now: int) -> list[tuple[TextId, str]]:
    """Returns the texts that imports left unused a day ago or longer, with their ids."""
    return _waiting(connection, "written_at < ?", now - _A_DAY)


def discard(connection: Connection, text: TextId) -> None:
    """Deletes a text that belongs to no chapter."""
    connection.execute("DELETE FROM texts WHERE id = ?", (text,))


def _waiting(connection: Connection, which: str, value: int) -> list[tuple[TextId, str]]:
    rows = connection.execute(
        f"SELECT texts.id, texts.text FROM waiting_texts JOIN texts ON texts.id = text_id WHERE {which}",
        (value,),
    )
    return [(TextId(row["id"]), str(row["text"])) for row in rows]
