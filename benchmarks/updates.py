"""What a correction costs while two hundred chapters are being read by ten thousand people."""

from __future__ import annotations

import asyncio
import random
import statistics
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

from benchmarks.figures import Tell, milliseconds
from benchmarks.libraries import chapter_of
from bot.app import opened
from bot.database import Connection
from bot.imports.manuscript import Manuscript
from bot.reading.positions import Move
from bot.stories.details import Details
from bot.stories.ids import ReaderId
from bot.stories.models import Audience, Origin

CHAPTERS = 200
READERS = 10_000


async def measure_update(path: Path, tell: Tell) -> None:
    """Three chapters of 200 corrected and one put in, with 10,000 bookmarks; and a page turn meanwhile."""
    chance = random.Random(5)
    chapters = [chapter_of(chance, number, 90) for number in range(CHAPTERS)]
    async with opened(path) as app:
        first = Manuscript(Details(title="Serial"), tuple(chapters))
        story = (await app.importer.add(first, Origin("s", "1"))).story
        await app.database.transaction(_readers)
        for at in (3, 50, 120):
            chapters[at] = replace(chapters[at], text=chapters[at].text.replace("lamp", "lantern", 40))
        chapters.insert(60, chapter_of(chance, 999, 90))
        panel = await app.reading.open(Audience(reader=ReaderId(0)), story.id)
        begun = time.perf_counter()
        turns = await turning_until(
            app.importer.add(replace(first, chapters=tuple(chapters)), Origin("s", "2")),
            lambda: app.reading.go(Audience(reader=ReaderId(0)), panel.place, Move.VISIT),
        )
        tell("update, 10,000 bookmarks", 1000 * (time.perf_counter() - begun))
        tell("  page turns meanwhile, median", statistics.median(turns))
        tell("  page turns meanwhile, worst", max(turns))


def _readers(connection: Connection) -> None:
    connection.execute(
        "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?)"
        ' INSERT INTO readings (reader_id, story_id, chapter_id, revision, "offset", started_at, read_at)'
        " SELECT n, 1, 1 + n % ?, 1, n % 20000, 0, 0 FROM numbers",
        (READERS, CHAPTERS),
    )
    connection.execute(
        "INSERT INTO passed (reader_id, chapter_id, again, revision, start_offset, end_offset)"
        ' SELECT reader_id, chapters.id, 0, 1, 0, iif(chapters.id = chapter_id, "offset" + 900, characters)'
        " FROM readings JOIN chapters ON chapters.id <= chapter_id"
    )


async def turning_until(work: Awaitable[object], turn: Callable[[], Awaitable[object]]) -> list[float]:
    """How long page turns take, in milliseconds, one after the other until the work is done."""
    task, turns = asyncio.ensure_future(work), []
    while not task.done():
        turns.append(await milliseconds(turn()))
        await asyncio.sleep(0.005)
    await task
    return turns
