"""The texts of chapters: written before any chapter has them, and never changed; former ones are packed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NewType

from bot.database import Connection, defer_foreign_keys
from bot.database.rows import made
from bot.text.deltas import unpacked

TextId = NewType("TextId", int)

OFFSET_BITS = 27
"""The bits of an id of something within a text that hold the offset at which it ends; no file may be as
large. The bits above are the text's id."""
OF_CHAPTER = "revisions ON revisions.chapter_id = chapters.id AND revisions.revision = chapters.revision"
"""The join of a chapter to its current `text_id`."""
SAME_TEXT = "(packed_texts.digest = :digest OR packed_texts.digest IS NULL AND texts.text = :text)"
"""The condition that a stored text is the one of `same_text`; of a packed one, that is told by its row in
`packed_texts`, to be joined on the left."""
NOTES_OF_NEXT = "="
"""What stands for the notes of a former revision where they are those of the next one."""
_A_DAY = 86_400
_PACKED_BY_ITSELF = 100
"""Of so many texts in a row of a chapter, one is packed by itself: as many differences have to be undone at
most until a text is restored."""
_NONE: Mapping[TextId, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class FormerTextId:
    """A text that another has followed in its chapter, `next`; `by_itself` where it is not to be packed as
    its difference to that one."""

    id: TextId
    next: TextId
    by_itself: bool


def stored(connection: Connection, identity: TextId, known: Mapping[TextId, str] = _NONE) -> str:
    """Returns a stored text. Texts that are `known` already are not read again where it is packed as a
    difference to one of them."""
    packed: list[bytes] = []
    at: TextId | None = identity
    text = None
    while at is not None and (text := known.get(at)) is None:
        row = connection.execute(
            "SELECT text, packed, base_id FROM texts LEFT JOIN packed_texts ON text_id = id WHERE id = ?",
            (at,),
        ).fetchone()
        if row["packed"] is None:
            text = str(row["text"])
            break
        packed.append(row["packed"])
        at = row["base_id"]
    for each in reversed(packed):
        text = unpacked(each, text)
    assert text is not None  # noqa: S101 - a text is whole, packed or known
    return text


def same_text(text: str) -> dict[str, object]:
    """Returns the values for the condition `SAME_TEXT`."""
    return {"text": text, "digest": _digest(text)}


def next_unpacked(connection: Connection, passing_over: Collection[TextId]) -> TextId | None:
    """Returns a former text that is not packed yet, or None: of a chapter's, the oldest. Skips the texts of
    `passing_over`."""
    row = connection.execute(
        "SELECT text_id FROM unpacked_texts JOIN revisions USING (text_id)"
        " WHERE text_id NOT IN (SELECT value FROM json_each(?)) ORDER BY text_id LIMIT 1",
        (json.dumps(list(passing_over)),),
    ).fetchone()
    return row and TextId(row["text_id"])


def former(connection: Connection, text: TextId) -> FormerTextId | None:
    """Returns a former text that is not packed yet with the one that followed it, or None."""
    row = connection.execute(
        "SELECT was.text_id AS id, now.text_id AS next, was.revision % ? = 0 AS by_itself"
        " FROM unpacked_texts JOIN revisions AS was USING (text_id)"
        " JOIN revisions AS now ON now.chapter_id = was.chapter_id AND now.revision > was.revision"
        " WHERE was.text_id = ? ORDER BY now.revision LIMIT 1",
        (_PACKED_BY_ITSELF, text),
    ).fetchone()
    return row and made(FormerTextId, row)


def is_packed(connection: Connection, text: TextId) -> bool:
    """Returns whether a text is packed."""
    row = connection.execute("SELECT 1 FROM packed_texts WHERE text_id = ?", (text,)).fetchone()
    return row is not None


def keep_packed(connection: Connection, text: TextId, whole: str, packed: bytes, base: TextId | None) -> None:
    """Stores a former text packed, by itself or as its difference to `base`, in place of the whole. Does
    nothing where that was done meanwhile, or the text is gone."""
    if connection.execute("SELECT 1 FROM unpacked_texts WHERE text_id = ?", (text,)).fetchone() is None:
        return
    # Written anew, not changed: a row that only shrinks keeps a page to itself. What is still to be
    # done with the whole text goes with it (ON DELETE CASCADE).
    defer_foreign_keys(connection)
    connection.execute("DELETE FROM texts WHERE id = ?", (text,))
    connection.execute("INSERT INTO texts (id, text) VALUES (?, '')", (text,))
    connection.execute(
        "INSERT INTO packed_texts (text_id, base_id, packed, characters, digest) VALUES (?, ?, ?, ?, ?)",
        (text, base, packed, len(whole), _digest(whole)),
    )
    # Nobody changes the notes of a former revision, so the one before it need not have them as well.
    connection.execute(
        "UPDATE revisions AS before SET notes = ? FROM revisions AS this WHERE this.text_id = ?"
        " AND before.chapter_id = this.chapter_id AND before.revision = this.revision - 1"
        " AND before.notes = this.notes AND this.notes <> ''",
        (NOTES_OF_NEXT, text),
    )


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


def write(connection: Connection, text: str, now: int) -> TextId:
    """Stores a text that is to become a chapter's. Until then it waits."""
    (identity,) = connection.execute("INSERT INTO texts (text) VALUES (?) RETURNING id", (text,)).fetchone()
    connection.execute("INSERT INTO waiting_texts (text_id, written_at) VALUES (?, ?)", (identity, now))
    return TextId(identity)


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
