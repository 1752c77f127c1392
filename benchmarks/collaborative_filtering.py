"""What it costs to work out what is read by the same people, and to ask for it:
`python -m benchmarks.collaborative_filtering`."""

from __future__ import annotations

import asyncio
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from itertools import accumulate
from pathlib import Path

from benchmarks.figures import milliseconds, percentile
from bot.app import App, opened
from bot.database import Connection, Database
from bot.recommendations.collaborative.scoring import NEIGHBOUR
from bot.recommendations.collaborative_filtering import read_too
from bot.recommendations.queries import coreading
from bot.recommendations.queries.coreading import Neighbours, most_read
from bot.stories.chapters import BodySize
from bot.stories.details import Details
from bot.stories.ids import ReaderId, StoryId
from bot.stories.models import Audience, Origin
from bot.stories.queries import stories

Tell = Callable[[str, float, str], None]
LIBRARIES = ((2_000, 1_000), (100_000, 60_000), (4_000, 20_000))
"""How many stories, and how many readers, in the order of the memory that is needed."""
READ = 16
"""Stories of each reader, on average; half of them have fewer than ten."""
GENRE = 200
"""Stories that the same people like."""
MOST = 100
"""Neighbours that are kept of a story."""
_SHELVES = (10, 100, 500)
_REQUESTS = 200
A_CHAPTER = """
    INSERT INTO chapters (
        id, story_id, position, number, title, kind, source_key, revision, characters, words, words_before
    ) VALUES (?1, ?1, 0, 1, '', 'body', '', 1, 100, 20, 0)
"""
FINISHED = """
    INSERT OR IGNORE INTO readings (
        reader_id, story_id, chapter_id, revision, "offset", words, started_at, read_at, finished_at
    ) VALUES (?1, ?2, ?2, 1, 0, 20, 0, 0, 0)
"""


async def measure_collaborative_filtering(folder: Path, tell: Tell) -> None:
    """Working it out, in libraries small and large; asking, in the largest."""
    for many, readers in LIBRARIES:
        library = f"{many:,} stories, {readers:,} readers"
        async with opened(folder / f"{library}.sqlite3") as app:
            await fill(app.database, many, readers)
            await _measure_training(app, library, tell)
            if many == max(LIBRARIES)[0]:
                await give_each_its_most(app.database, many)
                await _measure_requests(app.database, many, tell)


async def _measure_training(app: App, library: str, tell: Tell) -> None:
    train = app.collaborative_filtering.train
    for what, meanwhile in ("at rest", partial(asyncio.sleep, 10)), ("meanwhile", train):
        turns = asyncio.create_task(_turns(app.database))
        begun = time.perf_counter()
        await meanwhile()
        took = time.perf_counter() - begun
        turns.cancel()
        waits = await turns
        tell(f"{library}: a short transaction {what}, 99th", percentile(waits, 0.99), "ms")
        tell(f"{library}: a short transaction {what}, worst", max(waits), "ms")
    tell(f"{library}: worked out and kept", took, "s")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    tell(f"{library}: the process's memory at most", peak, "MiB")


async def give_each_its_most(database: Database, many: int) -> None:
    """As if each story had been read together with as many as are kept."""
    chance = random.Random(4)
    for numbers in _batches(many, 500):
        kept = [Neighbours(StoryId(story), 9, _packed(chance, story, many)) for story in numbers]
        after, upto = StoryId(numbers[0] - 1), StoryId(numbers[-1])
        await database.transaction(partial(coreading.replace, after=after, upto=upto, these=kept))


def _packed(chance: random.Random, story: int, many: int) -> bytes:
    near = chance.sample(range(max(1, story - MOST), min(many, story + MOST)), MOST)
    return b"".join(NEIGHBOUR.pack(other, chance.random() - 0.2, 7) for other in near)


async def _turns(database: Database) -> list[float]:
    """How long it takes to write something small, again and again until cancelled, in milliseconds."""
    waits = []
    try:
        while True:
            waits.append(await milliseconds(database.transaction(_write_something)))
            await asyncio.sleep(0.01)
    except asyncio.CancelledError:
        return waits


def _write_something(connection: Connection) -> None:
    connection.execute("UPDATE readings SET read_at = 1 WHERE id = 1")


async def _measure_requests(database: Database, many: int, tell: Tell) -> None:
    chance = random.Random(8)
    for shelf in _SHELVES:
        waits = []
        for number in range(_REQUESTS):
            genre = range(1 + GENRE * chance.randrange(many // GENRE), many + 1)
            liking = {StoryId(story): 1.0 for story in chance.sample(genre[: max(GENRE, 2 * shelf)], shelf)}
            audience = Audience(ReaderId(1 + number))
            job = partial(read_too, weights=liking, audience=audience, limit=60)
            waits.append(await milliseconds(database.read(job)))
        tell(f"60 stories to go with {shelf}, median", statistics.median(waits), "ms")
        tell(f"60 stories to go with {shelf}, 99th", percentile(waits, 0.99), "ms")
    waits = [
        await milliseconds(
            database.read(partial(most_read, audience=Audience(ReaderId(1 + number)), limit=60))
        )
        for number in range(_REQUESTS)
    ]
    tell("60 stories that most have read, median", statistics.median(waits), "ms")
    tell("60 stories that most have read, 99th", percentile(waits, 0.99), "ms")


async def fill(database: Database, many: int, readers: int) -> None:
    """Stories without texts, and readers who read in a genre or two, the first stories of each the most."""
    chance = random.Random(3)
    for numbers in _batches(many, 5_000):
        await database.transaction(partial(_insert_stories, numbers=numbers))
    weights = list(accumulate(1 / (rank + 10) for rank in range(GENRE)))
    for these in _batches(readers, 1_000):
        await database.transaction(
            partial(_insert_readings, chance=chance, many=many, readers=these, weights=weights)
        )


def _batches(many: int, size: int) -> list[range]:
    return [range(first, min(first + size, many + 1)) for first in range(1, many + 1, size)]


def _insert_stories(connection: Connection, numbers: range) -> None:
    for number in numbers:
        details = Details(title=f"Evening {number}", authors=("Bench",))
        stories.insert(connection, details, BodySize(1, 20), Origin(str(number), str(number)), details, 0)
    connection.executemany(A_CHAPTER, ((number,) for number in numbers))


def _insert_readings(
    connection: Connection, chance: random.Random, many: int, readers: range, weights: list[float]
) -> None:
    ranks = range(GENRE)
    for reader in readers:
        genres = [GENRE * chance.randrange(many // GENRE) for _ in range(2)]
        for _ in range(min(200, 2 + int(chance.expovariate(1 / (READ - 2))))):
            story = chance.choice(genres) + chance.choices(ranks, cum_weights=weights)[0] + 1
            connection.execute(FINISHED, (reader, story))


def main() -> None:
    def tell(name: str, figure: float, unit: str) -> None:
        print(f"{name:<72}{figure:>10,.1f} {unit}", flush=True)

    with tempfile.TemporaryDirectory() as name:
        asyncio.run(measure_collaborative_filtering(Path(name), tell))


if __name__ == "__main__":
    main()
