"""A PostgreSQL server: jobs that meet each other, and a server that goes away and comes back."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import psycopg
import pytest

from bot.database import Connection, Database, database_at, savepoint
from bot.database.postgresql import PostgreSQLDatabase
from bot.errors import DatabaseLockedError, DatabaseUnreachableError
from tests.support import engines

pytestmark = pytest.mark.postgresql_only

SUM = "SELECT coalesce(sum(stories), 0) FROM term_counts"


@pytest.fixture
async def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Database]:
    monkeypatch.setattr(PostgreSQLDatabase, "rehearses", False)  # the jobs here wait for each other
    async with database_at(tmp_path / "fireside.sqlite3") as database:
        yield database


def summed(connection: Connection) -> int:
    return int(connection.execute(SUM).fetchone()[0])


def add(connection: Connection, term: int, stories: int) -> None:
    connection.execute("INSERT INTO term_counts (term, stories) VALUES (?, ?)", (term, stories))


async def test_two_jobs_that_saw_the_same_sum_do_not_both_go_by_it(database: Database) -> None:
    both, rounds = threading.Barrier(2, timeout=5), []

    def job(connection: Connection, term: int) -> None:
        seen = summed(connection)
        rounds.append(term)
        if len(rounds) <= 2:
            both.wait()  # neither writes before both have read
        add(connection, term, seen + 1)

    await asyncio.gather(*(database.transaction(partial(job, term=term)) for term in (1, 2)))
    assert await database.read(summed) == 1 + 2
    assert len(rounds) == 3


async def test_a_job_that_always_meets_another_is_told_to_come_back_later(database: Database) -> None:
    def job(connection: Connection) -> None:
        add(connection, 1, 1)
        raise psycopg.errors.SerializationFailure

    with pytest.raises(DatabaseLockedError):
        await database.transaction(job)
    assert (await database.read(summed), database.trouble) == (0, None)


async def test_what_a_failed_job_wrote_is_not_kept(database: Database) -> None:
    def job(connection: Connection) -> None:
        add(connection, 1, 1)
        raise LookupError

    with pytest.raises(LookupError):
        await database.transaction(job)
    assert await database.read(summed) == 0


async def test_a_part_that_fails_is_undone_alone(database: Database) -> None:
    def job(connection: Connection) -> None:
        add(connection, 1, 1)
        with savepoint(connection, lambda error: add(connection, 2, 20)):
            add(connection, 3, 300)
            add(connection, 1, 4_000)

    await database.transaction(job)
    assert await database.read(summed) == 21


async def test_a_reading_job_sees_one_state_and_writes_nothing(database: Database) -> None:
    reading, written = threading.Event(), threading.Event()

    def read(connection: Connection) -> tuple[int, int]:
        before = summed(connection)
        reading.set()
        assert written.wait(5)
        return before, summed(connection)

    twice = asyncio.create_task(database.read(read))
    await asyncio.to_thread(reading.wait, 5)
    await database.transaction(lambda connection: add(connection, 1, 1))
    written.set()
    assert await twice == (0, 0)
    with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
        await database.read(lambda connection: add(connection, 2, 2))


async def test_a_connection_that_was_ended_is_made_anew(database: Database) -> None:
    await database.read(summed)
    others = "datname = current_database() AND pid <> pg_backend_pid()"
    with psycopg.connect(database.url, autocommit=True) as other:  # type: ignore[attr-defined]
        ended = other.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}")
        assert (True,) in ended.fetchall()
    await database.transaction(lambda connection: add(connection, 1, 1))
    assert await database.read(summed) == 1
    assert database.trouble is None


async def test_rows_that_somebody_else_holds_are_not_waited_for_for_ever(database: Database) -> None:
    with psycopg.connect(database.url) as other:  # type: ignore[attr-defined]
        other.execute("LOCK TABLE term_counts")
        with pytest.raises(DatabaseLockedError):
            await database.transaction(lambda connection: add(connection, 1, 1))
        assert isinstance(database.trouble, DatabaseLockedError)
    await database.transaction(lambda connection: add(connection, 1, 1))
    assert database.trouble is None


async def test_a_server_that_lets_nobody_in_is_told_with_its_words(tmp_path: Path) -> None:
    nowhere = engines.url_of(tmp_path / "fireside.sqlite3").replace("/t", "/nowhere_t")
    with pytest.raises(DatabaseUnreachableError, match="does not exist"):
        async with database_at(nowhere):
            pass


async def test_jobs_are_rehearsed_where_that_is_wanted(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PostgreSQLDatabase, "rehearses", True)
    rounds = []

    def job(connection: Connection) -> None:
        rounds.append(1)
        add(connection, 1, 1)

    await database.transaction(job)
    assert (len(rounds), await database.read(summed)) == (2, 1)
