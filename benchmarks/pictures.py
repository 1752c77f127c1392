"""How long quotes and years of reading take to become pictures, and how late the event loop is meanwhile."""

from __future__ import annotations

import asyncio
import random
import statistics
import time
from collections.abc import Awaitable, Callable

from benchmarks.figures import Tell, milliseconds, percentile
from bot.pictures.picture import Picture
from bot.pictures.process import Pictures
from bot.pictures.quote_card import quote_card

SHORT, LONG = 16, 100
"""Words. About 120 is the most that a card holds."""
TIMES = 100


async def measure_pictures(tell: Tell) -> None:
    """The first picture, then many; and the loop's delays, beside those of a thread doing the same."""
    pictures = Pictures()

    async def in_process(words: int) -> None:
        await pictures.of_quote(_quote(words), title="Low Water", authors=["Ada Wren"], speaker="Tamsin")

    async def in_thread(words: int) -> None:
        await asyncio.to_thread(quote_card, _quote(words), title="Low Water", authors=["Ada Wren"])

    tell("first picture, process started", (await _times(in_process, SHORT, 1))[0])
    for words in (SHORT, LONG):
        times = await _times(in_process, words, TIMES)
        tell(f"picture of {words} words, median", statistics.median(times))
        tell(f"picture of {words} words, 99th", percentile(times, 0.99))
    for name, draw_year, size in (("days", pictures.of_year, 365), ("months", pictures.of_months, 12)):

        async def of_year(
            year: int, draw: Callable[[int, list[int]], Awaitable[Picture]] = draw_year, size: int = size
        ) -> None:
            await draw(year, random.choices([0, *range(100, 9_000)], k=size))

        times = await _times(of_year, 2_027, TIMES)
        tell(f"picture of a year by {name}, median", statistics.median(times))
        tell(f"picture of a year by {name}, 99th", percentile(times, 0.99))
    await in_thread(SHORT)
    for name, draw in (("nothing", _nothing), ("a process", in_process), ("a thread", in_thread)):
        late = await _lateness(draw)
        tell(f"loop late beside {name}, 99th", percentile(late, 0.99))
        tell(f"loop late beside {name}, worst", late[-1])
    await pictures.close()


def _quote(words: int) -> str:
    """Words that were not measured before, as long as English ones."""
    return " ".join("".join(random.choices("etaoinshrdlu", k=random.randint(1, 8))) for _ in range(words))


async def _times(draw: Callable[[int], Awaitable[None]], words: int, count: int) -> list[float]:
    return [await milliseconds(draw(words)) for _ in range(count)]


async def _lateness(draw: Callable[[int], Awaitable[None]]) -> list[float]:
    """By how many milliseconds a sleep of one is late while pictures are drawn, in order."""
    late: list[float] = []

    async def keep_time() -> None:
        while True:
            begun = time.perf_counter()
            await asyncio.sleep(0.001)
            late.append(1000 * (time.perf_counter() - begun) - 1)

    keeping = asyncio.create_task(keep_time())
    for _ in range(TIMES):
        await draw(LONG)
    keeping.cancel()
    return sorted(late)


async def _nothing(_: int) -> None:
    await asyncio.sleep(0.05)
