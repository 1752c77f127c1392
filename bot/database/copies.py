"""Copies of a library in one file: made while it is in use, checked, and put in its place."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from bot.database import library_mark, migrations
from bot.database.errors import NoLibraryError, NotADatabaseError
from bot.database.sqlite import damage
from bot.database.troubles import closed, is_there, trouble_of, trouble_with_file
from bot.database.unfinished import refuse_unfinished
from bot.errors import DatabaseDamagedError

Progress = Callable[[int, int], None]
"""Called with the number of pages that are copied, and that there are."""

_PAGES = 4_096
"""The number of pages that are copied between two calls of `Progress`: 16 MB."""


def copy(source: Path, target: Path, progress: Progress | None = None) -> None:
    """Writes a library to a file of its own, as it is at one moment; others read and write it meanwhile.

    The file appears under its name once it is whole, checked and on the disk. Raises a DatabaseError where
    that cannot be done.
    """
    library_mark.require_library(source)
    if not is_there(source):
        raise closed(source) or NoLibraryError(source)
    partial = target.with_name(f".{target.name}.partial")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(b"")  # the system says what is wrong with the place, and SQLite does not
        _copy(source, partial, progress)
        partial.replace(target)
        _sync(target.parent)
    except OSError as error:
        raise trouble_with_file(error, target) from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def _copy(source: Path, target: Path, progress: Progress | None) -> None:
    try:
        with (
            closing(_connected(source)) as old,
            closing(sqlite3.connect(target, isolation_level=None)) as new,
        ):
            old.execute("PRAGMA query_only = ON")
            migrations.refuse_foreign(old)
            refuse_unfinished(old)
            if migrations.is_empty(old):
                raise NoLibraryError(source)
            # While this transaction lasts all steps see one state, and the copying need not begin anew
            # whenever somebody writes (https://www.sqlite.org/c3ref/backup_finish.html).
            old.execute("BEGIN")
            old.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            old.backup(new, pages=_PAGES, progress=progress and _counting(progress))
            new.execute("PRAGMA journal_mode = DELETE")  # one file, with no log beside it
            if found := damage(new):
                raise DatabaseDamagedError(found)
    except sqlite3.Error as error:
        raise trouble_of(error, source) or NotADatabaseError() from error
    _sync(target)


def _counting(progress: Progress) -> Callable[[int, int, int], None]:
    return lambda _, left, of: progress(of - left, of)


def restore(backup: Path, database: Path, name: str, progress: Progress | None = None) -> Path | None:
    """Puts a checked copy of a backup in the place of a library that no process has open.

    The file that was there is kept, with its log, under its own name and `name`. Returns its path, None where
    there was none. Raises a DatabaseError, and changes nothing, where the backup cannot be used.

    If this is ended half-way, there is no database file but its log, and Fireside refuses to start on that:
    a library is never opened without its log.
    """
    fresh = database.with_name(f".{database.name}.restored")
    copy(backup, fresh, progress)
    kept = database.with_name(f"{database.name}.{name}")
    there = is_there(database)
    try:
        for suffix in ("", "-wal", "-shm"):
            file = database.with_name(database.name + suffix)
            if is_there(file):
                file.replace(kept.with_name(kept.name + suffix))
        fresh.replace(database)
        _sync(database.parent)
    except OSError as error:
        raise trouble_with_file(error, database) from error
    library_mark.mark(database)
    return kept if there else None


def examine(database: Path) -> bool:
    """Returns whether there is a library. Raises a DatabaseError where it cannot be used as it is: damaged,
    another program's, gone but for its log, closed to us. Reads all of the file."""
    library_mark.require_library(database)
    if not is_there(database):
        if trouble := closed(database):
            raise trouble
        return False
    try:
        with closing(_connected(database)) as connection:
            migrations.refuse_foreign(connection)
            refuse_unfinished(connection)
            if found := damage(connection):
                raise DatabaseDamagedError(found)
    except sqlite3.Error as error:
        raise trouble_of(error, database) or NotADatabaseError() from error
    if trouble := closed(database):
        raise trouble
    return True


def sqlite_version() -> str:
    """Returns the version of SQLite."""
    return sqlite3.sqlite_version


def is_older(database: Path) -> bool:
    """Returns whether opening this file would bring its schema up to date. A file that is not there, or that
    cannot be read, is not older."""
    if not is_there(database):
        return False
    try:
        with closing(_connected(database)) as connection:
            return migrations.is_older(connection)
    except sqlite3.Error:
        return False


def _connected(database: Path) -> sqlite3.Connection:
    """Returns a connection to a file that is there."""
    address = f"{database.absolute().as_uri()}?mode=rw"  # "ro" cannot open a log that nobody has open
    return sqlite3.connect(address, uri=True, isolation_level=None)


def _sync(path: Path) -> None:
    """Has a file, or the names in a folder, written to the disk."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
