"""Full-text search by PostgreSQL's text search: its indexes, but words, stems and scores as FTS5 has them.

A table has the column `words`, a `tsvector` made here of our own words and their places, with a weight for
each column of the index. A ranked one also has the number of words, `size`, and its sums in `word_totals`.
"""

from __future__ import annotations

from collections import defaultdict

from bot.database.full_text.interface import FullText, Rows, Sought, WordIndex
from bot.database.interface import Connection
from bot.text.words import Form

_WEIGHTS = "ABCD"
_LONGEST = 500
"""Letters by which words are told apart: PostgreSQL takes 2,046 bytes."""
_MOST = 100_000
"""Characters of a text that are in the index: PostgreSQL takes a megabyte of different words."""
_LAST_PLACE = 16_383
"""The last place that PostgreSQL knows."""
_COLUMN = 2**12
"""Places of a column's words before those of the next begin: no phrase reaches from one into the other."""


class TSVector(FullText):
    """Tables with a column of the type `tsvector`."""

    def id(self, index: WordIndex) -> str:
        return f"{index.table}.id"

    def holds(self, index: WordIndex) -> str:
        return f"{index.table}.words @@ CAST(:words AS tsquery)"

    def score(self, index: WordIndex) -> str:
        """Returns the formula of FTS5's bm25, to which each form is a phrase of its own. The rank by covers,
        all weights being 1, is the number of times that one occurs."""
        totals = f"FROM word_totals WHERE word_totals.indexed = '{index.table}'"
        rarities = f"""
            SELECT array_agg(greatest(ln((total - holding + 0.5) / (holding + 0.5)), 1e-6) ORDER BY place)
            FROM unnest(CAST(:forms AS tsquery[])) WITH ORDINALITY AS each (form, place)
            CROSS JOIN (SELECT CAST(sum(entries) AS DOUBLE PRECISION) AS total {totals}) AS totals
            CROSS JOIN LATERAL (
                SELECT count(*) AS holding FROM {index.table} AS other WHERE other.words @@ form
            ) AS counted
        """
        average = f"SELECT CAST(sum(size) AS DOUBLE PRECISION) / sum(entries) {totals}"
        return f"""(
            SELECT -sum(rarity * n * 2.2 / (n + 1.2 * (0.25 + 0.75 * {index.table}.size / ({average}))))
            FROM unnest(CAST(:forms AS tsquery[]), ({rarities})) AS each (form, rarity)
            CROSS JOIN LATERAL (
                SELECT CAST(ts_rank_cd('{{1, 1, 1, 1}}', {index.table}.words, form) AS DOUBLE PRECISION) AS n
            ) AS counted
        )"""

    def values(self, index: WordIndex, sought: Sought, column: str = "") -> dict[str, object]:
        weight = _WEIGHTS[index.columns.index(column)] if column else ""
        groups = [[_written(index, form, weight) for form in forms] for forms in sought]
        query = " & ".join(f"({' | '.join(filter(None, forms))})" for forms in groups)
        return {
            "words": None if not query or "()" in query else query,
            "forms": [form for forms in groups for form in forms if form],
        }

    def add(self, connection: Connection, index: WordIndex, rows: Rows) -> None:
        added = [_row(index, *row) for row in rows]
        values = [list(column) for column in zip(*added, strict=True)] if added else [[], [], []]
        if index.ranked:
            _count(connection, index, len(added), sum(values[1]))
        else:
            del values[1]
        columns = "id, size, words" if index.ranked else "id, words"
        types = "CAST(? AS BIGINT[]), " * (len(values) - 1) + "CAST(? AS tsvector[])"
        connection.execute(f"INSERT INTO {index.table} ({columns}) SELECT * FROM unnest({types})", values)

    def remove(self, connection: Connection, index: WordIndex, rows: Rows) -> None:
        ids = [row[0] for row in rows]
        going = f"DELETE FROM {index.table} WHERE id = ANY(CAST(? AS BIGINT[]))"
        if index.ranked:
            gone = connection.execute(f"{going} RETURNING size", (ids,)).fetchall()
            _count(connection, index, -len(gone), -sum(row["size"] for row in gone))
        else:
            connection.execute(going, (ids,))

    def tidy(self, connection: Connection, index: WordIndex, most: int) -> None:
        """Does nothing: PostgreSQL keeps its indexes itself."""

    def empty(self, connection: Connection, index: WordIndex) -> None:
        connection.execute(f"DELETE FROM {index.table}")
        connection.execute("DELETE FROM word_totals WHERE indexed = ?", (index.table,))


def _count(connection: Connection, index: WordIndex, entries: int, size: int) -> None:
    """Counts the rows of a ranked index, and their words. Connections count apart, so that those who write at
    once seldom meet."""
    connection.execute(
        "INSERT INTO word_totals (indexed, slot, entries, size) VALUES (?, pg_backend_pid() % 64, ?, ?)"
        " ON CONFLICT (indexed, slot) DO UPDATE SET entries = word_totals.entries + excluded.entries,"
        " size = word_totals.size + excluded.size",
        (index.table, entries, size),
    )


def _row(index: WordIndex, identity: int, *texts: str) -> tuple[int, int, str]:
    """Returns a row of an index: its id, its number of words, and these with their places as PostgreSQL reads
    them."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    for number, text in enumerate(texts):
        weight = _WEIGHTS[number] if len(texts) > 1 else ""
        for place, word in enumerate(index.words(text[:_MOST]), 1 + number * _COLUMN):
            places[word[:_LONGEST]].append(f"{min(place, _LAST_PLACE)}{weight}")
    vector = " ".join(f"'{word}':{','.join(where)}" for word, where in places.items())
    return identity, sum(map(len, places.values())), vector


def _written(index: WordIndex, form: Form, weight: str) -> str:
    """Returns a form as PostgreSQL reads it; empty where it has no words."""
    words = [f"'{word[:_LONGEST]}':{weight}" for word in index.words(" ".join(form.words))]
    return " <-> ".join(words) + "*" * (form.goes_on and bool(words))
