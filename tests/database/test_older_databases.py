"""What an older Fireside kept of subscriptions is there for a newer one, and goes on."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from bot.database import Connection, SQLiteDatabase, migrations
from bot.stories.ids import DeliveryId
from bot.subscriptions.queries import deliveries

BEFORE_DIGESTS = 9
"""The version of the schema before subscriptions of every kind."""
KEPT = """
    INSERT INTO subscriptions (id, reader_id, story_id, told) VALUES (1, 10, 1, 0);
    INSERT INTO subscriptions (id, reader_id, story_id, told, suspended, knows_why, snoozed_until)
        VALUES (2, 20, 1, 1, 'closed', 0, 99);
    INSERT INTO subscriptions (id, reader_id, story_id, guild_id, channel_id, role_id, told, stopped_at)
        VALUES (3, 30, 1, 7, 70, 700, 1, 5);
    INSERT INTO announcements (id, story_id, chapter_id, announced_at) VALUES (1, 1, 1, 50), (2, 1, 2, 60);
    INSERT INTO deliveries (id, subscription_id, nonce, due_at) VALUES (1, 1, 111, 60);
    INSERT INTO deliveries (id, subscription_id, nonce, state, due_at, attempts, first_tried_at, upto)
        VALUES (2, 2, 222, 'claimed', 180, 3, 61, 2);
    INSERT INTO deliveries (id, subscription_id, nonce, state, attempts, first_tried_at, upto, message_id)
        VALUES (3, 3, 333, 'sent', 1, 62, 2, 3000);
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database that a Fireside of before digests has written."""
    path = tmp_path / "fireside.sqlite3"
    connection = sqlite3.connect(path)
    for step in migrations._steps()[:BEFORE_DIGESTS]:
        connection.executescript(step)
    put(connection, "stories", id=1, title="The Ferry", authors="[]", tags="[]")
    for number in (1, 2):
        put(connection, "chapters", id=number, story_id=1, position=number, kind="body")
    connection.executescript(KEPT)
    connection.execute(f"PRAGMA application_id = {migrations.APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {BEFORE_DIGESTS}")
    connection.commit()
    connection.close()
    return path


def put(connection: sqlite3.Connection, table: str, **values: object) -> None:
    """A row with these values, and zero wherever else something must stand."""
    for _, name, _, needed, default, key in connection.execute(f"PRAGMA table_info({table})"):
        if needed and default is None and not key:
            values.setdefault(name, 0)
    places = ", ".join("?" * len(values))
    statement = f"INSERT INTO {table} ({', '.join(values)}) VALUES ({places})"
    connection.execute(statement, tuple(values.values()))


def rows(connection: Connection, statement: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in connection.execute(statement)]


async def test_subscriptions_are_kept_as_those_that_are_told_at_once(path: Path) -> None:
    async with SQLiteDatabase(path) as database:
        kept = await database.read(
            lambda connection: rows(
                connection,
                "SELECT id, reader_id, story_id, guild_id, channel_id, role_id, told, snoozed_until,"
                " suspended, knows_why, stopped_at FROM subscriptions ORDER BY id",
            )
        )
        kinds = await database.read(
            lambda connection: rows(
                connection, "SELECT DISTINCT subject, manner, digest_id, threads, next_at FROM subscriptions"
            )
        )
    assert kept == [
        (1, 10, 1, None, None, None, 0, 0, "", 1, None),
        (2, 20, 1, None, None, None, 1, 99, "closed", 0, None),
        (3, 30, 1, 7, 70, 700, 1, 0, "", 1, 5),
    ]
    assert kinds == [("chapters", "at once", None, 0, None)]


async def test_what_was_on_its_way_is_still_known_by_its_nonce(path: Path) -> None:
    async with SQLiteDatabase(path) as database:
        kept = await database.read(
            lambda connection: rows(
                connection,
                "SELECT id, subscription_id, nonce, state, due_at, attempts, first_tried_at, upto, message_id"
                " FROM deliveries ORDER BY id",
            )
        )
        claimed = await database.transaction(
            lambda connection: deliveries.claim(connection, DeliveryId(1), now=100, expires=220)
        )
    assert kept == [
        (1, 1, 111, "waiting", 60, 0, None, None, None),
        (2, 2, 222, "claimed", 180, 3, 61, 2, None),
        (3, 3, 333, "sent", None, 1, 62, 2, 3000),
    ]
    assert (claimed.nonce, claimed.upto, claimed.subscription.reader) == (111, 2, 10)


async def test_what_was_announced_is_neither_lost_nor_announced_anew(path: Path) -> None:
    async with SQLiteDatabase(path) as database:
        kept = await database.read(
            lambda connection: rows(
                connection, "SELECT id, story_id, chapter_id, announced_at, link FROM announcements"
            )
        )
    assert kept == [(1, 1, 1, 50, ""), (2, 1, 2, 60, "")]
