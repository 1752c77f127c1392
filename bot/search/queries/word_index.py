"""The word index in the database: entries written with each text, and the texts not indexed yet.

Those are searched in the former index, which holds all texts as they were indexed before the last change of
what the index holds; all others in the index itself.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.database import Connection
from bot.database.full_text import WordIndex, full_text
from bot.database.rows import made
from bot.search.blocks import IndexEntry
from bot.stories.queries.texts import OFFSET_BITS, TextId
from bot.text.index_words import as_they_are

BLOCKS = WordIndex("block_words", ("words",), as_they_are, ranked=True)
FORMER = WordIndex("former_block_words", ("words",), as_they_are, ranked=True)
"""The index and the former one. A row's id is its text's, and the offset at which the block ends in the last
OFFSET_BITS."""


@dataclass(frozen=True, slots=True)
class Unindexed:
    """A text that is in the index up to an offset only."""

    text_id: int
    text: str
    indexed_to: int


def add(connection: Connection, text: int, entries: Sequence[IndexEntry]) -> None:
    """Adds blocks of a text to the index."""
    index = full_text(connection)
    index.add(connection, BLOCKS, _rows(text, entries))
    # enough to keep the parts few, and still a few milliseconds
    index.tidy(connection, BLOCKS, most=16 + len(entries) // 4)


def remove(connection: Connection, text: int, entries: Iterable[IndexEntry]) -> None:
    """Removes blocks of a text from the index; the entries have to be those that were added."""
    full_text(connection).remove(connection, BLOCKS, _rows(text, entries))


def indexed_to(connection: Connection, text: int, length: int) -> int:
    """Returns the offset up to which a text of this length is in the index."""
    row = connection.execute("SELECT indexed_to FROM unindexed_texts WHERE text_id = ?", (text,)).fetchone()
    return length if row is None else int(row["indexed_to"])


def leave_all(connection: Connection) -> None:
    """Notes of an empty index that no text is in it, but for packed ones, which are in none."""
    connection.execute(
        "INSERT INTO unindexed_texts (text_id) SELECT id FROM texts"
        " WHERE id NOT IN (SELECT text_id FROM packed_texts) ON CONFLICT DO NOTHING"
    )


def next_unindexed(connection: Connection, passing_over: Collection[TextId]) -> TextId | None:
    """Returns a text that is not fully indexed yet, or None. Skips the texts of `passing_over`, and former
    texts, which are on their way out of the index."""
    row = connection.execute(
        "SELECT text_id FROM unindexed_texts WHERE text_id NOT IN (SELECT value FROM json_each(?))"
        " AND text_id NOT IN (SELECT text_id FROM unpacked_texts) ORDER BY text_id LIMIT 1",
        (json.dumps(list(passing_over)),),
    ).fetchone()
    return row and TextId(row["text_id"])


def unindexed(connection: Connection, text: TextId) -> Unindexed | None:
    """Returns a text that is not fully indexed, with the offset reached, or None if it is."""
    row = connection.execute(
        "SELECT text_id, text, indexed_to FROM unindexed_texts JOIN texts ON texts.id = text_id"
        " WHERE text_id = ?",
        (text,),
    ).fetchone()
    return row and made(Unindexed, row)


def extend(connection: Connection, left: Unindexed, entries: Sequence[IndexEntry]) -> None:
    """Adds the next entries of a text that is not fully indexed; with the last one it is.

    Does nothing where somebody else has added entries since the text was read.
    """
    reached = entries[-1][0] if entries else len(left.text)
    cursor = connection.execute(
        "UPDATE unindexed_texts SET indexed_to = ? WHERE text_id = ? AND indexed_to = ?",
        (reached, left.text_id, left.indexed_to),
    )
    if cursor.rowcount:
        add(connection, left.text_id, entries)
        connection.execute(
            "DELETE FROM unindexed_texts WHERE text_id = ? AND indexed_to >= ?",
            (left.text_id, len(left.text)),
        )


def shorten(
    connection: Connection, text: TextId, reached: int, to: int, entries: Iterable[IndexEntry]
) -> None:
    """Takes the last entries of a former text out of the index, which has it up to `to` then. Does nothing
    where the index has it up to another offset than `reached` by now."""
    connection.execute(
        "INSERT INTO unindexed_texts (text_id, indexed_to) SELECT text_id, ? FROM unpacked_texts"
        " WHERE text_id = ? ON CONFLICT DO NOTHING",
        (reached, text),
    )
    cursor = connection.execute(
        "UPDATE unindexed_texts SET indexed_to = ? WHERE text_id = ? AND indexed_to = ?", (to, text, reached)
    )
    if cursor.rowcount:
        remove(connection, text, entries)
        full_text(connection).tidy(connection, BLOCKS, most=16)


def has_former(connection: Connection) -> bool:
    """Returns whether there is a former index by which no text is searched any more."""
    row = connection.execute(
        "SELECT 1 FROM former_block_words WHERE NOT EXISTS (SELECT 1 FROM unindexed_texts) LIMIT 1"
    ).fetchone()
    return row is not None


def empty_former(connection: Connection) -> None:
    """Empties the former index."""
    full_text(connection).empty(connection, FORMER)


def _rows(text: int, entries: Iterable[IndexEntry]) -> Iterator[tuple[int, str]]:
    return ((text << OFFSET_BITS | end, words) for end, words in entries)
