"""Full-text search: the indexes of words of both engines, which find the same in the same order."""

from __future__ import annotations

import sqlite3

from bot.database.full_text.fts5 import FTS5
from bot.database.full_text.interface import FullText, Sought, WordIndex
from bot.database.full_text.tsvector import TSVector
from bot.database.interface import Connection

__all__ = ["FullText", "Sought", "WordIndex", "full_text"]

_FTS5, _TSVECTOR = FTS5(), TSVector()


def full_text(connection: Connection) -> FullText:
    """Returns the full-text search of the engine that a connection is to."""
    return _FTS5 if isinstance(connection, sqlite3.Connection) else _TSVECTOR
