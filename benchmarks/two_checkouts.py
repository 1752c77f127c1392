"""How long files take to come in, by this checkout and by another, in turns so that noise meets both.

    python -m benchmarks.two_checkouts OTHER_CHECKOUT [FILE …]

Without files, those of the corpora beside the project are taken, and some that are made here. `make bench
OTHER=CHECKOUT` prints this as well.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.imports import large_text
from tests.support.paths import ROOT

ROUNDS = 9
CORPORA = ROOT.parent / "shared" / "corpora"
KINDS = (".epub", ".htm", ".html", ".txt", ".md", ".docx")
MADE_TEXT = 400_000
"""Characters of the plain text that is made here: a novel of some 70,000 words."""


def measure_two_checkouts(other: Path, given: Sequence[Path] = ()) -> None:
    """Prints for each file the median of the processor time that `add` takes, and their ratio."""
    print(f"{'add, ms of processor time':<44}{'other':>9}{'this':>9}{'ratio':>8}")
    with tempfile.TemporaryDirectory() as name:
        for file in given or _files(Path(name)):
            times: dict[Path, list[float]] = {other: [], ROOT: []}
            for number in range(ROUNDS):
                for checkout in (other, ROOT) if number % 2 else (ROOT, other):
                    times[checkout].append(_seconds(checkout, file))
            before, now = (1_000 * statistics.median(each) for each in times.values())
            print(f"{file.name[:43]:<44}{before:>9,.0f}{now:>9,.0f}{now / before:>8.2f}")


def _files(folder: Path) -> Iterator[Path]:
    made = folder / "the-endless-evening.txt"
    made.write_bytes(large_text()[:MADE_TEXT])
    yield made
    yield from sorted(
        each for each in CORPORA.rglob("*") if each.suffix in KINDS and "litbank" not in str(each)
    )


def _seconds(checkout: Path, file: Path) -> float:
    """Returns the processor time of the command and of the processes that it starts."""
    with tempfile.TemporaryDirectory() as folder:
        before = _used()
        subprocess.run(
            [sys.executable, "-m", "bot", "add", str(file)],
            cwd=checkout,
            env={"DATABASE_URL": f"sqlite:///{folder}/fireside.sqlite3", "PYTHONPATH": str(checkout)},
            check=True,
            stdout=subprocess.DEVNULL,
        )
        return _used() - before


def _used() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    other, *files = (Path(each).resolve() for each in sys.argv[1:])
    measure_two_checkouts(other, files)
