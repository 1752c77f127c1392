"""What a search costs over 200 MB of stories, for readers who may see all, some or none of them."""

from __future__ import annotations

import asyncio
import random
import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import accumulate, islice, product
from pathlib import Path

from benchmarks.figures import Tell, milliseconds, percentile
from benchmarks.libraries import insert_story
from benchmarks.updates import turning_until
from bot.app import App, opened
from bot.database import Connection
from bot.database.full_text import full_text
from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.reading.positions import Move
from bot.search import index
from bot.search.queries.word_index import BLOCKS
from bot.stories.details import Details
from bot.stories.ids import ChapterId, GuildId, ReaderId, StoryId
from bot.stories.models import Audience, Place, Spoilers

CHARACTERS = 200_000_000
CHAPTERS, PARAGRAPHS = 20, 90
QUERIES = 60
BEGUN = 40
FORGOTTEN = 1_000

_SYLLABLES = tuple(map("".join, product("bdfghlmnrst", "aeiou")))
_VOCABULARY = tuple(
    "".join(each) for size in (1, 2, 3) for each in islice(product(_SYLLABLES, repeat=size), 50_000)
)
# Few words make up most of any text: the rank's inverse, as Zipf found for English.
_WEIGHTS = tuple(accumulate(1 / (rank + 2.7) for rank in range(len(_VOCABULARY))))
COMMONEST = _VOCABULARY[0]

SERVER = GuildId(1)
NOBODY, KEEN, CURIOUS, STRANGER = map(ReaderId, range(1, 5))


async def measure_search(place: Path | str, tell: Tell) -> None:
    """Phrases, pairs of words and the commonest word, the loop watched meanwhile."""
    chance = random.Random(8)
    async with opened(place) as app:
        sample = await _fill(app, chance)
        await _acquaint(app)
        audiences = {
            "nothing begun": Audience(NOBODY, SERVER),
            f"{BEGUN} stories half read": Audience(KEEN, SERVER),
            "spoilers off": Audience(CURIOUS, SERVER),
            "another server": Audience(STRANGER, GuildId(2)),
        }
        with _watched() as lateness:
            await asyncio.sleep(5)
        tell("the event loop at rest was late by at most", max(lateness))
        with _watched() as lateness:
            for name, audience in audiences.items():
                for kind, queries in _queries(chance, sample).items():
                    times = [
                        await milliseconds(app.search.search(audience, query, None, 0)) for query in queries
                    ]
                    tell(f"{kind}, {name}, median", statistics.median(times))
                    tell(f"{kind}, {name}, worst", max(times))
        tell("the event loop meanwhile was late by at most", max(lateness))
        tell("  99.9 % of the time", percentile(lateness, 0.999))
        await _measure_indexing(app, tell)


async def _measure_indexing(app: App, tell: Tell) -> None:
    """An older database's texts taken into the index, while somebody turns pages."""
    audience = Audience(NOBODY, SERVER)
    panel = await app.reading.open(audience, StoryId(1))
    await app.database.transaction(_forget_some)
    begun = time.perf_counter()
    turns = await turning_until(
        index.worker(app.database, app.clock).round(),
        lambda: app.reading.go(audience, panel.place, Move.VISIT),
    )
    tell(f"{FORGOTTEN} old texts indexed", 1000 * (time.perf_counter() - begun))
    tell("  page turns meanwhile, median", statistics.median(turns))
    tell("  page turns meanwhile, 99 %", percentile(turns, 0.99))
    tell("  page turns meanwhile, worst", max(turns))


def _forget_some(connection: Connection) -> None:
    full_text(connection).empty(connection, BLOCKS)
    connection.execute("INSERT INTO unindexed_texts (text_id) SELECT id FROM texts LIMIT ?", (FORGOTTEN,))


def _queries(chance: random.Random, sample: Sequence[str]) -> dict[str, list[str]]:
    phrases, pairs = [], []
    for paragraph in chance.sample(sample, QUERIES):
        words = paragraph.lower().replace(".", "").split()
        at = chance.randrange(len(words) - 1)
        phrases.append(f'"{words[at]} {words[at + 1]}"')
        pairs.append(" ".join(chance.sample(words, 2)))
    return {"phrase of two words": phrases, "pair of words": pairs, "commonest word": [COMMONEST] * 5}


async def _fill(app: App, chance: random.Random) -> list[str]:
    """Bring the stories in; some of their paragraphs."""
    sample: list[str] = []
    written = number = 0
    while written < CHARACTERS:
        number += 1
        texts = [_chapter(chance) for _ in range(CHAPTERS)]
        manuscript = Manuscript(
            Details(title=f"Story {number}"), tuple(ManuscriptChapter("", text) for text in texts)
        )
        await app.database.transaction(
            partial(insert_story, manuscript=manuscript, guild=SERVER, now=app.clock.now())
        )
        written += sum(map(len, texts))
        sample += chance.sample(texts[0].split("\n\n"), 2)
    return [paragraph for paragraph in sample if paragraph.count(" ") > 3]


def _chapter(chance: random.Random) -> str:
    paragraphs = (_paragraph(chance, 1 + int(chance.expovariate(1 / 4))) for _ in range(PARAGRAPHS))
    return "\n\n".join(paragraphs)


def _paragraph(chance: random.Random, sentences: int) -> str:
    words = [
        chance.choices(_VOCABULARY, cum_weights=_WEIGHTS, k=chance.randrange(4, 20)) for _ in range(sentences)
    ]
    return " ".join(" ".join(sentence).capitalize() + "." for sentence in words)


async def _acquaint(app: App) -> None:
    """Let one reader read half of some stories, and another ask for no spoiler to be kept from them."""
    for story in range(1, BEGUN + 1):
        audience = Audience(KEEN, SERVER)
        panel = await app.reading.open(audience, StoryId(story))
        middle = Place(ChapterId(panel.chapter.id + CHAPTERS // 2), 1, 0)
        await app.reading.go(audience, middle, Move.NEXT)
    await app.preferences.set_spoilers(CURIOUS, Spoilers.OFF)


@contextmanager
def _watched() -> Iterator[list[float]]:
    """How late the event loop was, in milliseconds, each time that something was due."""
    lateness: list[float] = [0.0]

    async def watch() -> None:
        while True:
            due = time.perf_counter() + 0.002
            await asyncio.sleep(0.002)
            lateness.append(1000 * (time.perf_counter() - due))

    task = asyncio.create_task(watch())
    try:
        yield lateness
    finally:
        task.cancel()
