"""What `/recommend` costs among 100,000 stories, `python -m benchmarks.recommend_requests`.

Each is compared by its words and was read together with a hundred others. A list is worked out, and it is on
the disk that it was shown.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks import similar_stories
from benchmarks.collaborative_filtering import A_CHAPTER, FINISHED, give_each_its_most
from benchmarks.figures import Tell, percentile, print_figure
from bot.app import opened
from bot.database import Connection
from bot.recommendations.models import Asked
from bot.recommendations.service import Recommendations
from bot.stories.ids import ReaderId, StoryId
from bot.stories.models import Audience

SHELVES = (0, 1, 10, 100)
"""Stories that a reader has finished."""
READERS = 200
WARM_UP = 20


async def measure_recommend(path: Path, tell: Tell) -> None:
    """Lists for readers with shelves of every size, each asked for once; with a tag, and like a story."""
    chance = random.Random(9)
    async with opened(path) as app:
        database = app.database
        await similar_stories.fill(database, chance)
        await database.transaction(_give_each_a_chapter)
        await give_each_its_most(database, similar_stories.STORIES)
        for number, shelf in enumerate(SHELVES):
            readers = range(1 + number * READERS, 1 + (number + 1) * READERS)
            await database.transaction(partial(_read, chance=chance, readers=readers, shelf=shelf))
            await _measure(app.recommendations, f"who has read {shelf}", readers, Asked, tell)
        await _measure(
            app.recommendations, f"with a tag, {SHELVES[-1]} read", readers, lambda: Asked(tag="tag 7"), tell
        )
        like = partial(_like, chance)
        await _measure(app.recommendations, "like a story", readers, like, tell)


async def _measure(
    recommendations: Recommendations, who: str, readers: range, asked: Callable[[], Asked], tell: Tell
) -> None:
    waits = []
    for reader in readers:
        begun = time.perf_counter()
        found = await recommendations.suggest(Audience(ReaderId(reader)), asked())
        waits.append(1_000 * (time.perf_counter() - begun))
        assert len(found.stories) == 5
    tell(f"/recommend among {similar_stories.STORIES:,}, {who}, median", statistics.median(waits[WARM_UP:]))
    tell(f"/recommend among {similar_stories.STORIES:,}, {who}, 99th", percentile(waits[WARM_UP:], 0.99))


def _like(chance: random.Random) -> Asked:
    return Asked(like=StoryId(chance.randint(1, similar_stories.STORIES)))


def _give_each_a_chapter(connection: Connection) -> None:
    connection.executemany(A_CHAPTER, ((number,) for number in range(1, similar_stories.STORIES + 1)))


def _read(connection: Connection, chance: random.Random, readers: range, shelf: int) -> None:
    for reader in readers:
        genre = chance.randrange(1, similar_stories.STORIES - 1_000)
        read = chance.sample(range(genre, genre + 1_000), shelf)
        connection.executemany(FINISHED, ((reader, story) for story in read))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measure_recommend(Path(folder) / "recommend.sqlite3", print_figure))


if __name__ == "__main__":
    main()
