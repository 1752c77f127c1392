"""The interactions that are being answered: so many of one person at a time, so that nobody slows others."""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import suppress
from typing import Any

from bot.errors import FiresideError
from bot.stories.ids import ReaderId

MOST = 10
"""The commands, presses and forms of one person that are answered at a time. Who presses as fast as they can
has one or two; the slowest, an upload, takes seconds."""
LAST_WORDS = 1.0
"""Seconds for what is cancelled when the bot ends."""
CALM = 1.0
"""Seconds after which somebody is told that it is too much: told at once, they would press the faster."""


class TooManyAtOnceError(FiresideError):
    """Somebody asks for more while many of their presses are still being answered."""


class InHand:
    """The tasks that answer interactions, and of each person how many."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()
        self._of: Counter[ReaderId] = Counter()
        self._hurried: Counter[ReaderId] = Counter()
        self._listing: dict[ReaderId, asyncio.Future[bool] | None] = {}

    def hold(self, task: asyncio.Task[Any]) -> None:
        """Counts a task as in hand until it is done."""
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def end(self, seconds: float) -> None:
        """Returns when all are done. Those that are not after so many seconds are cancelled, and have a last
        one to say so."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while self._tasks:  # which may take others in hand
                    await asyncio.wait(self._tasks)
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=LAST_WORDS)

    def take(self, reader: ReaderId, task: asyncio.Task[Any]) -> None:
        """Takes on a command, press or form of this person's, which the task answers. Raises
        TooManyAtOnceError where they have as many in hand as anybody may."""
        if self._of[reader] >= MOST:
            raise TooManyAtOnceError
        self._of[reader] += 1
        task.add_done_callback(lambda _: _less(self._of, reader))

    async def calm_down(self, reader: ReaderId) -> bool:
        """Waits a little before somebody is told that it is too much. Returns False at once where as many of
        theirs wait for that already: then nothing more is said."""
        if self._hurried[reader] >= MOST:
            return False
        self._hurried[reader] += 1
        try:
            await asyncio.sleep(CALM)
        finally:
            _less(self._hurried, reader)
        return True

    async def take_list(self, reader: ReaderId, task: asyncio.Task[Any]) -> bool:
        """Takes on a list that is to be offered to this person while they type, which the task answers, once
        the one before is. Returns False where they have typed on by then: only the newest is of use."""
        if reader in self._listing:
            older = self._listing[reader]
            if older is not None and not older.done():
                older.set_result(False)
            newest = self._listing[reader] = asyncio.get_running_loop().create_future()
            if not await newest:
                return False
        self._listing[reader] = None
        task.add_done_callback(lambda _: self._listed(reader))
        return True

    def _listed(self, reader: ReaderId) -> None:
        newest = self._listing.pop(reader)
        if newest is not None and not newest.done():
            self._listing[reader] = None
            newest.set_result(True)


def _less(counts: Counter[ReaderId], reader: ReaderId) -> None:
    """Counts one of somebody's less, and forgets who has none left."""
    counts[reader] -= 1
    if not counts[reader]:
        del counts[reader]
