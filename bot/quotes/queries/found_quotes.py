"""The quotes found in each text, kept for as long as the text."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from bot.database import Connection
from bot.quotes.models import QuoteKind
from bot.stories.queries.stories import folded
from bot.stories.queries.texts import OFFSET_BITS

END = (1 << OFFSET_BITS) - 1
"""The bits of a quote's id that are the offset at which it ends; those above are its text's id."""
OF_TEXT = f"quotes.id BETWEEN text_id << {OFFSET_BITS} AND text_id << {OFFSET_BITS} | {END}"
"""The quotes of a text, in a query that has its `text_id`."""
_MERGED = 32
"""Pages of the index of words merged with each write: enough to keep its parts few."""


@dataclass(frozen=True, slots=True)
class FoundQuote:
    """A quote as it was found in a text.

    `early` says that the story gives its speaker's name only further on, so that the name must not be shown
    beside this line.
    """

    spans: tuple[tuple[int, int], ...]
    text: str
    speaker: str | None
    early: bool
    kind: QuoteKind


def write(connection: Connection, numbered: Iterable[tuple[int, int, FoundQuote]]) -> None:
    """Stores quotes, each with its text and its number there, counted from 1. Of quotes that are stored
    already, the speaker is updated."""
    by_id = {text << OFFSET_BITS | found.spans[-1][1]: (number, found) for text, number, found in numbered}
    known = connection.execute(
        "SELECT id FROM quotes WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(by_id)),)
    )
    connection.executemany(
        "INSERT INTO speakers (name, folded) VALUES (?, ?) ON CONFLICT DO NOTHING",
        [(found.speaker, folded(found.speaker)) for _, found in by_id.values() if found.speaker],
    )
    existing = {identity: by_id.pop(identity)[1] for (identity,) in known.fetchall()}
    connection.executemany(
        "UPDATE quotes SET speaker_id = (SELECT id FROM speakers WHERE name = ?), early = ? WHERE id = ?",
        [(found.speaker, found.early, identity) for identity, found in existing.items()],
    )
    connection.executemany(
        "INSERT INTO quotes (id, number, spans, text, speaker_id, early, kind)"
        " VALUES (?, ?, ?, ?, (SELECT id FROM speakers WHERE name = ?), ?, ?)",
        [
            (identity, number, json.dumps(found.spans), found.text, found.speaker, found.early, found.kind)
            for identity, (number, found) in by_id.items()
        ],
    )
    connection.executemany(
        "INSERT INTO quote_words (rowid, text) VALUES (?, ?)",
        [(identity, found.text) for identity, (_, found) in by_id.items()],
    )
    connection.execute("INSERT INTO quote_words (quote_words, rank) VALUES ('merge', ?)", (_MERGED,))


def discard(connection: Connection, text: int) -> None:
    """Deletes the quotes of a text that became no chapter's."""
    of_text = f"FROM quotes, (SELECT ? AS text_id) WHERE {OF_TEXT}"
    connection.execute(
        f"INSERT INTO quote_words (quote_words, rowid, text) SELECT 'delete', quotes.id, text {of_text}",
        (text,),
    )
    connection.execute(f"DELETE FROM quotes WHERE id IN (SELECT quotes.id {of_text})", (text,))
