"""Databases that this Fireside cannot use."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.errors import DatabaseError


@dataclass(eq=False)
class DatabaseUnopenableError(DatabaseError):
    """The file can be neither opened nor made, with the system's reason."""

    path: Path
    reason: str


class DriverMissingError(DatabaseError):
    """The database is on a PostgreSQL server, and psycopg is not installed."""


class NotADatabaseError(DatabaseError):
    """The file is not an SQLite database."""


class ForeignDatabaseError(DatabaseError):
    """The file belongs to another program."""


class NewerDatabaseError(DatabaseError):
    """The file was written by a newer Fireside."""


@dataclass(eq=False)
class NoLibraryError(DatabaseError):
    """There is no library in this file, or at this address: it is not there, or empty."""

    file: Path | str


@dataclass(eq=False)
class LibraryGoneError(DatabaseError):
    """There was a library in this file, which is empty now, or `gone` but for its log."""

    file: Path
    gone: bool


@dataclass(eq=False)
class UnfinishedCopyError(DatabaseError):
    """The database holds a part of a copy of another one, `source`. It is not to be used as it is."""

    source: str


@dataclass(eq=False)
class NotTakenError(DatabaseError):
    """The database does not take what was to be written, with the engine's reason."""

    reason: str


@dataclass(eq=False)
class ToolMissingError(DatabaseError):
    """A tool of PostgreSQL's is not installed."""

    tool: str


@dataclass(eq=False)
class ToolOlderError(DatabaseError):
    """A tool of PostgreSQL's is of an older version, `has`, than the server, `needs`."""

    tool: str
    has: int
    needs: int


@dataclass(eq=False)
class ToolFailedError(DatabaseError):
    """A tool of PostgreSQL's did not do what it was to do, with its words."""

    tool: str
    reason: str


class NotABackupError(DatabaseError):
    """The file is no backup of a library on a server."""
