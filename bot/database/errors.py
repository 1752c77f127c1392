"""Database files that this version of Fireside cannot use."""

from __future__ import annotations

from bot.errors import FiresideError


class DatabaseRefusedError(FiresideError):
    """The database file is not one that this version of Fireside can use; each reason is a type below."""


class DatabaseUnopenableError(DatabaseRefusedError):
    """The file can be neither opened nor made."""


class NotADatabaseError(DatabaseRefusedError):
    """The file is not an SQLite database."""


class ForeignDatabaseError(DatabaseRefusedError):
    """The file belongs to another program."""


class NewerDatabaseError(DatabaseRefusedError):
    """The file was written by a newer Fireside."""
