"""The mark beside a database file that says that there is a library in it.

Without it, a file that something has emptied could not be told from one that was never written. The process
that serves the library holds a lock on it.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from bot.database.errors import LibraryGoneError

_MARKED = b"A Fireside library is kept in the file beside this one.\n"


def mark_of(database: Path) -> Path:
    """Returns the path of the mark of a database file."""
    return database.with_name(f"{database.name}.lock")


def mark(database: Path) -> None:
    """Marks a database file as a library's, if that can be written."""
    path = mark_of(database)
    with suppress(OSError):
        if not path.exists() or path.stat().st_size == 0:
            path.write_bytes(_MARKED)


def require_library(database: Path) -> None:
    """Raises LibraryGoneError where a library was kept in a database file that is empty, or gone but for its
    log."""
    size = _size(database)
    log = _size(database.with_name(f"{database.name}-wal"))
    if size == 0 and (log or _size(mark_of(database))):
        raise LibraryGoneError(database, gone=False)
    if size is None and log:
        raise LibraryGoneError(database, gone=True)


def _size(path: Path) -> int | None:
    """Returns the size of a file in bytes, None where there is none."""
    try:
        return path.stat().st_size
    except OSError:
        return None
