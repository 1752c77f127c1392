"""What a correction costs while two hundred chapters are being read by ten thousand people."""

from __future__ import annotations

import asyncio
import random
import statistics
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

from benchmarks.libraries import chapter_of, importer_of
from bot.clock import Clock
from bot.database import Connection, Database
from bot.imports.manuscript import Manuscript
from bot.reading.positions import Move
from bot.reading.service import ReadingService
from bot.stories.details import Details
from bot.stories.ids import ReaderId
from bot.stories.models import Audience, Origin

CHAPTERS = 200
READERS = 10_000


async def measure_update(path: Path, print_figure: Callable[[str, float], None]) -> None:
    """Three chapters of 200 corrected and one put in, with 10,000 bookmarks; and a page turn meanwhile."""
    chance, clock = random.Random(5), Clock()
    chapters = [chapter_of(chance, number, 90) for number in range(CHAPTERS)]
    async with Database(path) as database:
        importer, room = (
            importer_of(database, clock),
            ReadingService(database, clock),
        )
        story = (
            await importer.add(Manuscript(Details(title="Serial"), tuple(chapters)), Origin("s", "1"))
        ).story
        await database.transaction(_readers)
        for at in (3, 50, 120):
            chapters[at] = replace(chapters[at], text=chapters[at].text.replace("lamp", "lantern", 40))
        chapters.insert(60, chapter_of(chance, 999, 90))
        panel = await room.open(Audience(reader=ReaderId(0)), story.id)
        begun = time.perf_counter()
        turns = await turning_until(
            importer.add(Manuscript(Details(title="Serial"), tuple(chapters)), Origin("s", "2")),
            lambda: room.go(Audience(reader=ReaderId(0)), panel.place, Move.VISIT),
        )
        print_figure("update, 10,000 bookmarks", 1000 * (time.perf_counter() - begun))
        print_figure("  page turns meanwhile, median", statistics.median(turns))
        print_figure("  page turns meanwhile, worst", max(turns))


def _readers(connection: Connection) -> None:
    connection.execute(
        "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?)"
        ' INSERT INTO readings (reader_id, story_id, chapter_id, revision, "offset", furthest_chapter_id,'
        " furthest_revision, furthest_offset, started_at, read_at)"
        " SELECT n, 1, 1 + n % ?, 1, n % 20000, 1 + n % ?, 1, n % 20000 + 900, 0, 0 FROM numbers",
        (READERS, CHAPTERS, CHAPTERS),
    )


async def turning_until(work: Awaitable[object], turn: Callable[[], Awaitable[object]]) -> list[float]:
    """How long page turns take, in milliseconds, one after the other until the work is done."""
    task, turns = asyncio.ensure_future(work), []
    while not task.done():
        begun = time.perf_counter()
        await turn()
        turns.append(1000 * (time.perf_counter() - begun))
        await asyncio.sleep(0.005)
    await task
    return turns
