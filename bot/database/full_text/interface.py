"""What queries know of an engine's full-text search."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from bot.database.interface import Connection
from bot.text.words import Form

Sought: TypeAlias = Sequence[Collection[Form]]
"""What is looked for: of each of these, any form."""
Rows: TypeAlias = Iterable[tuple[int, *tuple[str, ...]]]
"""Rows of an index: the id, and the text of each column."""


@dataclass(frozen=True, slots=True)
class WordIndex:
    """An index of words, which is a table.

    `words` tells the words of a text apart and folds them, as `tokenize` does that SQLite's table is made
    with. An index that is `ranked` has a score for each row.
    """

    table: str
    columns: tuple[str, ...]
    words: Callable[[str], list[str]]
    ranked: bool = False


class FullText(ABC):
    """The full-text search of an engine. The SQL that it gives is for statements that have the index's table
    in their FROM, by its own name, and the `values` of what is sought."""

    @abstractmethod
    def id(self, index: WordIndex) -> str:
        """Returns the SQL of the id of an index's row."""

    @abstractmethod
    def holds(self, index: WordIndex) -> str:
        """Returns the SQL of the condition that a row has what is sought."""

    @abstractmethod
    def score(self, index: WordIndex) -> str:
        """Returns the SQL of how well a row of a ranked index matches (bm25): the lower, the better. For
        statements with the condition above."""

    @abstractmethod
    def values(self, index: WordIndex, sought: Sought, column: str = "") -> dict[str, object]:
        """Returns the values for the placeholders. With a `column`, the words have to be in that one. Nothing
        is found where nothing is sought."""

    @abstractmethod
    def add(self, connection: Connection, index: WordIndex, rows: Rows) -> None:
        """Adds rows to an index."""

    @abstractmethod
    def remove(self, connection: Connection, index: WordIndex, rows: Rows) -> None:
        """Removes rows from an index that does not keep its text; they have to be those that were added."""

    @abstractmethod
    def tidy(self, connection: Connection, index: WordIndex, most: int) -> None:
        """Does a part of the work that keeps an index fast, at most `most` pages of it. To be called with
        each write."""

    @abstractmethod
    def empty(self, connection: Connection, index: WordIndex) -> None:
        """Removes all rows of an index that does not keep its text."""
