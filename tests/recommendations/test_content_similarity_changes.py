"""What stories are compared by is kept up to date, whatever is done to the library."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from functools import partial
from typing import Any

import pytest

from bot.clock import Clock
from bot.database import Connection, Database
from bot.editing.editor import StoryEditor
from bot.editing.takedowns import Takedowns
from bot.editing.writer import StoryWriter
from bot.recommendations import content_similarity
from bot.recommendations.content_similarity import ContentSimilarity
from bot.recommendations.queries import similar_stories
from bot.stories.ids import ReaderId, StoryId
from bot.stories.models import Credentials
from bot.stories.queries import stories
from bot.workers import Workers
from tests.recommendations.similar_stories import ABROAD, SUBJECTS, about, add, found, look, titles
from tests.support.person import PATIENCE

OWNER = Credentials(ReaderId(1), owner=True)
TABLES = {
    "term_counts": "term, stories",
    "counted_stories": "story_id, terms",
    "term_stories": "term, guild_id, weight, story_id",
    "likenesses": "story_id, weights, telling",
    "likeness_totals": "stories",
}


# What changes


async def test_a_story_that_is_taken_down_leaves_nothing_and_comes_back_whole(database: Database) -> None:
    sea = await add(database, about("sea", "Ebb"))
    other = await add(database, about("sea", "Flow"))
    await look(database)
    before = await database.read(kept)
    writer = StoryWriter(database, Clock())
    takedowns = Takedowns(database, Clock(), StoryEditor(database, Clock(), writer))
    await takedowns.take_down(OWNER, other)
    assert await titles(database, sea) == []
    await look(database)
    assert other not in {row[0] for row in (await database.read(kept))["counted_stories"]}
    await takedowns.take_down(OWNER, sea)
    await look(database)
    assert await database.read(kept) == {table: [] for table in TABLES} | {"likeness_totals": [(0,)]}
    for story in (sea, other):
        await takedowns.put_back(OWNER, story)
    await look(database)
    assert await database.read(kept) == before


async def test_a_newer_version_is_compared_by_what_it_says_now(database: Database) -> None:
    sea, wood = await add(database, about("sea", "Ebb")), await add(database, about("wood", "Moss"))
    await add(database, about("sea", "Flow"))
    await look(database)
    assert (await titles(database, sea))[0] == "Flow"
    await add(database, about("wood", "Flow"))
    await look(database)
    assert (await titles(database, wood))[0] == "Flow"
    assert (await found(database, sea))[0].score < 0.5


@pytest.mark.parametrize("seed", range(4))
async def test_looking_at_what_changes_comes_to_the_same_as_looking_at_all(
    database: Database, seed: int
) -> None:
    chance = random.Random(seed)
    known: set[StoryId] = set()
    for step in range(25):
        known |= await something_is_done(database, chance, sorted(known), step)
    await look(database)
    kept_up = await database.read(kept)
    await database.transaction(forget_all)
    await look(database)
    assert await database.read(kept) == kept_up
    assert kept_up["likeness_totals"] == [(len(kept_up["counted_stories"]),)]


async def something_is_done(
    database: Database, chance: random.Random, known: Sequence[StoryId], step: int
) -> set[StoryId]:
    """A story comes in, or anew; or one goes, comes back; or nobody does anything but look."""
    match chance.choice(("add", "add", "take down", "put back", "look")):
        case "add":
            tags = tuple(chance.sample(("a", "b", "c", "d"), chance.randint(0, 3)))
            title, subject = f"Story {chance.randrange(3)}", chance.choice(list(SUBJECTS))
            told = about(subject, title, f"end{step}", tags=tags)
            return {await add(database, told, chance.choice((None, ABROAD)))}
        case "take down" if known:
            await database.transaction(partial(stories.take_down, story=chance.choice(known), now=1))
        case "put back" if known:
            await database.transaction(partial(stories.put_back, story=chance.choice(known)))
        case "look":
            await look(database)
    return set()


def kept(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """All that is kept of what stories are compared by."""
    return {
        table: [tuple(row) for row in connection.execute(f"SELECT {columns} FROM {table} ORDER BY {columns}")]
        for table, columns in TABLES.items()
    }


def forget_all(connection: Connection) -> None:
    """As in a database from before stories were compared."""
    for table in ("term_counts", "counted_stories", "term_stories", "likenesses"):
        connection.execute(f"DELETE FROM {table}")
    connection.execute("UPDATE likeness_totals SET stories = 0, changes = 0")
    connection.execute("INSERT INTO unlikened_stories (story_id) SELECT id FROM stories")


async def test_a_change_while_a_story_is_looked_at_is_not_missed(database: Database) -> None:
    sea = await add(database, about("sea", "Ebb"))
    looked_at = await database.read(partial(similar_stories.next_changed, passing_over=()))
    assert looked_at is not None
    await add(database, about("sea", "Ebb", tags=("tide",)))
    await database.transaction(partial(similar_stories.settle, looked_at=looked_at))
    left = await database.read(partial(similar_stories.next_changed, passing_over=()))
    assert left is not None
    assert left.story == sea


async def test_two_who_look_at_once_count_nothing_twice(database: Database) -> None:
    for subject in SUBJECTS:
        await add(database, about(subject, subject))
    await asyncio.gather(look(database), look(database))
    together = await database.read(kept)
    await database.transaction(forget_all)
    await look(database)
    assert await database.read(kept) == together


async def test_what_comes_in_later_is_looked_at_within_a_minute(database: Database) -> None:
    sea = await add(database, about("sea", "Ebb"))
    clock, workers = Clock(), Workers()
    workers.start(ContentSimilarity(database, clock).worker())
    for at, title in enumerate(("Flow", "Neap"), 1):
        await add(database, about("sea", title))
        clock.advance(60)
        async with asyncio.timeout(PATIENCE):
            while len(await titles(database, sea)) < at:
                pass
    await workers.close()
    assert set(await titles(database, sea)) == {"Flow", "Neap"}


# Long texts


async def test_a_process_of_its_own_tells_what_a_thread_tells(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await add(database, about("sea", "Ebb", "日本語"))
    await look(database)
    in_thread = await database.read(kept)
    await database.transaction(forget_all)
    monkeypatch.setattr(content_similarity, "_SHORT", 0)
    await look(database)
    assert await database.read(kept) == in_thread


@pytest.mark.usefixtures("sandbox_as_it_is")
async def test_a_text_that_takes_too_long_leaves_the_story_compared_by_its_details(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(content_similarity, "_SHORT", 0)
    monkeypatch.setattr(content_similarity, "_SECONDS", 0)
    one = await add(database, about("sea", "Ebb", tags=("tide",)))
    await add(database, about("wood", "Moss", tags=("Tide",)))
    await look(database)
    assert "is compared without its text" in caplog.text
    assert [each.shared for each in await found(database, one)] == [("Tide",)]
