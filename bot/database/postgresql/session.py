"""A connection to a server for a command that has the database to itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg

from bot.database.interface import Connection
from bot.database.postgresql.connection import KIND, PostgreSQLConnection, prepare
from bot.database.postgresql.troubles import trouble_of
from bot.errors import DatabaseUnreachableError

_PATIENCE = 5
"""Seconds that a server is waited for."""


@contextmanager
def session(url: str) -> Iterator[Connection]:
    """Yields a connection that is in no transaction. Raises a DatabaseError where the server cannot be used,
    also within."""
    try:
        with connected(url) as connection:
            yield PostgreSQLConnection(connection)
    except psycopg.Error as error:
        if (trouble := trouble_of(error)) is None:
            raise
        raise trouble from error


def connected(url: str) -> psycopg.Connection[Any]:
    """Returns psycopg's connection to a server, as jobs have it. Raises DatabaseUnreachableError."""
    try:
        connection: psycopg.Connection[Any] = psycopg.connect(url, connect_timeout=_PATIENCE, **KIND)
    except psycopg.Error as error:
        raise DatabaseUnreachableError(" ".join(str(error).split())) from error
    prepare(connection)
    return connection
