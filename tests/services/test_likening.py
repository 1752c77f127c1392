"""Stories alike in content are found, told why, and kept up to date, whatever is done to the library."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.clock import Clock
from bot.models import Audience, Credentials, GuildId, Likeness, Origin, ReaderId, StoryId
from bot.services import likening
from bot.services.acquisitions import Acquisitions
from bot.services.likening import Likening, alike
from bot.services.takedowns import Takedowns
from bot.storage import likeness, stories
from bot.storage.database import Connection, Database
from bot.text.manuscript import Manuscript, ManuscriptChapter

ABROAD, HOME = GuildId(1), GuildId(2)
STRANGER = Audience(ReaderId(7), HOME)
OWNER = Credentials(ReaderId(1), owner=True)
SUBJECTS = {
    "sea": "ship captain harbour sail anchor tide",
    "wood": "wolf hunter forest acorn badger moss",
    "stars": "rocket orbit comet helmet airlock moon",
}
TABLES = {
    "term_counts": "term, stories",
    "counted_stories": "story_id, terms",
    "term_stories": "term, guild_id, weight, story_id",
    "likenesses": "story_id, weights, telling",
    "likeness_totals": "stories",
}


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    async with Database(tmp_path / "fireside.sqlite3") as database:
        yield database


def about(
    subject: str, title: str, *later: str, tags: Sequence[str] = (), rating: str | None = None
) -> Manuscript:
    """A story that begins with the words of a subject, over and over; `later` are told at its end."""
    opening = " ".join(f"then the {word} and a {word} of theirs" for word in SUBJECTS[subject].split() * 10)
    ending = " ".join(f"at last {word} and {word}" for word in later * 10)
    chapters = (
        ManuscriptChapter("One", opening),
        ManuscriptChapter("Two", f"{'So it went on. ' * 900} {ending}"),
    )
    return Manuscript(title, chapters, tags=tuple(tags), rating=rating)


async def add(database: Database, told: Manuscript, guild: GuildId | None = None) -> StoryId:
    """Bring a story in, or its newer version."""
    origin = Origin(f"{told.title}.txt", f"{hash((told, guild))}", guild)
    return (await Acquisitions(database, Clock()).add(told, origin)).story.id


async def look(database: Database) -> None:
    await Likening(database, Clock()).look_at_changed()


async def found(
    database: Database, to: StoryId | Mapping[StoryId, float], audience: Audience = STRANGER, limit: int = 10
) -> list[Likeness]:
    liked = to if isinstance(to, Mapping) else {to: 1.0}
    return await database.read(partial(alike, to=liked, audience=audience, limit=limit))


async def titles(database: Database, to: StoryId, audience: Audience = STRANGER) -> list[str]:
    return [each.story.title for each in await found(database, to, audience)]


async def forty_others(database: Database) -> None:
    """So many stories that a word which few of them have says something."""
    for number in range(40):
        words = " ".join(f"then the thing{number}x{n} and a thing{number}x{n} of theirs" for n in range(9))
        await add(database, Manuscript(f"Other {number}", (ManuscriptChapter("", words),)))


# What is found, and what is told of it


async def test_the_story_that_tells_of_the_same_comes_first_and_says_what_they_share(
    database: Database,
) -> None:
    sea = await add(database, about("sea", "Ebb", tags=("Slow Burn",)))
    other = await add(database, about("sea", "Flow", tags=("slow burn", "Fluff")))
    await add(database, about("wood", "Moss", tags=("Fluff",)))
    await forty_others(database)
    await look(database)
    first, *others = await found(database, sea)
    assert (first.story.id, first.like) == (other, sea)
    assert first.score > 0.5 > max(each.score for each in others)
    assert first.shared[0] == "slow burn"
    assert {"harbour", "captain"} <= set(first.shared[1:]) <= set(SUBJECTS["sea"].split())


async def test_what_comes_later_in_either_story_is_not_told(database: Database) -> None:
    one = await add(database, about("sea", "Ebb", "funeral", "betrayal"))
    await add(database, about("sea", "Flow", "funeral", "betrayal"))
    await forty_others(database)
    await look(database)
    [first, *_] = await found(database, one)
    assert first.story.title == "Flow"
    assert not {"funeral", "betrayal"} & set(first.shared)


async def test_in_a_small_library_no_plain_word_is_called_a_reason(database: Database) -> None:
    one = await add(database, about("sea", "Ebb"))
    await add(database, about("sea", "Flow"))
    await look(database)
    [first] = await found(database, one)
    assert first.score > 0
    assert first.shared == ()


async def test_each_liked_story_adds_to_the_score_and_the_nearest_is_named(database: Database) -> None:
    one, two = await add(database, about("sea", "Ebb")), await add(database, about("wood", "Moss"))
    both = about("sea", "Flow")
    mixed = Manuscript("Driftwood", (*both.chapters, *about("wood", "Leaf").chapters), tags=("Boats",))
    await add(database, mixed)
    await add(database, about("stars", "Far"))
    await look(database)
    [alone, *_] = await found(database, one)
    [together, *_] = await found(database, {one: 1, two: 1})
    [halved, *_] = await found(database, {one: 0.5})
    assert {each.story.title for each in (alone, together, halved)} == {"Driftwood"}
    assert together.score > alone.score == pytest.approx(2 * halved.score)
    assert together.like in (one, two)
    assert [each.story.id for each in await found(database, {one: 1, two: 1}, limit=1)] == [together.story.id]


# Who is shown what


async def test_a_server_s_own_story_is_found_there_alone(database: Database) -> None:
    sea = await add(database, about("sea", "Ebb"))
    await add(database, about("sea", "Flow"), ABROAD)
    await look(database)
    assert await titles(database, sea, Audience(ReaderId(7), ABROAD)) == ["Flow"]
    assert await titles(database, sea) == []
    assert (
        await titles(database, sea, Audience(ReaderId(7), direct=True, member_of=frozenset((ABROAD,)))) == []
    )


async def test_what_a_story_shares_with_one_from_elsewhere_is_not_told(database: Database) -> None:
    abroad = await add(database, about("sea", "Ebb", tags=("Secret Pact",)), ABROAD)
    here = await add(database, about("sea", "Flow", tags=("secret pact",)))
    await look(database)
    [first] = await found(database, abroad)
    assert (first.story.id, first.like, first.shared) == (here, None, ())
    [there] = await found(database, abroad, Audience(ReaderId(7), ABROAD))
    assert (there.like, there.shared) == (abroad, ("secret pact",))


async def test_a_rating_is_found_only_where_it_is_served(database: Database) -> None:
    sea = await add(database, about("sea", "Ebb"))
    await add(database, about("sea", "Flow", rating="explicit"))
    await look(database)
    assert await titles(database, sea) == []
    assert await titles(database, sea, Audience(ReaderId(7), HOME, age_restricted=True)) == ["Flow"]


async def test_another_server_s_many_stories_crowd_out_none(database: Database) -> None:
    sea = await add(database, about("sea", "Ebb", tags=("tide",)))
    await add(database, about("sea", "Flow", tags=("tide", "moon", "rain", "salt")))
    for number in range(60):
        await add(database, about("sea", f"Abroad {number}", tags=("tide",)), ABROAD)
    await look(database)
    assert await titles(database, sea) == ["Flow"]


# Kept up to date


async def test_a_story_that_is_taken_down_leaves_nothing_and_comes_back_whole(database: Database) -> None:
    sea = await add(database, about("sea", "Ebb"))
    other = await add(database, about("sea", "Flow"))
    await look(database)
    before = await database.read(kept)
    takedowns = Takedowns(database, Clock())
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
    looked_at = await database.read(likeness.next_unlikened)
    assert looked_at is not None
    await add(database, about("sea", "Ebb", tags=("tide",)))
    await database.transaction(partial(likeness.settle, looked_at=looked_at))
    left = await database.read(likeness.next_unlikened)
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


# Long texts


async def test_a_process_of_its_own_tells_what_a_thread_tells(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await add(database, about("sea", "Ebb", "日本語"))
    await look(database)
    in_thread = await database.read(kept)
    await database.transaction(forget_all)
    monkeypatch.setattr(likening, "_SHORT", 0)
    await look(database)
    assert await database.read(kept) == in_thread


async def test_a_text_that_takes_too_long_leaves_the_story_compared_by_its_details(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(likening, "_SHORT", 0)
    monkeypatch.setattr(likening, "_SECONDS", 0)
    one = await add(database, about("sea", "Ebb", tags=("tide",)))
    await add(database, about("wood", "Moss", tags=("Tide",)))
    await look(database)
    assert "is compared without its text" in caplog.text
    assert [each.shared for each in await found(database, one)] == [("Tide",)]
