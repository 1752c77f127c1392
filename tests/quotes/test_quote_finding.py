"""Quotes are found as texts come in, whatever becomes of the finder."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace

import pytest

from bot.clock import Clock
from bot.database import Connection, Database
from bot.database.full_text import full_text
from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.quotes import finding
from bot.quotes.finding import find_missing, found_in
from bot.quotes.models import Quote
from bot.quotes.queries.found_quotes import WORDS
from bot.quotes.service import Quotes
from bot.stories.ids import QuoteId, StoryId
from bot.stories.models import Origin
from tests.support import engines
from tests.support.importing import importer_of
from tests.support.quotable_stories import spoken

HEATH = spoken("heath", chapters=4, paragraphs=8)


async def add(database: Database, manuscript: Manuscript = HEATH) -> StoryId:
    """Bring a story in, or its newer version."""
    origin = Origin("heath.txt", str(hash(manuscript)))
    return (await importer_of(database).add(manuscript, origin)).story.id


async def quotes(database: Database, story: StoryId) -> list[Quote]:
    return await Quotes(database, Clock()).every(story)


def with_chapter(number: int, text: str) -> Manuscript:
    """The story with another chapter in the place of this one."""
    told = list(HEATH.chapters)
    told[number - 1 : number] = [ManuscriptChapter(f"Chapter {number}", text)]
    return replace(HEATH, chapters=tuple(told))


def counts(connection: Connection) -> list[tuple[int, ...]]:
    """What the numbers say that quotes are drawn by."""
    stories = connection.execute("SELECT quotes, opening_quotes FROM stories")
    before = connection.execute("SELECT quotes_before FROM chapters WHERE position >= 0 ORDER BY position")
    return [*map(tuple, stories), *map(tuple, before)]


async def test_a_story_comes_in_with_its_quotes_counted(database: Database) -> None:
    story = await add(database)
    found = await quotes(database, story)
    assert [quote.chapter.number for quote in found] == [n for n in (1, 2, 3, 4) for _ in range(8)]
    assert {quote.speaker for quote in found if quote.chapter.number == 3} == {"Céline"}
    assert await database.read(counts) == [(32, 7), (0,), (8,), (16,), (24,)]


async def test_a_chapter_s_new_text_has_its_own_quotes_and_the_others_keep_theirs(database: Database) -> None:
    before = await quotes(database, await add(database))
    after = await quotes(
        database, await add(database, with_chapter(2, "“Never again,” said Orla.\n\nIt rained."))
    )
    assert [quote.text for quote in after if quote.chapter.number == 2] == ["Never again,"]
    assert _ids(after, 3) == _ids(before, 3)
    assert await database.read(counts) == [(25, 5), (0,), (8,), (9,), (17,)]


def _ids(found: list[Quote], chapter: int) -> list[QuoteId]:
    return [quote.id for quote in found if quote.chapter.number == chapter]


async def test_who_speaks_in_a_new_chapter_goes_by_the_name_the_story_has_for_them(
    database: Database,
) -> None:
    first = with_chapter(1, "“I never saw it,” said Orla Finch.\n\nIt rained.")
    await add(database, first)
    told = (*first.chapters, ManuscriptChapter("The last", "“So I went home,” said Orla.\n\nIt rained."))
    found = await quotes(database, await add(database, replace(first, chapters=told)))
    assert found[-1].speaker == "Orla Finch"


@pytest.mark.usefixtures("sandbox_as_it_is")
@pytest.mark.parametrize("limit", ["_MEMORY", "_SECONDS"])
async def test_a_finder_that_needs_too_much_leaves_the_story_without_quotes(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, limit: str
) -> None:
    monkeypatch.setattr(finding, "_SHORT", 0)
    monkeypatch.setattr(finding, limit, 0)
    story = await add(database)
    assert await quotes(database, story) == []
    assert "No quotes were found in 4 texts" in caplog.text


async def test_a_process_of_its_own_finds_what_a_thread_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [chapter.text for chapter in HEATH.chapters]
    in_thread = await found_in(texts, ["Orla Finch"])
    monkeypatch.setattr(finding, "_SHORT", 0)
    in_process = await found_in(texts, ["Orla Finch"])
    assert [json.loads(line) for line in in_process] == [json.loads(line) for line in in_thread]


async def test_texts_from_before_there_were_quotes_get_theirs_after_the_start(database: Database) -> None:
    story = await add(database)
    found, numbers = await quotes(database, story), await database.read(counts)
    await database.transaction(forget_quotes)
    assert await database.read(counts) == [(0, 0), (0,), (0,), (0,), (0,)]
    await asyncio.gather(find_missing(database, story), find_missing(database, story))
    assert await quotes(database, story) == found
    assert await database.read(counts) == numbers


async def test_what_is_found_better_takes_the_place_of_what_was_found(database: Database) -> None:
    story = await add(database)
    found, numbers = await quotes(database, story), await database.read(counts)

    def spoil(connection: Connection) -> None:
        """As if an older Fireside had found the lines otherwise, and one too much."""
        first, second = (quote.id for quote in found[:2])
        words = full_text(connection)
        words.remove(connection, WORDS, [(first, found[0].text)])
        connection.execute(
            "UPDATE quotes SET text = 'I said so, said Orla', spans = '[[0, 9]]' WHERE id = ?", (first,)
        )
        words.add(connection, WORDS, [(first, "I said so, said Orla"), (second - 1, "said Orla")])
        connection.execute(
            "INSERT INTO quotes (id, number, spans, text, early, kind)"
            " VALUES (?, 9, '[[0, 5]]', 'said Orla', FALSE, 'speech')",
            (second - 1,),
        )
        connection.execute("INSERT INTO unquoted_texts (text_id) SELECT text_id FROM revisions")

    await database.transaction(spoil)
    await find_missing(database, story)
    assert await quotes(database, story) == found
    assert await database.read(counts) == numbers
    await database.transaction(check_index)


def check_index(connection: Connection) -> None:
    """The index has all quotes, each by its words."""
    if engines.on_postgresql():
        kept = connection.execute("SELECT id, words FROM quote_words ORDER BY id").fetchall()
        quotes = connection.execute("SELECT id, text FROM quotes ORDER BY id").fetchall()
        full_text(connection).empty(connection, WORDS)
        full_text(connection).add(connection, WORDS, ((row["id"], row["text"]) for row in quotes))
        anew = connection.execute("SELECT id, words FROM quote_words ORDER BY id").fetchall()
        assert kept == anew
    else:
        connection.execute("INSERT INTO quote_words (quote_words) VALUES ('integrity-check')")


def forget_quotes(connection: Connection) -> None:
    """As if the texts were from an older Fireside."""
    full_text(connection).empty(connection, WORDS)
    connection.execute("DELETE FROM quotes")
    connection.execute("UPDATE stories SET quotes = 0, opening_quotes = 0")
    connection.execute("UPDATE chapters SET quotes_before = 0")
    connection.execute("INSERT INTO unquoted_texts (text_id) SELECT text_id FROM revisions")


async def test_a_corrected_list_of_characters_says_who_speaks_in_what_is_there_already(
    database: Database,
) -> None:
    story = await add(database)
    listed = replace(HEATH.details, characters=("Celine de Brie | Céline",), tags=("rain",))
    await add(database, replace(HEATH, details=listed))
    after = await quotes(database, story)
    assert {quote.speaker for quote in after if quote.chapter.number == 3} == {"Celine de Brie"}
    assert {quote.speaker for quote in after if quote.chapter.number == 1} == {"Orla"}
    assert len(after) == 32


async def test_texts_that_became_no_chapter_s_leave_no_quotes_behind(database: Database) -> None:
    """Two people add the same newer file at once: one of them comes too late."""
    await add(database)
    newer = with_chapter(2, "“Never again,” said Orla.\n\nIt rained.")
    await asyncio.gather(add(database, newer), add(database, newer))

    def left(connection: Connection) -> tuple[int, int]:
        (kept,) = connection.execute("SELECT count(*) FROM quotes WHERE text = 'Never again,'").fetchone()
        check_index(connection)
        (texts,) = connection.execute("SELECT count(*) FROM waiting_texts").fetchone()
        return kept, texts

    assert await database.transaction(left) == (1, 0)
