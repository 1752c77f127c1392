"""The meaning of SQLite's errors: what is wrong with a database, told apart so that each can be mended."""

from __future__ import annotations

import errno
import os
import sqlite3
from pathlib import Path

from bot.database.errors import DatabaseUnopenableError
from bot.errors import (
    DatabaseDamagedError,
    DatabaseError,
    DatabaseFullError,
    DatabaseLockedError,
    DatabaseNotOursError,
    DatabaseNotWritableError,
    DiskFailsError,
)

_PRIMARY = 0xFF
"""The part of SQLite's result codes that has no details (https://www.sqlite.org/rescode.html)."""


def trouble_of(error: sqlite3.Error, path: Path) -> DatabaseError | None:
    """Returns what an error says of the database in this file, or None where the statement was at fault."""
    if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_CORRUPT_VTAB:
        return None  # an index of words does not fit its texts: the file itself is well
    trouble: DatabaseError | None = None
    match getattr(error, "sqlite_errorcode", 0) & _PRIMARY:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            trouble = DatabaseLockedError(str(error))
        case sqlite3.SQLITE_FULL:
            trouble = DatabaseFullError()
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            trouble = DatabaseDamagedError(str(error))
        case sqlite3.SQLITE_READONLY:
            trouble = closed(path)  # or a job that only reads wanted to write
        case sqlite3.SQLITE_PERM | sqlite3.SQLITE_CANTOPEN:
            trouble = closed(path) or DatabaseUnopenableError(path, str(error))
        case sqlite3.SQLITE_IOERR:
            trouble = DiskFailsError(str(error))
    return trouble


def trouble_with_file(error: OSError, path: Path) -> DatabaseError:
    """Returns what an error of the system says of the database in this file, which it could not open or
    make."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DatabaseFullError()
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return closed(path) or DatabaseUnopenableError(path, error.strerror or str(error))
    if error.errno == errno.EIO:
        return DiskFailsError(str(error))
    return DatabaseUnopenableError(path, error.strerror or str(error))


def is_there(path: Path) -> bool:
    """Returns whether there is such a file that we may reach. `Path.exists` raises where its folder may not
    be entered."""
    return os.access(path, os.F_OK)


def closed(path: Path) -> DatabaseError | None:
    """Returns which of a database's files is closed to us, or the folder that it is, or would be, made in,
    and whose it is if not ours; None where all are open."""
    companions = [path.with_name(path.name + suffix) for suffix in ("", "-wal", "-shm")]
    there = [each for each in companions if is_there(each)]
    folder = next(each for each in path.absolute().parents if is_there(each))
    barred = [each for each in (*there, folder) if not os.access(each, os.W_OK)]
    if not barred:
        return None
    if hasattr(os, "geteuid") and (owner := barred[0].stat().st_uid) != (us := os.geteuid()):
        return DatabaseNotOursError(str(barred[0]), _name_of(owner), _name_of(us))
    return DatabaseNotWritableError(str(barred[0]))


def _name_of(user: int) -> str:
    try:
        import pwd  # noqa: PLC0415 - not on every system

        return pwd.getpwuid(user).pw_name
    except (ImportError, KeyError):
        return f"number {user}"
