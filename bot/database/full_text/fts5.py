"""Full-text search by SQLite's FTS5."""

from __future__ import annotations

from collections.abc import Collection

from bot.database.full_text.interface import FullText, Rows, Sought, WordIndex
from bot.database.interface import Connection
from bot.text.words import Form


class FTS5(FullText):
    """Virtual tables of FTS5."""

    def id(self, index: WordIndex) -> str:
        return f"{index.table}.rowid"

    def holds(self, index: WordIndex) -> str:
        return f"{index.table} MATCH :words"

    def score(self, index: WordIndex) -> str:
        return f"bm25({index.table})"

    def values(self, index: WordIndex, sought: Sought, column: str = "") -> dict[str, object]:
        query = " AND ".join(map(_any, sought)) or '""'
        return {"words": f"{column} : ({query})" if column else query}

    def add(self, connection: Connection, index: WordIndex, rows: Rows) -> None:
        columns = ", ".join(index.columns)
        connection.executemany(
            f"INSERT INTO {index.table} (rowid, {columns}) VALUES (?{', ?' * len(index.columns)})", rows
        )

    def remove(self, connection: Connection, index: WordIndex, rows: Rows) -> None:
        columns = ", ".join(index.columns)
        connection.executemany(
            f"INSERT INTO {index.table} ({index.table}, rowid, {columns})"
            f" VALUES ('delete', ?{', ?' * len(index.columns)})",
            rows,
        )

    def tidy(self, connection: Connection, index: WordIndex, most: int) -> None:
        connection.execute(f"INSERT INTO {index.table} ({index.table}, rank) VALUES ('merge', ?)", (most,))

    def empty(self, connection: Connection, index: WordIndex) -> None:
        connection.execute(f"INSERT INTO {index.table} ({index.table}) VALUES ('delete-all')")


def _any(forms: Collection[Form]) -> str:
    return f"({' OR '.join(map(_written, forms))})"


def _written(form: Form) -> str:
    """Returns a form in quotes, in which no word is an operator."""
    return f'"{" ".join(form.words)}"{"*" if form.goes_on else ""}'
