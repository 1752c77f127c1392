"""Files read in a process of their own, with limits on its time and memory.

A thread cannot be stopped, and a hostile file must not take the bot with it. Run as a program, this module
is that process: it reads the file from standard input and writes the manuscript as JSON.
"""

from __future__ import annotations

import asyncio
import json
import sys

from bot.errors import FiresideError, UnreadableFileError
from bot.text.manuscript import Manuscript, from_json, to_json

SECONDS = 3
"""Processor time that reading one file may take."""
MEMORY = 192 * 1024 * 1024
"""Bytes of address space that reading one file may take: with the process that waits for it, below 300 MB."""
_PATIENCE = 5 * SECONDS
"""Seconds on the clock, on a machine that is busy with other things."""


async def parsed(data: bytes, name: str) -> Manuscript:
    """The manuscript in a file's contents. Raises UnreadableFileError with the reason in one sentence."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        __name__,
        name,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(_PATIENCE):
            output, _ = await process.communicate(data)
    except TimeoutError:
        output = b""
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if not output:
        raise UnreadableFileError(
            f"“{name}” needs more time or memory to be read than one file may take, so it was left out."
        )
    answer = json.loads(output)
    if "error" in answer:
        raise UnreadableFileError(answer["error"])
    return from_json(answer)


def _limit_this_process() -> None:
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _main(name: str) -> None:
    from bot.text import formats  # noqa: PLC0415 - only the child needs the parsers

    _limit_this_process()
    try:
        answer = to_json(formats.parse(sys.stdin.buffer.read(), name))
    except FiresideError as error:
        answer = {"error": str(error)}
    except MemoryError:
        sys.exit(1)
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    _main(sys.argv[1])
