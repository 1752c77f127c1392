"""Prints the figures of docs/performance.md that have no command of their own, all measured in one run."""

from __future__ import annotations

import asyncio
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.contestants import Contestant
from benchmarks.crowds import BARE, FIRESIDE, measure_presses
from benchmarks.deliveries import measure_deliveries
from benchmarks.figures import print_figure
from benchmarks.imports import measure_import_beside_reading
from benchmarks.libraries import make_library
from benchmarks.pictures import measure_pictures
from benchmarks.quotes import measure_quotes
from benchmarks.recommend_requests import measure_recommend
from benchmarks.searches import measure_search
from benchmarks.similar_stories import measure_similar_stories
from benchmarks.updates import measure_update

STARTS = 7
DRACULA = Path(__file__).resolve().parents[2] / "shared/corpora/epub/bram-stoker_dracula.epub"


async def measure_starts(folder: Path) -> None:
    """From the start of the process until Discord sees the bot online."""
    for name, command in (("bare", BARE), ("Fireside", FIRESIDE)):
        times = []
        for _ in range(STARTS):
            async with Contestant(name, command, folder / "large.sqlite3") as contestant:
                times.append(contestant.started_in)
        print(f"{f'start to online, {name}':<28} {statistics.median(times):>9.0f} ms")


def measure_import(folder: Path) -> None:
    """*Dracula* from the file to the library, the command's own start included."""
    if not DRACULA.is_file():
        print("importing Dracula: skipped, the file is not beside the project")
        return
    times = []
    for number in range(STARTS):
        environment = {"DATABASE_URL": f"sqlite:///{folder / f'import{number}.sqlite3'}"}
        begun = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "bot", "add", str(DRACULA)],
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        times.append(1000 * (time.perf_counter() - begun))
    print(f"{'add dracula.epub':<28} {statistics.median(times):>9.0f} ms")


async def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        await make_library(folder / "small.sqlite3", 10)
        await make_library(folder / "large.sqlite3", 20_000)
        await measure_presses(folder)
        await measure_starts(folder)
        measure_import(folder)
        await measure_update(folder / "update.sqlite3", print_figure)
        await measure_import_beside_reading(folder / "small.sqlite3", print_figure)
        await measure_search(folder / "search.sqlite3", print_figure)
        await measure_quotes(folder, print_figure)
        await measure_similar_stories(folder / "alike.sqlite3", print_figure)
        await measure_recommend(folder / "recommend.sqlite3", print_figure)
        await measure_pictures(print_figure)
        await measure_deliveries(folder, print_figure)


if __name__ == "__main__":
    asyncio.run(main())
