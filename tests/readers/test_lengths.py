"""Pages are made for a phone until their reader says otherwise, and what somebody has chosen stays."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from bot.database import database_at, migrations
from bot.readers.models import Length
from bot.readers.queries import readers
from bot.stories.ids import ReaderId
from tests.support.fireside import Fireside
from tests.support.person import Person
from tests.support.replies import Reply
from tests.support.shelf_of_reader import entry
from tests.support.shown_here import shown_here

BEFORE_PHONES = next(at for at, step in enumerate(migrations._steps()) if "chosen_length" in step)
"""The version of the schema in which everybody's pages were made for a desktop."""
QUESTION = "What do you read on?"
LENGTHS = ["Phone", "Tablet", "Desktop", "A whole message"]
SERIAL, ONE_SHOT = "Low Water at Skerrow", "Room for a Horse"


async def test_the_first_page_asks_once_and_the_answer_holds(fireside: Fireside) -> None:
    mira = await fireside.person("Mira", desktop=False)
    assert (
        "**Pages:** Phone"
        in (await mira.press("Hide what I haven’t read", await mira.slash("settings"))).text
    )
    first = await mira.slash("read", story=SERIAL)
    assert QUESTION in first.text
    assert first.labels[-4:] == LENGTHS
    assert "1 of 13" in first.text
    chosen = await mira.press("Desktop", first)
    assert "1 of 4" in chosen.text
    assert QUESTION not in chosen.text
    assert "**Pages:** Desktop" in (await mira.slash("settings")).text


async def test_nobody_is_asked_twice(fireside: Fireside) -> None:
    mira = await fireside.person("Mira", desktop=False)
    first = await mira.slash("read", story=SERIAL)
    assert QUESTION in first.text
    for panel in (await mira.press("Next", first), await mira.slash("read", story=ONE_SHOT)):
        assert QUESTION not in panel.text


async def test_the_first_page_of_ones_own_asks_whatever_came_before(fireside: Fireside) -> None:
    mira = await fireside.person("Mira", desktop=False)
    assert QUESTION not in (await shown_here(mira, "read", story=SERIAL)).text
    await mira.press("▶")
    theo = await fireside.person("Theo", desktop=False)
    await theo.choose("Chapter 2", message=await marking(theo))
    for reader in (mira, theo):
        first = await reader.slash("read", story=SERIAL)
        assert QUESTION in first.text
        assert QUESTION not in (await reader.press("Next", first)).text


async def marking(reader: Person) -> Reply:
    """The menu by which a story that was saved for later is marked as read elsewhere."""
    await reader.slash("story", story=SERIAL)
    await reader.press("Save for later")
    await entry(reader, SERIAL)
    return await reader.press("Mark as read up to…")


@pytest.mark.sqlite_only("the steps of SQLite's schema")
async def test_what_readers_had_chosen_stays(tmp_path: Path) -> None:
    path = tmp_path / "fireside.sqlite3"
    connection = sqlite3.connect(path)
    for step in migrations._steps()[:BEFORE_PHONES]:
        connection.executescript(step)
    connection.executescript(
        "INSERT INTO readers (id, length) VALUES (1, 'short'), (2, 'medium'), (3, 'long')"
    )
    connection.execute(f"PRAGMA application_id = {migrations.APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {BEFORE_PHONES}")
    connection.commit()
    connection.close()
    async with database_at(path) as database:
        found = await database.read(
            lambda connection: [readers.length(connection, ReaderId(reader)) for reader in range(1, 5)]
        )
    assert found == [Length.SHORT, Length.MEDIUM, Length.LONG, Length.PHONE]
