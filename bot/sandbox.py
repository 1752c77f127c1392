"""Runs a module of ours in a process of its own, with limits on its time and memory.

A thread cannot be stopped, and what holds it up holds up the whole bot. Only so many processes run at once;
the others wait for their turns.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from contextvars import ContextVar
from pathlib import Path

import bot

_PATIENCE = 5
"""The factor between the seconds that it may compute and those it may take on a busy machine."""

_AT_ONCE = 64 * 1024

OnWait = Callable[[], Awaitable[None]]
"""Tells whoever asked that they wait for their turn."""

ASKED_BY: ContextVar[int] = ContextVar("asked_by", default=0)
"""The id of the person for whom the current task works; 0 where it works for nobody."""


class Turns:
    """Gives turns to at most `most` at once: first come, first served, but that who has the fewest turns
    already goes before others."""

    def __init__(self, most: int) -> None:
        self._most = self._free = most
        self._queue: list[tuple[asyncio.Future[None], int, int]] = []
        self._held: Counter[int] = Counter()

    @asynccontextmanager
    async def turn(self, on_wait: OnWait | None = None, *, alone: bool = False) -> AsyncIterator[None]:
        """Waits for a turn and holds it; `alone` waits for all of them, and holds all. Where it cannot begin
        at once, `on_wait` is called first, with the place in the queue already taken.
        """
        granted: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        turns, who = self._most if alone else 1, ASKED_BY.get()
        place = granted, turns, who
        self._queue.append(place)
        self._serve()
        try:
            if on_wait is not None and not granted.done():
                await on_wait()
            await granted
            yield
        finally:
            if place in self._queue:
                self._queue.remove(place)
            else:
                self._free += turns
                self._held -= Counter({who: turns})  # who holds none is forgotten
            self._serve()

    def _serve(self) -> None:
        while self._queue:
            place = granted, turns, who = min(self._queue, key=lambda each: self._held[each[2]])
            if turns > self._free:
                return
            self._queue.remove(place)
            self._free -= turns
            self._held[who] += turns
            if not granted.done():  # it may have been given up just now
                granted.set_result(None)


AWAITED = Turns(min(2, os.cpu_count() or 1))
"""The turns of what somebody waits for: as many as memory allows on a small machine."""
UNAWAITED = Turns(1)
"""The turns of heavy work that nobody waits for."""
UPLOADS = Turns(4)
"""The turns of files that are fetched to be read: so many are in memory at once, or one that is large."""
LARGE = 1024 * 1024
"""Bytes of a file up to which it may be in memory, and be read, beside others."""


async def output_of(
    module: str,
    data: bytes,
    seconds: int,
    memory: int,
    *arguments: str,
    turns: Turns = AWAITED,
    on_wait: OnWait | None = None,
    alone: bool = False,
) -> bytes:
    """Returns what `python -m module SECONDS MEMORY ARGUMENT…` writes when given `data` on its standard
    input: incomplete where it stopped itself, empty where it had to be stopped.

    It runs when one of the `turns` is free, or `alone` when all are; `on_wait` is called where it has to wait
    for that.
    """
    async with turns.turn(on_wait, alone=alone):
        return await _run(module, data, seconds, (str(seconds), str(memory), *arguments))


def _environment() -> dict[str, str]:
    """Returns the environment of a process that finds all that this one can import, but does not look for
    packages at its start (`-S`), which would take two thirds of the time that Python needs to start."""
    places = dict.fromkeys((str(Path(bot.__file__).parents[1]), *map(os.path.abspath, sys.path)))
    return {**os.environ, "PYTHONPATH": os.pathsep.join(places)}


async def _feed(process: asyncio.subprocess.Process, data: bytes) -> None:
    """Writes a process its input a little at a time: written at once, all of it would be copied."""
    pipe = process.stdin
    if pipe is None:
        raise ValueError(process)
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # it has read enough, or was stopped
        for start in range(0, len(data), _AT_ONCE):
            pipe.write(memoryview(data)[start : start + _AT_ONCE])
            await pipe.drain()
    pipe.close()


async def _written_by(process: asyncio.subprocess.Process) -> bytes:
    if process.stdout is None:
        raise ValueError(process)
    output = await process.stdout.read()
    await process.wait()
    return output


async def _run(module: str, data: bytes, seconds: int, arguments: tuple[str, ...]) -> bytes:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-S", "-P", "-m", module),
        *arguments,
        env=_environment(),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(_PATIENCE * seconds):
            _, output = await asyncio.gather(_feed(process, data), _written_by(process))
    except TimeoutError:
        return b""
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return output
