"""Stories whose words were counted by an older rule are counted anew, and nothing else of them changes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.database import Connection, Database, Job, SQLiteDatabase
from bot.database.interface import T
from bot.editing import recounting
from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.stories.details import Details
from bot.stories.ids import StoryId
from bot.stories.models import ChapterKind, Origin
from bot.stories.queries import chapters
from tests.support.importing import importer_of

ONE, TWO = "守塔人坐在窗前。", "船来了，“他说”。\n\n灯灭了。"
NOVEL = Manuscript(
    Details(title="灯塔"),
    (
        ManuscriptChapter("献词", "给海", kind=ChapterKind.FRONT),
        ManuscriptChapter("第一章", ONE),
        ManuscriptChapter("第二章", TWO),
        ManuscriptChapter("第三章", "完"),
    ),
)
FERRY = Manuscript(
    Details(title="The Ferry"), (ManuscriptChapter("", "It left -- he well-nigh wept -- at one."),)
)
OLDER = """
    UPDATE chapters SET words = 1 + (id = 3), words_before = 77;
    UPDATE stories SET words = 4, script = 'Latn', counting = 1, opening_quotes = 9;
    UPDATE chapters SET position = -1 - id, number = NULL WHERE title = '第三章';
    UPDATE stories SET chapters = 2 WHERE id = 1;
    DELETE FROM unlikened_stories;
    INSERT INTO reading_days (reader_id, day, story_id, words, seconds)
        VALUES (5, '2026-01-02', 1, 3, 60);
"""


class Noted(SQLiteDatabase):
    """A database that calls `before` before each transaction, and counts them."""

    transactions = 0
    before: Job[None] | None = None

    async def transaction(self, job: Job[T], *, alone: bool = False) -> T:
        self.transactions += 1
        if self.before is not None:
            change, self.before = self.before, None
            await super().transaction(change)
        return await super().transaction(job, alone=alone)


@pytest.fixture
async def older(tmp_path: Path) -> AsyncIterator[Noted]:
    """A library of two stories whose words were counted between spaces."""
    async with Noted(tmp_path / "fireside.sqlite3") as database:
        for number, story in enumerate((NOVEL, FERRY)):
            await importer_of(database).add(story, Origin(f"{number}.txt", f"{number}"))

        def age(connection: Connection) -> None:
            for statement in OLDER.split(";"):
                connection.execute(statement)

        await database.transaction(age)
        database.transactions = 0
        yield database


async def rows(database: Database, statement: str) -> list[tuple[object, ...]]:
    return await database.read(lambda connection: [tuple(row) for row in connection.execute(statement)])


async def counts(database: Database) -> list[tuple[object, ...]]:
    return await rows(database, "SELECT words, script, opening_quotes FROM stories ORDER BY id")


async def test_all_are_counted_anew_each_in_one_transaction(older: Noted) -> None:
    await recounting.worker(older, Clock()).round()
    assert older.transactions == 2
    assert await counts(older) == [(15, "Hani", 0), (7, "Latn", 0)]
    of_chapters = "SELECT title, words, words_before FROM chapters ORDER BY id"
    assert (await rows(older, of_chapters))[:3] == [("献词", 2, 0), ("第一章", 7, 0), ("第二章", 8, 7)]
    assert ("第三章", 1, 0) in await rows(older, of_chapters)  # removed, and right when it comes back
    await recounting.worker(older, Clock()).round()
    assert older.transactions == 2


async def test_what_was_read_stays_as_it_was_counted_and_no_story_counts_as_changed(older: Noted) -> None:
    await recounting.worker(older, Clock()).round()
    assert await rows(older, "SELECT words FROM reading_days") == [(3,)]
    assert await rows(older, "SELECT * FROM unlikened_stories") == []


async def test_a_story_that_is_changed_meanwhile_is_counted_as_it_is_then(older: Noted) -> None:
    older.before = lambda connection: chapters.set_aside(connection, StoryId(1))
    await recounting.worker(older, Clock()).round()
    assert await counts(older) == [(0, "Latn", 0), (7, "Latn", 0)]
    assert older.transactions == 3


async def test_a_new_story_is_not_counted_again(tmp_path: Path) -> None:
    async with Noted(tmp_path / "fireside.sqlite3") as database:
        await importer_of(database).add(NOVEL, Origin("lamp.txt", "lamp"))
        assert await counts(database) == [(16, "Hani", 0)]
        database.transactions = 0
        await recounting.worker(database, Clock()).round()
        assert database.transactions == 0
