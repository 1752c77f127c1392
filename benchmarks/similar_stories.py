"""What it costs to find the stories alike to some, and to take a story in, among 100,000."""

from __future__ import annotations

import random
import statistics
import time
import tracemalloc
from collections.abc import Iterator
from functools import partial
from itertools import accumulate, chain
from pathlib import Path

from benchmarks.figures import Tell, percentile
from benchmarks.libraries import the_long_story
from benchmarks.updates import turning_until
from bot.app import App, opened
from bot.database import Connection, Database
from bot.reading.positions import Move
from bot.recommendations.content_similarity import alike
from bot.recommendations.queries.similar_stories import WEIGHT
from bot.recommendations.similarity import HEAVIEST_WORDS, MOST_COUNTED
from bot.stories.chapters import BodySize
from bot.stories.details import Details
from bot.stories.ids import ReaderId, StoryId
from bot.stories.models import Audience, Origin
from bot.stories.queries import stories

STORIES = 100_000
WORDS, TAGS = range(200_000), range(200_000, 203_000)
TAGS_EACH = 8
_WORD_WEIGHTS = tuple(
    accumulate(1 / (rank + 100) for rank in WORDS)
)  # what is commoner is no story's heaviest
_TAG_WEIGHTS = tuple(accumulate(1 / (rank + 3) for rank in range(len(TAGS))))
_REQUESTS = 300
_SOMEBODY = Audience(ReaderId(1))


async def measure_similar_stories(path: Path, tell: Tell) -> None:
    """Requests for one story and for more; a novel that comes in."""
    chance = random.Random(5)
    async with opened(path) as app:
        await fill(app.database, chance)
        for liked in (1, 3, 10):
            took = [await _request(app.database, chance, liked) for _ in range(_REQUESTS)]
            tell(f"alike to {liked} among {STORIES:,} stories, median", statistics.median(took))
            tell(f"alike to {liked} among {STORIES:,} stories, 99 %", percentile(took, 0.99))
        await _take_in(app, tell)


async def fill(database: Database, chance: random.Random) -> None:
    """So many stories as they are compared, without a text."""
    for first in range(0, STORIES, 1_000):
        await database.transaction(partial(_insert, chance=chance, numbers=range(first, first + 1_000)))
    await database.transaction(_index)


async def _request(database: Database, chance: random.Random, liked: int) -> float:
    to = {StoryId(chance.randint(1, STORIES)): chance.random() for _ in range(liked)}
    begun = time.perf_counter()
    found = await database.read(partial(alike, to=to, audience=_SOMEBODY, limit=10))
    assert len(found) == 10
    return 1_000 * (time.perf_counter() - begun)


async def _take_in(app: App, tell: Tell) -> None:
    """A novel, while somebody turns its pages; and again, for the memory that it takes in this process."""
    worker = app.content_similarity.worker()
    novel = (await app.importer.add(the_long_story(), Origin("long", "long"))).story
    panel = await app.reading.open(_SOMEBODY, novel.id)
    begun = time.perf_counter()
    turns = await turning_until(worker.round(), lambda: app.reading.go(_SOMEBODY, panel.place, Move.VISIT))
    tell(f"a novel of {novel.words:,} words taken in", 1_000 * (time.perf_counter() - begun))
    tell("  page turns meanwhile, worst", max(turns))
    await app.database.transaction(lambda connection: stories.update(connection, novel))
    tracemalloc.start()
    await worker.round()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"  memory for that: {peak / 2**20:.1f} MiB")


def _insert(connection: Connection, chance: random.Random, numbers: range) -> None:
    """Stories, with the heaviest terms of each: drawn as Zipf found words to be, and tags to be too."""
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS drawn (term, weight, story_id)")
    for number in numbers:
        tags = tuple(f"tag {each}" for each in chance.sample(range(100), TAGS_EACH))
        details = Details(title=f"Story {number}", authors=(f"Author {number % 20_000}",), tags=tags)
        identity = stories.insert(
            connection, details, BodySize(1, 5_000), Origin(str(number), str(number)), details, 0
        )
        weights = {term: chance.randint(200, 1_500) for term in _drawn(chance)}
        packed = b"".join(WEIGHT.pack(*each) for each in weights.items())
        connection.execute("INSERT INTO likenesses VALUES (?, 0, ?, '{}')", (identity, packed))
        connection.execute(
            "INSERT INTO counted_stories VALUES (?, zeroblob(?))", (identity, 4 * MOST_COUNTED)
        )
        connection.executemany(
            "INSERT INTO drawn VALUES (?, ?, ?)", [(*each, identity) for each in weights.items()]
        )


def _drawn(chance: random.Random) -> Iterator[int]:
    return chain(
        chance.choices(WORDS, cum_weights=_WORD_WEIGHTS, k=HEAVIEST_WORDS),
        chance.choices(TAGS, cum_weights=_TAG_WEIGHTS, k=TAGS_EACH),
    )


def _index(connection: Connection) -> None:
    connection.execute(
        "INSERT INTO term_stories SELECT term, 0, weight, story_id FROM drawn ORDER BY term, weight DESC"
    )
    connection.execute("INSERT INTO term_counts SELECT term, count(*) FROM drawn GROUP BY term")
    connection.execute("DROP TABLE drawn")
    connection.execute("UPDATE likeness_totals SET stories = ?", (STORIES,))
    connection.execute("DELETE FROM unlikened_stories")
