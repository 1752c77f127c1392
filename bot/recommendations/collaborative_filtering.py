"""Stories read by the same people: computed at quiet times from the readings of all, and looked up.

They are computed in a process of their own. Run as a program, this module is that process: it finds the file
`readings` in a folder, pairs of a reader and a story, and writes `neighbours` beside it, which holds for each
story its number, its readers, the number of its neighbours, and those.
"""

from __future__ import annotations

import asyncio
import hashlib
import heapq
import logging
import os
import struct
import sys
from array import array
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from bot.clock import Clock
from bot.database import Connection, Database
from bot.own_limits import limit_this_process
from bot.recommendations.collaborative.scoring import NEIGHBOUR, reasons, scores
from bot.recommendations.models import Coreading
from bot.recommendations.queries import coreading
from bot.recommendations.queries.coreading import Neighbours, Training
from bot.sandbox import UNAWAITED, output_of
from bot.stories.ids import ReadingId, StoryId
from bot.stories.models import Audience, Story
from bot.workers import Batch, Worker

log = logging.getLogger(__name__)

_TRAINING = "the training"
_QUIET = 300
"""The seconds without a press that make a quiet time."""
_SIX_HOURS, _A_DAY = 6 * 3_600, 24 * 3_600
_SECONDS, _MEMORY, _BYTES_A_READING = 1_800, 2 * 1024**3, 200
"""The limits of the process: several times what was measured (docs/performance.md)."""
_AT_ONCE = 50
"""The number of stories written in one transaction; readers turn pages between two of them."""
_LAST = StoryId(2**63 - 1)
_HEADER = struct.Struct("<qii")
_DONE = b"done"
_MOST_LIKED = 500
"""The most stories of a reader that count, those that they like most."""
_LOOKED_AT, _LOOKED_AT_AT_ONCE = 1_000, 50
"""The most stories, the best first, that are checked for whether they may be shown, in all and at once."""


class CollaborativeFiltering:
    """Computes which stories are read by the same people. `read_too` looks them up."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._active_at = clock.now()
        self._begun_at = clock.now()

    def note_activity(self) -> None:
        """Records that somebody pressed something just now."""
        self._active_at = self._clock.now()

    def worker(self) -> Worker[str]:
        """Returns the worker that computes it at quiet times, every six hours at most,
        whether that succeeds or not.
        """
        return Worker(
            "collaborative filtering",
            self._clock,
            self._due,
            lambda training: self.train(),
            wait=lambda failures: _SIX_HOURS,
        )

    async def _due(self, waiting: Collection[str]) -> Batch[str]:
        """Returns the training once nobody has pressed anything for some minutes; if somebody always does,
        a day after it could have been first.
        """
        last, now = await self._database.read(coreading.last_training), self._clock.now()
        self._begun_at, self._active_at = min(self._begun_at, now), min(self._active_at, now)
        # What was worked out in the future was so by a clock that was ahead.
        since = max(self._begun_at, last.made_at + _SIX_HOURS if last and last.made_at <= now else 0)
        at = max(since, min(self._active_at + _QUIET, since + _A_DAY))
        return Batch([_TRAINING]) if at <= now else Batch(next_at=at)

    async def train(self) -> None:
        """Computes it now, unless the readings are the same as last time.

        A crash at any point leaves the last result usable, and the work to be done again.
        """
        with TemporaryDirectory(prefix="fireside-") as name:
            folder = Path(name)
            digest, readings = await self._gather(folder / "readings")
            last = await self._database.read(coreading.last_training)
            training = Training(digest, self._clock.now())
            changed = last is None or last.digest != digest
            if changed and not await self._compute(folder, readings):
                log.warning("What is read by the same people could not be worked out; it stays as it was")
                training = replace(training, digest="")
            await self._database.transaction(partial(coreading.keep_training, training=training), alone=True)

    async def _gather(self, readings: Path) -> tuple[str, int]:
        """Writes all readings to the file, a batch at a time; returns their digest and their number."""
        await asyncio.to_thread(readings.touch)
        digest, after, size = hashlib.sha256(), ReadingId(0), 0
        while (read := await self._database.read(partial(coreading.read_far, after=after))) is not None:
            pairs = await asyncio.to_thread(_appended, readings, read.pairs)
            digest.update(pairs)
            after, size = read.after, size + len(read.pairs)
        return digest.hexdigest(), size

    async def _compute(self, folder: Path, readings: int) -> bool:
        """Has a process compute the neighbours from so many readings, and saves them;
        returns whether it could.
        """
        memory = _MEMORY + _BYTES_A_READING * readings
        if await output_of(__name__, b"", _SECONDS, memory, str(folder), turns=UNAWAITED) != _DONE:
            return False
        # Not in a thread: one that is cancelled while it opens the file would leave it open.
        with (folder / "neighbours").open("rb") as file:
            after = StoryId(0)
            while these := await asyncio.to_thread(_read, file):
                await self._replace(after, these[-1].story, these)
                after = these[-1].story
        await self._replace(after, _LAST, ())
        return True

    async def _replace(self, after: StoryId, upto: StoryId, these: Sequence[Neighbours]) -> None:
        await self._database.transaction(
            partial(coreading.replace, after=after, upto=upto, these=these), alone=True
        )


def read_too(
    connection: Connection, weights: Mapping[StoryId, float], audience: Audience, limit: int
) -> list[Coreading]:
    """Returns the stories that readers of the same stories read, the best first, of those that may be shown
    to this audience and that its reader has never begun.

    Each of the reader's stories has a weight, 0 to 1, for how much they like it; of more than 500 the
    weightiest count, and of these only those that may be shown here too.
    """
    liked = heapq.nlargest(_MOST_LIKED, weights, key=lambda story: weights[story])
    beside = coreading.neighbours(connection, audience, liked)
    found = scores(weights, beside, _LOOKED_AT)
    best, shown = list(found), dict[StoryId, Story]()
    while best and len(shown) < limit:
        part, best = best[:_LOOKED_AT_AT_ONCE], best[_LOOKED_AT_AT_ONCE:]
        new = coreading.new_to(connection, audience, part)
        shown |= {story: new[story] for story in part if story in new}
    shown = dict(islice(shown.items(), limit))
    why = reasons(weights, beside, shown)
    return [
        Coreading(each, found[story], why[story].because, why[story].readers) for story, each in shown.items()
    ]


def _appended(readings: Path, pairs: Sequence[tuple[int, int]]) -> bytes:
    """Writes readings to the end of the file, and returns them as they stand there."""
    packed = array("q", chain.from_iterable(pairs)).tobytes()
    with readings.open("ab") as file:
        file.write(packed)
    return packed


def _read(file: BinaryIO) -> list[Neighbours]:
    """Returns the next batch of neighbours that the process wrote."""
    found: list[Neighbours] = []
    while len(found) < _AT_ONCE and (header := file.read(_HEADER.size)):
        story, readers, neighbours = _HEADER.unpack(header)
        found.append(Neighbours(StoryId(story), readers, file.read(neighbours * NEIGHBOUR.size)))
    return found


def _main(seconds: str, memory: str, folder: str) -> None:
    limit_this_process(int(seconds), int(memory))
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # read when numpy is loaded
    import numpy as np  # noqa: PLC0415

    from bot.recommendations.collaborative.training import train  # noqa: PLC0415

    pairs = np.fromfile(Path(folder, "readings"), np.int64)
    with Path(folder, "neighbours").open("wb") as file:
        for trained in train(pairs):
            file.write(_HEADER.pack(trained.story, trained.readers, len(trained.neighbours)))
            file.write(trained.neighbours.tobytes())
    sys.stdout.buffer.write(_DONE)


if __name__ == "__main__":
    _main(*sys.argv[1:])
