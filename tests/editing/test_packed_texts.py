"""Former texts are packed: everything that leads to their words still does, and they take up little room."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from bot.app import App, opened
from bot.clock import Clock
from bot.database import Connection, Database, Job
from bot.database.full_text import full_text
from bot.database.interface import T
from bot.editing import packing
from bot.editing.files import digest
from bot.imports.formats import parse
from bot.search.queries.word_index import BLOCKS
from bot.stories.ids import ChapterId
from bot.stories.models import Origin
from bot.stories.queries import chapters
from bot.text.words import Form
from tests.support.fireside import Fireside
from tests.support.librarians import DAWN, NOON, TITLE, ferry, numbers_in, paragraphs
from tests.support.person import Person
from tests.support.reading_panel import passage
from tests.support.rounds import rounds
from tests.support.story_editor import restore, upload

CORRECTED = ChapterId(2)
A_DAY = 86_400
A_CORRECTION = 1_000
"""The most bytes that the correction of a word takes, with its line in the history, all maps, and the states
of the last fifty changes. The chapter has 17,000, its words in the index and its quotes some 15,000 more."""
MERGED = 6
"""How many times as large as it has to be an index of words may become until it is merged."""


async def corrected(app: App, number: int, text: str) -> None:
    """A newer file of *The Ferry*, whose second chapter has another text."""
    content = ferry(DAWN, NOON).decode().replace(paragraphs(11), text).encode()
    await app.importer.add(parse(content, "ferry.txt"), Origin("ferry.txt", digest([content]), None))


def one_word_less(text: str, chance: random.Random) -> str:
    words = text.split(" ")
    del words[chance.randrange(len(words))]
    return " ".join(words)


async def pack(app: App) -> None:
    worker = packing.worker(app.database, app.clock)
    await worker.round()
    assert not worker.failing


def stored(connection: Connection) -> tuple[int, int]:
    """The bytes of what is stored in the indexes of words, and elsewhere."""
    sizes = "SELECT coalesce(sum(pgsize - unused), 0) FROM dbstat WHERE name GLOB '*_words_*' = ?"
    of_words, elsewhere = (connection.execute(sizes, (which,)).fetchone()[0] for which in (True, False))
    return of_words, elsewhere


@pytest.mark.proofs
@pytest.mark.sqlite_only("it measures the pages of the file")
async def test_a_story_corrected_daily_grows_by_what_was_written(tmp_path: Path) -> None:
    async with opened(tmp_path / "fireside.sqlite3", clock := Clock()) as app:
        chance, text, written, sizes = random.Random(16), paragraphs(11, 40), [], []
        for day in range(days := rounds(8, full=365)):
            await corrected(app, day, text)
            await pack(app)
            sizes.append(await app.database.read(stored))
            written.append(text)
            text = one_word_less(text, chance)
            clock.advance(A_DAY)
        kept = await app.database.read(
            lambda connection: [chapters.text(connection, CORRECTED, at) for at in range(1, days + 1)]
        )
    assert kept == written
    (words, first), (words_now, last) = sizes[1], sizes[-1]
    assert (last - first) / (days - 2) < A_CORRECTION
    assert words_now < MERGED * words


class Stops:
    """What a database fails with at the transaction of this number, once it is kept or before it is."""

    left: int | None = None
    committed = False

    def __init__(self, database: Database, patch: pytest.MonkeyPatch) -> None:
        self._transaction = database.transaction
        patch.setattr(database, "transaction", self.transaction)

    async def transaction(self, job: Job[T], *, alone: bool = False) -> T:
        if self.left is None:
            return await self._transaction(job, alone=alone)
        self.left -= 1
        if self.left < 0 or (self.left == 0 and not self.committed):
            raise ConnectionAbortedError
        answer = await self._transaction(job, alone=alone)
        if self.left == 0:
            raise ConnectionAbortedError
        return answer


async def test_stopped_anywhere_it_goes_on_and_leaves_nothing_behind(
    database: Database, monkeypatch: pytest.MonkeyPatch, ids_from_one: None
) -> None:
    said = "“I keep the lamp,” said Orla."
    texts = [f"{said}\n\n{paragraphs(11, 60 + each)}" for each in range(3)]
    stops, app, number, done = Stops(database, monkeypatch), App(database, Clock()), 0, False
    for each, text in enumerate(texts[:2]):
        await corrected(app, each, text)
    while not done:
        number, worker = number + 1, packing.worker(database, Clock())
        stops.left, stops.committed = 1 + number // 2, number % 2 == 0
        await worker.round()
        done, stops.left = not worker.failing, None
        kept = await database.read(lambda connection: chapters.text(connection, CORRECTED, 1))
        assert kept == texts[0]
    assert number == 4
    await corrected(app, 2, texts[2])
    await pack(app)
    assert await database.read(left_of_former_texts) == [0, 0, 0, 0]


def left_of_former_texts(connection: Connection) -> list[int]:
    """How many words, quotes and notes of work there are of texts that are not current."""
    current = (
        "SELECT text_id FROM revisions JOIN chapters ON chapters.id = chapter_id"
        " AND chapters.revision = revisions.revision"
    )
    index = full_text(connection)
    sought = index.values(BLOCKS, [[Form(("lamp",)), Form(("p11w3",))]])
    return [
        connection.execute(f"SELECT count(*) FROM {which} NOT IN ({current})", values).fetchone()[0]
        for which, values in (
            (f"block_words WHERE {index.holds(BLOCKS)} AND {index.id(BLOCKS)} >> 27", sought),
            ("quotes WHERE id >> 27", {}),
            ("unindexed_texts WHERE text_id", {}),
            ("unpacked_texts WHERE text_id", {}),
        )
    ]


# What leads to the words


@pytest.fixture
def files_of_ines() -> dict[str, bytes]:
    """*The Ferry*, two chapters."""
    return {"ferry.txt": ferry(DAWN, NOON)}


async def test_old_buttons_bookmarks_and_the_history_find_the_words_of_packed_texts(
    empty_fireside: Fireside, ines: Person
) -> None:
    mira = await empty_fireside.person("Mira")
    await mira.slash("read", story=TITLE, chapter="2")
    panel = await mira.press("▶")
    here = numbers_in(passage(panel))
    first = paragraphs(11)
    for text in (first.replace("p11w5 ", ""), first.replace("p12w", "q12w"), paragraphs(41), first):
        await upload(ines, "Noon", text)
        await pack(empty_fireside.app)
    packed = "SELECT count(*), count(base_id) FROM packed_texts"
    assert await empty_fireside.database.read(lambda c: tuple(c.execute(packed).fetchone())) == (4, 2)
    assert numbers_in(passage(await mira.slash("read", story=TITLE))) == here
    await mira.press("⋯", panel)
    assert numbers_in(passage(await mira.press("Back to the text")))[0] == here[0]
    await ines.slash("stories history", story=TITLE)
    found = (await mira.slash("search", words="p13w7 p13w8", story=TITLE)).text
    assert "1 place for" in found
    await restore(ines, "Noon edited", "Chapter 2 — Noon")
    there = await mira.slash("read", story=TITLE, chapter="2")
    assert numbers_in(passage(there))[0] == 41
