"""What an older Fireside kept of subscriptions is there for a newer one, and goes on."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from bot.models import Manner, Obstacle, ReaderId, StoryId, Subject, SubscriptionId
from bot.storage import deliveries, migrations, subscriptions
from bot.storage.database import Connection, Database

BEFORE_DIGESTS = 9
"""The version of the schema before subscriptions of every kind."""
KEPT = """
    INSERT INTO stories (id, title, sort_title, language, summary, disclaimer, notes, source, licence)
        VALUES (1, 'The Ferry', 'ferry', '', '', '', '', '', '');
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
    connection.execute("PRAGMA foreign_keys = OFF")
    for statement in migrations._steps()[:BEFORE_DIGESTS]:
        connection.executescript(statement)
    connection.executescript(KEPT)
    connection.execute(f"PRAGMA application_id = {migrations.APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {BEFORE_DIGESTS}")
    connection.commit()
    connection.close()
    return path
