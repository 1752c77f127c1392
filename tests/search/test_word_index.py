"""The index of words: texts from before it are taken in bit by bit, whole and once, whatever happens."""

from __future__ import annotations

import asyncio
import hashlib
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import Clock
from bot.database import Connection, Database, Job, database_at, migrations
from bot.database.full_text import full_text
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
from bot.text.words import Form, phrases
from tests.support import engines
from tests.support.importing import importer_of
from tests.support.marked_stories import EVERYWHERE, marked

ME = Audience(ReaderId(1))
IN_A_TEXT = 200
PARAGRAPHS = 3 * IN_A_TEXT


@pytest.fixture
async def old(tmp_path: Path) -> Path:
    """A database whose texts are not in the index yet, as the migration leaves an older one."""
    path = tmp_path / "fireside.sqlite3"
    async with database_at(path) as database:
        story = marked("heath", chapters=3, paragraphs=IN_A_TEXT)
        await importer_of(database).add(story, Origin("heath", "heath"))
        await database.transaction(
            lambda connection: readers.set_spoilers(connection, ME.reader, Spoilers.OFF)
        )
        await database.transaction(_forget_all)
    return path


def _forget_all(connection: Connection) -> None:
    full_text(connection).empty(connection, word_index.BLOCKS)
    connection.execute("INSERT INTO unindexed_texts (text_id) SELECT id FROM texts")


@asynccontextmanager
async def failing(path: Path, number: int, *, committed: bool) -> AsyncIterator[Database]:
    """A database that fails at the transaction of this number, once it is kept or before it is."""
    left = number
    async with database_at(path) as database:
        keep = database.transaction

        async def transaction(job: Job[T], *, alone: bool = False) -> T:
            nonlocal left
            left -= 1
            if left < 0 or (left == 0 and not committed):
                raise ConnectionAbortedError
            answer = await keep(job, alone=alone)
            if left == 0:
                raise ConnectionAbortedError
            return answer

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(database, "transaction", transaction)
            yield database


async def found(database: Database, words: str = EVERYWHERE) -> int:
    return (await Search(database).search(ME, words, None, 0)).total


async def test_texts_from_before_are_found_once_they_are_taken_in(old: Path) -> None:
    async with database_at(old) as database:
        assert await found(database) == 0
        await index.worker(database, Clock()).round()
        assert await found(database) == PARAGRAPHS
        assert await database.read(partial(word_index.next_unindexed, passing_over=())) is None


@pytest.mark.parametrize("committed", [True, False], ids=["after a commit", "before it"])
@pytest.mark.parametrize("number", [1, 2, 5, 9])
async def test_cut_off_anywhere_it_goes_on_and_doubles_nothing(
    old: Path, number: int, committed: bool
) -> None:
    async with failing(old, number, committed=committed) as database:
        worker = index.worker(database, Clock())
        await worker.round()
        assert "ConnectionAbortedError" in str(worker.failing)
        assert await found(database) in (0, IN_A_TEXT, 2 * IN_A_TEXT)
    async with database_at(old) as database:
        await index.worker(database, Clock()).round()
        assert await found(database) == PARAGRAPHS
        assert await found(database, "zqheathx2y150z") == 1


async def test_two_at_work_at_once_double_nothing(old: Path) -> None:
    async with database_at(old) as one, database_at(old) as other:
        await asyncio.gather(*(index.worker(each, Clock()).round() for each in (one, other)))
        assert await found(one) == PARAGRAPHS
        assert await found(other, "zqheathx2y150z") == 1


@pytest.mark.sqlite_only("the steps of SQLite's schema")
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


@pytest.mark.sqlite_only("the steps of SQLite's schema")
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
    async with database_at(old) as database:
        await index.worker(database, Clock()).round()
        await index.empty_former(database)
        await database.transaction(_begin_anew)
    return old


def _begin_anew(connection: Connection) -> None:
    connection.execute("DROP TABLE former_block_words")
    if engines.on_postgresql():
        connection.execute("ALTER TABLE block_words RENAME TO former_block_words")
        connection.execute("CREATE TABLE block_words (LIKE former_block_words INCLUDING INDEXES)")
        connection.execute(
            "UPDATE word_totals SET indexed = 'former_block_words' WHERE indexed = 'block_words'"
        )
        connection.execute("INSERT INTO unindexed_texts (text_id) SELECT id FROM texts")
    else:
        [building] = [each for each in migrations._steps() if "former_block_words" in each]
        for statement in migrations._statements(building):
            connection.execute(statement)


@pytest.mark.parametrize("number", [0, 1, 2, 5, 9, 1_000])
async def test_while_the_index_is_built_anew_everything_is_found_once(outdated: Path, number: int) -> None:
    async with failing(outdated, number, committed=True) as database:
        await index.worker(database, Clock()).round()
        assert await found(database) == PARAGRAPHS
        assert await found(database, "zqheathx2y150z") == 1


async def test_the_former_index_goes_when_no_text_is_found_in_it_any_more(outdated: Path) -> None:
    async with database_at(outdated) as database:
        await index.empty_former(database)
        assert await database.read(partial(_entries, index="former_block_words")) == PARAGRAPHS
        await index.worker(database, Clock()).round()
        await index.empty_former(database)
        assert await database.read(partial(_entries, index="former_block_words")) == 0
        assert await found(database) == PARAGRAPHS


async def test_a_new_text_with_a_former_one_s_number_is_found_by_its_own_words(outdated: Path) -> None:
    async with database_at(outdated) as database:

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
    async with database_at(tmp_path / "fireside.sqlite3") as database:

        def discard(connection: Connection) -> None:
            written = write_text(connection, text, tuple(entries(text)), now=1)
            discard_texts(connection, texts.waiting(connection, [written]))
            write_text(connection, text, tuple(entries(text)), now=1)
            discard_texts(connection, texts.left_over(connection, 1_000_000))

        await database.transaction(discard)
        assert await database.read(_words_in_the_index) == 0


def _words_in_the_index(connection: Connection) -> int:
    index = full_text(connection)
    (count,) = connection.execute(
        f"SELECT count(*) FROM block_words WHERE {index.holds(word_index.BLOCKS)}",
        index.values(word_index.BLOCKS, [[Form(("the",))]]),
    ).fetchone()
    return int(count)


# What is asked


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    path = tmp_path_factory.mktemp("index") / "fireside.sqlite3"

    async def fill() -> None:
        async with database_at(path) as database:
            await importer_of(database).add(marked("heath"), Origin("heath", "heath"))

    asyncio.run(fill())
    with engines.connection_to(path) as made:
        yield made


@given(st.text() | st.text(st.sampled_from("aembr \"“”*^:(){}+-,'NEARORANDT\u0301\u202e🔥\0")))
def test_whatever_is_typed_is_a_query_and_no_error(connection: Connection, typed: str) -> None:
    if wanted := phrases(typed):
        found, total = search.find(connection, wanted, ME, None, 0, 8)
        assert len(found) == min(8, total)
