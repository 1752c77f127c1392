"""The meaning of PostgreSQL's errors: https://www.postgresql.org/docs/current/errcodes-appendix.html"""

from __future__ import annotations

import psycopg
from psycopg import errors

from bot.errors import DatabaseError, DatabaseFullError, DatabaseLockedError, DatabaseUnreachableError


class AwayError(Exception):
    """The server went away before it was asked to keep anything, so the job can be run again."""


def trouble_of(error: psycopg.Error) -> DatabaseError | None:
    """Returns what an error says of the database, or None where the statement was at fault."""
    reason = " ".join(str(error).split())
    match error:
        case errors.LockNotAvailable():
            return DatabaseLockedError(reason)
        case errors.DiskFull():
            return DatabaseFullError()
        case psycopg.OperationalError():
            return DatabaseUnreachableError(reason)  # also where it is not known whether a commit was kept
    return None
