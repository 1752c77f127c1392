"""What a page turn costs while a librarian brings in a story of 50 MB on Discord."""

from __future__ import annotations

import asyncio
import random
import statistics
import time
from pathlib import Path

from benchmarks.contestants import Contestant
from benchmarks.figures import Tell, percentile
from benchmarks.libraries import chapter_of
from tests.support.person import Person

MEGABYTES = 50
LIMITS = {"IMPORT_LIMIT_MB": "1500", "IMPORT_LIMIT_SECONDS": "60", "STORY_LIMIT_WORDS": "20000000"}
"""Plain text of this size needs more than the limits that are usual (docs/operators.md)."""


async def measure_import_beside_reading(path: Path, tell: Tell) -> None:
    """Presses of *Next* by one reader, first in quiet, then until a story of 50 MB is in the library."""
    text = large_text()
    async with Contestant("import", ("bot", "run"), path, LIMITS) as contestant:
        await contestant.open()
        for _ in range(400):
            await contestant.press()
        quiet = contestant.presses[200:]
        contestant.presses.clear()
        async with Person(contestant.playground, "Ines") as ines:
            ines.patience = 120
            begun = time.perf_counter()
            importing = asyncio.create_task(bring_in(ines, text))
            while not importing.done():
                await contestant.press()
                await asyncio.sleep(0.005)
            await importing
            took = 1000 * (time.perf_counter() - begun)
    tell(f"a story of {MEGABYTES} MB, kept", took)
    for name, presses in (("in quiet", quiet), ("meanwhile", contestant.presses)):
        tell(f"  page turns {name}, median", statistics.median(presses))
        tell(f"  page turns {name}, 99th", percentile(presses, 0.99))
        tell(f"  page turns {name}, worst", max(presses))


def large_text() -> bytes:
    """A plain text of that size, in chapters of some 35,000 characters."""
    chance = random.Random(7)
    parts, size, number = [], 0, 0
    while size < MEGABYTES * 1024**2:
        number += 1
        chapter = f"Chapter {number}\n\n{chapter_of(chance, number, 90).text}\n\n"
        parts.append(chapter)
        size += len(chapter)
    return "".join(parts).encode()


async def bring_in(librarian: Person, text: bytes, name: str = "the-endless-evening.txt") -> None:
    """Upload a story on Discord, and keep it."""
    file = await librarian.upload(name, text)
    draft = await librarian.slash("stories add", file=file)
    if "Keep it" not in draft.labels:
        raise RuntimeError(draft.text or draft.error)
    kept = await librarian.press("Keep it")
    if "is in the library" not in kept.text:
        raise RuntimeError(kept.text or kept.error)
