"""What a library's file is, or becomes, when it is none that can be used."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path


def damaged(path: Path) -> None:
    """The page with the beginning of the texts is overwritten."""
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'texts'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xa5" * size)


def foreign(path: Path) -> None:
    """Another program's."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA application_id = 7")


def newer(path: Path) -> None:
    """A later Fireside's."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 9999")


def no_database(path: Path) -> None:
    """A text."""
    path.write_text("Dear Mr. Lund, " * 500)
