"""What *Next* costs beside a bare press, for one reader and for many who press without pause.

python -m benchmarks.crowds
"""

from __future__ import annotations

import asyncio
import gc
import statistics
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from benchmarks.contestants import Contestant
from benchmarks.figures import percentile
from benchmarks.libraries import make_library

BARE = ("benchmarks.bare",)
FIRESIDE = ("bot", "run")
READERS = (1, 8, 64)
PRESSES = 2_400
"""Presses on each contestant; the long story has 2,776 pages."""
TURNS = {1: PRESSES, 8: 12, 64: 6}
"""How often each contestant has its turn, by the number of readers: one alone presses once a turn, so that
noise meets all alike; many press so many times in a row, so that they stay many."""


@dataclass(frozen=True)
class Figures:
    """What readers measured with one contestant: milliseconds of each press, presses a second in each turn,
    and the bot's milliseconds of processor time a press."""

    presses: Sequence[float]
    rates: Sequence[float]
    processor: float


async def measure_presses(folder: Path) -> None:
    """Presses of *Next* by 1, 8 and 64 readers beside those of a bare bot."""
    contestants = [
        Contestant("bare press", BARE),
        Contestant("Next, 11 stories", FIRESIDE, folder / "small.sqlite3"),
        Contestant("Next, 20,001 stories", FIRESIDE, folder / "large.sqlite3"),
    ]
    async with AsyncExitStack() as stack:
        for contestant in contestants:
            await stack.enter_async_context(contestant)
        for readers in READERS:
            await _measure(contestants, readers)
        for contestant in contestants:
            size, memory = contestant.answered, contestant.memory
            print(f"{contestant.name:<24}{size:>9,.0f} bytes an answer, {memory:.0f} MiB")


async def _measure(contestants: Sequence[Contestant], readers: int) -> None:
    for contestant in contestants:
        await contestant.open(readers)
        await _turn(contestant, readers, max(200, 4 * readers))
        contestant.presses.clear()
    gc.collect()
    gc.disable()
    turns, used = TURNS[readers], dict.fromkeys((each.name for each in contestants), 0.0)
    rates: dict[str, list[float]] = {each.name: [] for each in contestants}
    for number in range(turns):
        for place in range(len(contestants)):
            contestant = contestants[(number + place) % len(contestants)]
            before = contestant.processor_time
            rates[contestant.name].append(await _turn(contestant, readers, PRESSES // turns))
            used[contestant.name] += contestant.processor_time - before
    gc.enable()
    _tell(
        readers,
        {
            each.name: Figures(each.presses, rates[each.name], used[each.name] / PRESSES)
            for each in contestants
        },
    )


async def _turn(contestant: Contestant, readers: int, presses: int) -> float:
    """Has readers press until so many presses are made. Returns how many were made in a second."""
    left = iter(range(presses))

    async def reading(reader: int) -> None:
        for _ in left:
            await contestant.press(reader)

    begun = time.perf_counter()
    await asyncio.gather(*(reading(reader) for reader in range(readers)))
    return presses / (time.perf_counter() - begun)


def _tell(readers: int, found: Mapping[str, Figures]) -> None:
    """Prints the figures, and what they are of the bare bot's, which is the first; of the rates by turns."""
    print(f"{f'readers: {readers}':<24}   median     99th  a second  processor   × bare, in the same order")
    bare = next(iter(found.values()))
    for name, each in found.items():
        ours, its = _row(each), _row(bare)
        ratios = [mine / other for mine, other in zip(ours, its, strict=True)]
        ratios[2] = statistics.median(
            mine / other for mine, other in zip(each.rates, bare.rates, strict=True)
        )
        print(
            f"{name:<24}{ours[0]:>9.2f}{ours[1]:>9.2f}{ours[2]:>10.0f}{ours[3]:>11.2f}  "
            + "".join(f"{ratio:>7.2f}" for ratio in ratios),
            flush=True,
        )


def _row(figures: Figures) -> list[float]:
    presses, rate = figures.presses, statistics.median(figures.rates)
    return [statistics.median(presses), percentile(presses, 0.99), rate, figures.processor]


async def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        await make_library(folder / "small.sqlite3", 10)
        await make_library(folder / "large.sqlite3", 20_000)
        await measure_presses(folder)


if __name__ == "__main__":
    asyncio.run(main())
