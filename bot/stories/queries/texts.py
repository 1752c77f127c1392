"""The texts of chapters: written, with the index of their words, before any chapter has them, and never
changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NewType

from bot.database import Connection
from bot.quotes.queries import found_quotes
from bot.search.queries import word_index
from bot.search.queries.word_index import Entry

TextId = NewType("TextId", int)
Indexer = Callable[[str], Iterable[Entry]]
"""Gives what the index holds of a text."""

_A_DAY = 86_400


def stored(connection: Connection, identity: TextId) -> str:
    """A text as it is stored."""
    (found,) = connection.execute("SELECT text FROM texts WHERE id = ?", (identity,)).fetchone()
    return str(found)


def write(connection: Connection, text: str, entries: Sequence[Entry], now: int) -> TextId:
    """Keep a text that is to become a chapter's, and what the index is to hold of it."""
    cursor = connection.execute("INSERT INTO texts (text) VALUES (?)", (text,))
    assert cursor.lastrowid is not None  # noqa: S101 - what an INSERT always sets
    word_index.add(connection, cursor.lastrowid, entries)
    connection.execute(
        "INSERT INTO waiting_texts (text_id, written_at) VALUES (?, ?)", (cursor.lastrowid, now)
    )
    return TextId(cursor.lastrowid)


def discard_waiting(connection: Connection, texts: Iterable[TextId], indexer: Indexer) -> None:
    """Forget those of these texts that became no chapter's."""
    for text in texts:
        _discard(connection, "text_id = ?", text, indexer)


def discard_left_over(connection: Connection, now: int, indexer: Indexer) -> None:
    """Forget the texts of imports that came to no end, a day ago or longer."""
    _discard(connection, "written_at < ?", now - _A_DAY, indexer)


def _discard(connection: Connection, which: str, value: int, indexer: Indexer) -> None:
    waiting = connection.execute(
        f"SELECT texts.id, text, indexed_to FROM waiting_texts JOIN texts ON texts.id = text_id"
        f" LEFT JOIN unindexed_texts USING (text_id) WHERE {which}",
        (value,),
    ).fetchall()
    for text, words, indexed_to in waiting:
        reach = len(words) if indexed_to is None else indexed_to
        word_index.remove(connection, text, (entry for entry in indexer(words) if entry[0] <= reach))
        found_quotes.discard(connection, text)
        connection.execute("DELETE FROM texts WHERE id = ?", (text,))
