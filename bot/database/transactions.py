"""Jobs that somebody waits for, and the transactions that they run in."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, TypeVar

from bot.database.interface import Connection

T = TypeVar("T")
SQLiteJob = Callable[[sqlite3.Connection], T]

_LONG_ENOUGH = 0.01
"""Seconds after which no other job is begun in a transaction, since those before it wait for its end."""


@dataclass(eq=False, slots=True)
class Request:
    """A job that was handed over, and what came of it: its `answer`, unless there is an `error`. One that is
    `alone` may take long; one that is `apart` runs in no transaction. `asked` is when it was handed over, in
    seconds of the monotonic clock."""

    job: SQLiteJob[Any]
    future: asyncio.Future[Any]
    alone: bool = False
    apart: bool = False
    asked: float = field(default_factory=time.monotonic)
    answer: Any = None
    error: BaseException | None = None


def in_snapshot(connection: sqlite3.Connection, job: SQLiteJob[T]) -> T:
    """Returns the answer of a job that only reads, from one state of the database."""
    connection.execute("BEGIN")
    try:
        return job(connection)
    finally:
        connection.execute("ROLLBACK")


def in_transaction(connection: sqlite3.Connection, job: SQLiteJob[T]) -> T:
    """Returns a job's answer once all it wrote is on the disk; on any exception nothing is written."""
    try:
        connection.execute("BEGIN IMMEDIATE")
        answer = job(connection)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return answer


@contextmanager
def savepoint(connection: Connection, otherwise: Callable[[Exception], object]) -> Iterator[None]:
    """Runs a part of a transaction. Where it raises an Exception, it is undone, and nothing else with it, and
    `otherwise` is done instead, with the exception.

    Where the engine has undone the whole transaction, or will, the error goes on: what a job writes after
    that would be stored without the rest, or not at all.
    """
    connection.execute("SAVEPOINT part")
    try:
        yield
    except Exception as error:
        if not connection.in_transaction:
            raise
        connection.execute("ROLLBACK TO part")
        otherwise(error)
    connection.execute("RELEASE part")


@contextmanager
def overwriting(connection: Connection) -> Iterator[None]:
    """Has what is deleted within be overwritten in the file, too, whether SQLite does so anyway or not. On
    PostgreSQL its own vacuum does that, in time."""
    if not isinstance(connection, sqlite3.Connection):
        yield
        return
    (before,) = connection.execute("PRAGMA secure_delete").fetchone()
    connection.execute("PRAGMA secure_delete = ON")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA secure_delete = {before}")


def defer_foreign_keys(connection: Connection) -> None:
    """Has what is referred to be looked for only at the end of the transaction."""
    on_sqlite = isinstance(connection, sqlite3.Connection)
    connection.execute("PRAGMA defer_foreign_keys = ON" if on_sqlite else "SET CONSTRAINTS ALL DEFERRED")


def sharing(waiting: Sequence[Request]) -> Sequence[Request]:
    """Returns those of the requests that wait, from the first one on, that may share a commit."""
    upto = next((number for number, each in enumerate(waiting) if each.alone or each.apart), len(waiting))
    return waiting[: max(1, upto)]


def commit_together(connection: sqlite3.Connection, requests: Sequence[Request]) -> Sequence[Request]:
    """Runs jobs in one transaction, and returns those that were run, which are the first of them: after some
    milliseconds no other is begun.

    What they wrote is on the disk then. A job that raises is undone, and no other with it; where SQLite
    undoes the whole transaction, or cannot commit it, all have its error.
    """
    begun = 0
    try:
        connection.execute("BEGIN IMMEDIATE")
        until = time.monotonic() + _LONG_ENOUGH
        for each in requests:
            begun += 1
            _run_in_savepoint(connection, each)
            if time.monotonic() > until:
                break
        connection.execute("COMMIT")
    except BaseException as error:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        begun = begun or len(requests)
        for each in requests[:begun]:
            each.error = each.error or error
    return requests[:begun]


def _run_in_savepoint(connection: sqlite3.Connection, request: Request) -> None:
    connection.execute("SAVEPOINT job")
    try:
        request.answer = request.job(connection)
    except BaseException as error:
        if not connection.in_transaction:
            raise
        request.error = error
        connection.execute("ROLLBACK TO job")
    connection.execute("RELEASE job")
