"""What *Next* costs in the service, without Discord, in this checkout and in others, in turns so that noise
meets all alike.

    python -m benchmarks.pages OTHER_CHECKOUT …
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.app import opened
from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.reading.positions import Move
from bot.stories.details import Details
from bot.stories.ids import ReaderId
from bot.stories.models import Audience, Origin

HERE = Path(__file__).resolve().parents[1]
CHAPTERS, CHARACTERS = 30, 12_000
READERS, PRESSES, ROUNDS = 14, 150, 7


async def _milliseconds(path: Path) -> float:
    """Returns the processor time of a press: that of the reader in whose presses the least came between."""
    text = "\n\n".join(["The lamp was lit, and nobody had come down yet. " * 6] * (CHARACTERS // 288))
    chapters = tuple(ManuscriptChapter(f"Evening {number}", text) for number in range(CHAPTERS))
    async with opened(path) as app:
        added: Any = await app.importer.add(Manuscript(Details(title="Evenings"), chapters), Origin("e", "e"))
        story, least = getattr(added, "story", added).id, 1.0  # older checkouts return the story itself
        for number in range(READERS):
            reader = Audience(reader=ReaderId(number + 1))
            panel = await app.reading.open(reader, story)
            begun = time.process_time()
            for _ in range(PRESSES):
                assert panel.next is not None
                panel = await app.reading.go(reader, panel.next, Move.NEXT)
            least = min(least, time.process_time() - begun)
        return 1_000 * least / PRESSES


def measure_pages(checkouts: Sequence[Path]) -> None:
    """Prints the processor time of a press in each checkout, the least of all rounds, and what that of this
    one is of it."""
    found = {each: [_of_checkout(each)] for each in (HERE, *checkouts)}
    for _ in range(ROUNDS - 1):
        for each, times in reversed(found.items()):
            times.append(_of_checkout(each))
    for each, times in found.items():
        ratios = sorted(ours / theirs for ours, theirs in zip(found[HERE], times, strict=True))
        print(
            f"{each!s:<48}{min(times):>7.3f} ms  this one’s: × {min(found[HERE]) / min(times):.2f}"
            f" (by round {', '.join(f'{ratio:.2f}' for ratio in ratios)})"
        )


def _of_checkout(checkout: Path) -> float:
    command = [sys.executable, __file__, "--here"]
    done = subprocess.run(
        command, cwd=checkout, env={"PYTHONPATH": str(checkout)}, check=True, capture_output=True
    )
    return float(done.stdout)


if __name__ == "__main__":
    if sys.argv[1:] == ["--here"]:
        with tempfile.TemporaryDirectory() as folder:
            print(asyncio.run(_milliseconds(Path(folder) / "fireside.sqlite3")))
    else:
        measure_pages([Path(each).resolve() for each in sys.argv[1:]])
