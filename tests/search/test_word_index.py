"""The index of words: texts from before it are taken in bit by bit, whole and once, whatever happens."""

from __future__ import annotations

import asyncio
import hashlib
import sqlite3
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import Clock
from bot.database import Connection, Database, Job, SQLiteDatabase, migrations
from bot.database.interface import T
from bot.editing.new_texts import discard_texts, write_text
from bot.readers.queries import readers
from bot.search import index
from bot.search.blocks import entries
from bot.search.queries import search, word_index
from bot.search.service import Search
from bot.stories.ids import ReaderId
from bot.stories.models import Audience, Origin, Spoilers
from bot.stories.queries import texts
from bot.text.languages import LANGUAGES
from bot.text.words import phrases
from tests.support.importing import importer_of
from tests.support.marked_stories import EVERYWHERE, marked

ME = Audience(ReaderId(1))
IN_A_TEXT = 200
PARAGRAPHS = 3 * IN_A_TEXT


@pytest.fixture
async def old(tmp_path: Path) -> Path:
    """A database whose texts are not in the index yet, as the migration leaves an older one."""
    path = tmp_path / "fireside.sqlite3"
    async with SQLiteDatabase(path) as database:
        story = marked("heath", chapters=3, paragraphs=IN_A_TEXT)
        await importer_of(database).add(story, Origin("heath", "heath"))
        await database.transaction(
            lambda connection: readers.set_spoilers(connection, ME.reader, Spoilers.OFF)
        )
        await database.transaction(_forget_all)
    return path


def _forget_all(connection: Connection) -> None:
    connection.execute("INSERT INTO block_words (block_words) VALUES ('delete-all')")
    connection.execute("INSERT INTO unindexed_texts (text_id) SELECT id FROM texts")


class Failing(SQLiteDatabase):
    """A database that fails at the transaction of this number, once it is on the disk or before it is."""

    def __init__(self, path: Path, number: int, *, committed: bool) -> None:
        super().__init__(path)
        self._left = number
        self._committed = committed

    async def transaction(self, job: Job[T], *, alone: bool = False) -> T:
        self._left -= 1
        if self._left < 0 or (self._left == 0 and not self._committed):
            raise ConnectionAbortedError
        answer = await super().transaction(job, alone=alone)
        if self._left == 0:
            raise ConnectionAbortedError
        return answer


async def found(database: Database, words: str = EVERYWHERE) -> int:
    return (await Search(database).search(ME, words, None, 0)).total


async def test_texts_from_before_are_found_once_they_are_taken_in(old: Path) -> None:
    async with SQLiteDatabase(old) as database:
        assert await found(database) == 0
        await index.worker(database, Clock()).round()
        assert await found(database) == PARAGRAPHS
        assert await database.read(partial(word_index.next_unindexed, passing_over=())) is None


@pytest.mark.parametrize("committed", [True, False], ids=["after a commit", "before it"])
@pytest.mark.parametrize("number", [1, 2, 5, 9])
async def test_cut_off_anywhere_it_goes_on_and_doubles_nothing(
    old: Path, number: int, committed: bool
) -> None:
    async with Failing(old, number, committed=committed) as database:
        worker = index.worker(database, Clock())
        await worker.round()
        assert "ConnectionAbortedError" in str(worker.failing)
        assert await found(database) in (0, IN_A_TEXT, 2 * IN_A_TEXT)
    async with SQLiteDatabase(old) as database:
        await index.worker(database, Clock()).round()
        assert await found(database) == PARAGRAPHS
        assert await found(database, "zqheathx2y150z") == 1


async def test_two_at_work_at_once_double_nothing(old: Path) -> None:
    async with SQLiteDatabase(old) as one, SQLiteDatabase(old) as other:
        await asyncio.gather(*(index.worker(each, Clock()).round() for each in (one, other)))
        assert await found(one) == PARAGRAPHS
        assert await found(other, "zqheathx2y150z") == 1


def test_an_older_database_knows_what_it_has_to_take_in() -> None:
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
    steps = [migrations._statements(script) for script in migrations._steps()]
    for statement in [each for step in steps[:3] for each in step]:
        connection.execute(statement)
    connection.execute("INSERT INTO texts (text) VALUES ('It was a quiet night.')")
    for statement in [each for step in steps[3:] for each in step]:
        connection.execute(statement)
    text = word_index.next_unindexed(connection, ())
    assert text == 1
    assert word_index.unindexed(connection, text) == word_index.Unindexed(1, "It was a quiet night.", 0)
    connection.close()


def test_an_index_of_the_older_folding_is_built_anew() -> None:
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
    steps = [migrations._statements(script) for script in migrations._steps()]
    for statement in [each for step in steps[:18] for each in step]:
        connection.execute(statement)
    connection.execute("INSERT INTO texts (text) VALUES ('It was a quiet night.'), ('It rained.')")
    word_index.add(connection, 1, list(entries("It was a quiet night.")))
    connection.execute("INSERT INTO unindexed_texts (text_id, indexed_to) VALUES (2, 5)")
    for statement in steps[18]:
        connection.execute(statement)
    (left,) = connection.execute(
        "SELECT count(*) FROM block_words WHERE block_words MATCH 'quiet'"
    ).fetchone()
    assert left == 0
    waiting = connection.execute("SELECT text_id, indexed_to FROM unindexed_texts ORDER BY text_id")
    assert [tuple(row) for row in waiting] == [(1, 0), (2, 0)]
    connection.close()


# What is built anew


@pytest.fixture
async def outdated(old: Path) -> Path:
    """A database whose texts are all in an index that an update builds anew."""
    async with SQLiteDatabase(old) as database:
        await index.worker(database, Clock()).round()
        await index.empty_former(database)
        [building] = [each for each in migrations._steps() if "former_block_words" in each]

        def update(connection: Connection) -> None:
            connection.execute("DROP TABLE former_block_words")
            for statement in migrations._statements(building):
                connection.execute(statement)

        await database.transaction(update)
    return old


@pytest.mark.parametrize("number", [0, 1, 2, 5, 9, 1_000])
async def test_while_the_index_is_built_anew_everything_is_found_once(outdated: Path, number: int) -> None:
    async with Failing(outdated, number, committed=True) as database:
        await index.worker(database, Clock()).round()
        assert await found(database) == PARAGRAPHS
        assert await found(database, "zqheathx2y150z") == 1


async def test_the_former_index_goes_when_no_text_is_found_in_it_any_more(outdated: Path) -> None:
    async with SQLiteDatabase(outdated) as database:
        await index.empty_former(database)
        assert await database.read(partial(_entries, index="former_block_words")) == PARAGRAPHS
        await index.worker(database, Clock()).round()
        await index.empty_former(database)
        assert await database.read(partial(_entries, index="former_block_words")) == 0
        assert await found(database) == PARAGRAPHS


async def test_a_new_text_with_a_former_one_s_number_is_found_by_its_own_words(outdated: Path) -> None:
    async with SQLiteDatabase(outdated) as database:

        def replace(connection: Connection) -> None:
            ids = [row["id"] for row in connection.execute("SELECT id FROM texts").fetchall()]
            index.unindex_text(connection, ids[-1], texts.stored(connection, ids[-1]))
            text = "Only a quiet heron.\n\nAnd a mill."
            connection.execute("UPDATE texts SET text = ? WHERE id = ?", (text, ids[-1]))
            connection.execute("DELETE FROM unindexed_texts WHERE text_id = ?", (ids[-1],))
            index.index_text(connection, ids[-1], list(entries(text)))

        await database.transaction(replace)
        assert await found(database) == 2 * IN_A_TEXT
        assert await found(database, "heron") == 1


def _entries(connection: Connection, index: str) -> int:
    (count,) = connection.execute(f"SELECT count(*) FROM {index}").fetchone()
    return int(count)


def test_what_the_index_is_built_by_changes_only_with_a_step_that_builds_it_anew() -> None:
    lines = [
        f"{each.tag} {sorted(each.common)} {sorted(each.letters_of_its_own)} {each.has_compounds}"
        for each in LANGUAGES
    ]
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
    assert digest == "512d5c53846b7388", (
        "0027_search_while_indexed.sql shows how; then put the new digest here"
    )


# What is discarded


async def test_a_text_that_became_no_chapter_s_leaves_nothing_in_the_index(tmp_path: Path) -> None:
    text = "The heron stood still.\n\nThe naïve mill turned."
    async with SQLiteDatabase(tmp_path / "fireside.sqlite3") as database:

        def discard(connection: Connection) -> None:
            written = write_text(connection, text, tuple(entries(text)), now=1)
            discard_texts(connection, texts.waiting(connection, [written]))
            write_text(connection, text, tuple(entries(text)), now=1)
            discard_texts(connection, texts.left_over(connection, 1_000_000))

        await database.transaction(discard)
        assert await database.read(_words_in_the_index) == 0


def _words_in_the_index(connection: Connection) -> int:
    (count,) = connection.execute("SELECT count(*) FROM block_words WHERE block_words MATCH 'the'").fetchone()
    return int(count)


# What is asked


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:
    path = tmp_path_factory.mktemp("index") / "fireside.sqlite3"

    async def fill() -> None:
        async with SQLiteDatabase(path) as database:
            await importer_of(database).add(marked("heath"), Origin("heath", "heath"))

    asyncio.run(fill())
    made = sqlite3.connect(path)
    made.row_factory = sqlite3.Row
    return made


@given(st.text() | st.text(st.sampled_from("aembr \"“”*^:(){}+-,'NEARORANDT\u0301\u202e🔥\0")))
def test_whatever_is_typed_is_a_query_and_no_error(connection: sqlite3.Connection, typed: str) -> None:
    if wanted := phrases(typed):
        found, total = search.find(connection, wanted, ME, None, 0, 8)
        assert len(found) == min(8, total)
