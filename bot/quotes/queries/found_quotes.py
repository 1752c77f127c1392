"""The quotes found in each text, kept for as long as the text."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from bot.database import Connection
from bot.database.full_text import WordIndex, full_text
from bot.quotes.models import QuoteKind
from bot.stories.queries.stories import folded
from bot.stories.queries.texts import OFFSET_BITS
from bot.text.index_words import stemmed_words

WORDS = WordIndex("quote_words", ("text",), stemmed_words)
"""The index of quotes: a row's id is the quote's."""
END = (1 << OFFSET_BITS) - 1
"""The bits of a quote's id that are the offset at which it ends; those above are its text's id."""
OF_TEXT = f"quotes.id BETWEEN text_id << {OFFSET_BITS} AND text_id << {OFFSET_BITS} | {END}"
"""The quotes of a text, in a query that has its `text_id`."""
OF_GIVEN_TEXT = (
    f"SELECT quotes.id FROM quotes, (SELECT CAST(:text AS BIGINT) AS text_id) AS given WHERE {OF_TEXT}"
)
"""The ids of the quotes of the text `:text`."""
START = "CAST(substr(quotes.spans, 3, instr(quotes.spans, ',') - 3) AS BIGINT)"
"""The offset at which a quote begins: the first number of its spans, which are lists in a list."""
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
    already, the number and the speaker are updated; those that were found otherwise are replaced."""
    by_id = {text << OFFSET_BITS | found.spans[-1][1]: (number, found) for text, number, found in numbered}
    known = connection.execute(
        "SELECT id, text, spans FROM quotes WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(by_id)),),
    ).fetchall()
    same = {row["id"] for row in known if _is_same(by_id[row["id"]][1], row["text"], row["spans"])}
    _delete(connection, [row["id"] for row in known if row["id"] not in same])
    connection.executemany(
        "INSERT INTO speakers (name, folded) VALUES (?, ?) ON CONFLICT DO NOTHING",
        [(found.speaker, folded(found.speaker)) for _, found in by_id.values() if found.speaker],
    )
    existing = {identity: by_id.pop(identity) for identity in same}
    connection.executemany(
        "UPDATE quotes SET number = ?, speaker_id = (SELECT id FROM speakers WHERE name = ?), early = ?"
        " WHERE id = ?",
        [(number, found.speaker, found.early, identity) for identity, (number, found) in existing.items()],
    )
    connection.executemany(
        "INSERT INTO quotes (id, number, spans, text, speaker_id, early, kind)"
        " VALUES (?, ?, ?, ?, (SELECT id FROM speakers WHERE name = ?), ?, ?)",
        [
            (identity, number, json.dumps(found.spans), found.text, found.speaker, found.early, found.kind)
            for identity, (number, found) in by_id.items()
        ],
    )
    index = full_text(connection)
    index.add(connection, WORDS, [(identity, found.text) for identity, (_, found) in by_id.items()])
    index.tidy(connection, WORDS, most=_MERGED)


def discard(connection: Connection, text: int) -> None:
    """Deletes the quotes of a text that became no chapter's."""
    keep_only(connection, text, [])


def discard_some(connection: Connection, text: int, most: int) -> bool:
    """Deletes quotes of a former text, and that they were given to anybody. Returns whether any are left."""
    rows = connection.execute(f"{OF_GIVEN_TEXT} LIMIT :most", {"text": text, "most": most}).fetchall()
    identities = [identity for (identity,) in rows]
    _delete(connection, identities)
    connection.executemany("DELETE FROM served_quotes WHERE quote_id = ?", [(each,) for each in identities])
    full_text(connection).tidy(connection, WORDS, most=_MERGED)
    return len(identities) == most


def keep_only(connection: Connection, text: int, ends: Iterable[int]) -> None:
    """Deletes the quotes of a text but for those that end at these offsets."""
    rows = connection.execute(OF_GIVEN_TEXT, {"text": text})
    kept = {text << OFFSET_BITS | end for end in ends}
    _delete(connection, [identity for (identity,) in rows.fetchall() if identity not in kept])


def index_next(connection: Connection, most: int) -> int:
    """Adds the next quotes by their ids, at most so many, to an index of quotes that is being made. Returns
    how many were left to be added."""
    index = full_text(connection)
    row = index.id(WORDS)
    last = connection.execute(f"SELECT {row} FROM {WORDS.table} ORDER BY {row} DESC LIMIT 1").fetchone()
    rows = connection.execute(
        "SELECT id, text FROM quotes WHERE id > ? ORDER BY id LIMIT ?", (last[0] if last else 0, most)
    ).fetchall()
    index.add(connection, WORDS, [(row["id"], row["text"]) for row in rows])
    index.tidy(connection, WORDS, most=_MERGED)
    return len(rows)


def _is_same(found: FoundQuote, text: str, spans: str) -> bool:
    return found.text == text and [list(span) for span in found.spans] == json.loads(spans)


def _delete(connection: Connection, identities: Collection[int]) -> None:
    among = (json.dumps(list(identities)),)
    of_these = "FROM quotes WHERE id IN (SELECT value FROM json_each(?))"
    rows = connection.execute(f"SELECT id, text {of_these}", among).fetchall()
    full_text(connection).remove(connection, WORDS, ((row["id"], row["text"]) for row in rows))
    connection.execute(f"DELETE {of_these}", among)
