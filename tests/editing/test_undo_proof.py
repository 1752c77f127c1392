"""Any changes, one after the other, taken back one after the other: each time the story is what it was."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from bot.app import App, opened
from bot.database import Connection
from bot.editing.errors import AlreadyUndoneError, BuiltOnError
from bot.imports.formats import parse
from bot.imports.manuscript import ManuscriptChapter
from bot.stories.ids import ChangeId, ReaderId, StoryId
from bot.stories.models import Chapter, Credentials, Origin
from bot.stories.queries import stories, versions
from tests.support.librarians import ferry
from tests.support.rounds import rounds

OWNER = Credentials(ReaderId(1), owner=True)
CHANGES = 12

Looks = tuple[object, ...]
Change = Callable[[App, StoryId, random.Random, int], Awaitable[object]]


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[App]:
    async with opened(tmp_path / "fireside.sqlite3") as app:
        yield app


async def looks(app: App, story: StoryId) -> Looks:
    """All of a story that a librarian can change: its details, its chapters with their texts and notes."""

    def job(connection: Connection) -> Looks:
        chapters = tuple(
            (each.chapter.id, each.chapter.number, each.chapter.title, each.key, each.text, each.notes)
            for each in versions.of(connection, story)
        )
        return stories.get(connection, story), chapters

    return await app.database.read(job)


async def some_chapter(app: App, story: StoryId, chance: random.Random) -> Chapter:
    _, listing = await app.editing.contents(OWNER, story, 0)
    return chance.choice(listing.lines)


async def rewrite(app: App, story: StoryId, chance: random.Random, number: int) -> None:
    chapter = await some_chapter(app, story, chance)
    await app.editing.rewrite(OWNER, chapter.id, f"It was night {number}.\n\nNobody came.")


async def rename(app: App, story: StoryId, chance: random.Random, number: int) -> None:
    await app.editing.rename(OWNER, (await some_chapter(app, story, chance)).id, f"Night {number}")


async def annotate(app: App, story: StoryId, chance: random.Random, number: int) -> None:
    chapter = await some_chapter(app, story, chance)
    await app.editing.annotate(OWNER, chapter.id, {"summary": f"Night {number} falls."})


async def move(app: App, story: StoryId, chance: random.Random, number: int) -> None:
    chapter = await some_chapter(app, story, chance)
    _, listing = await app.editing.contents(OWNER, story, 0)
    await app.editing.move(OWNER, chapter.id, f"{chance.randint(1, listing.total)}")


async def remove(app: App, story: StoryId, chance: random.Random, number: int) -> None:
    _, listing = await app.editing.contents(OWNER, story, 0)
    if listing.total > 1:
        await app.editing.remove(OWNER, (await some_chapter(app, story, chance)).id)


async def publish(app: App, story: StoryId, chance: random.Random, number: int) -> None:
    chapter = ManuscriptChapter(chance.choice(["", "Night"]), f"The lamps were lit, {number}.")
    await app.publishing.publish(OWNER, story, chapter, number)


async def correct(app: App, story: StoryId, chance: random.Random, number: int) -> None:
    await app.editing.correct(OWNER, story, {"summary": f"Night {number}.", "rating": "teen"})


async def update(app: App, story: StoryId, chance: random.Random, number: int) -> None:
    told = [(f"Part {first}", first * 10 + 1) for first in chance.sample(range(9), chance.randint(1, 4))]
    file = ferry(*told, summary=f"Night {number}.")
    await app.importer.add(parse(file, "ferry.txt"), Origin("ferry.txt", f"{number}"))


KINDS: list[Change] = [rewrite, rename, annotate, move, remove, publish, correct, update]


@pytest.mark.proofs
@pytest.mark.parametrize("seed", range(rounds(2, full=60)))
async def test_whatever_is_done_is_undone_and_done_again(app: App, seed: int) -> None:
    chance = random.Random(seed)
    first = parse(ferry(("Dawn", 1), ("Noon", 11)), "ferry.txt")
    story = (await app.importer.add(first, Origin("ferry.txt", "0"))).story.id
    made: list[tuple[ChangeId, Looks, Looks]] = []
    for number in range(1, CHANGES):
        before, last = await looks(app, story), await last_change(app, story)
        await chance.choice(KINDS)(app, story, chance, number)
        change = await last_change(app, story)
        if change != last:
            made.append((change, before, await looks(app, story)))
    for change, before, after in reversed(made):
        assert await looks(app, story) == after
        undone = await app.history.undo(OWNER, change)
        assert await looks(app, story) == before
        with pytest.raises(AlreadyUndoneError):
            await app.history.undo(OWNER, change)
        if chance.random() < 0.3:  # on second thoughts
            assert undone.undoable is not None
            await app.history.undo(OWNER, undone.undoable)
            assert await looks(app, story) == after
            await app.history.undo(OWNER, change)
    if len(made) > 1:
        with pytest.raises(BuiltOnError):
            await app.history.undo(OWNER, made[-1][0])


async def last_change(app: App, story: StoryId) -> ChangeId:
    _, changes, _ = await app.history.changes(OWNER, story, 0)
    return changes.lines[0].id
