"""Files read in a process of their own, with limits on its time and memory.

A thread cannot be stopped, and a hostile file must not take the bot with it. Run as a program, this module
is that process: it reads the file from standard input and writes the manuscript as JSON.
"""

from __future__ import annotations

import asyncio
import json
import sys

from bot.errors import FiresideError, UnreadableFileError
from bot.models import Limits
from bot.text.manuscript import Manuscript, from_lines, to_lines

_PATIENCE = 5
"""Times as long on the clock as it may compute, on a machine that is busy with other things."""


async def parsed(data: bytes, name: str, limits: Limits) -> Manuscript:
    """The manuscript in a file's contents. Raises UnreadableFileError with the reason in one sentence."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        __name__,
        str(limits.import_seconds),
        str(limits.import_bytes),
        name,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(_PATIENCE * limits.import_seconds):
            output, _ = await process.communicate(data)
    except TimeoutError:
        output = b""
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if not output.endswith(b"\n"):
        raise UnreadableFileError(
            f"“{name}” needs more time or memory to be read than one file may take, so it was left out."
        )
    return await asyncio.to_thread(_answer, output)


def _answer(output: bytes) -> Manuscript:
    lines = output.splitlines()
    if "error" in (refused := json.loads(lines[0])):
        raise UnreadableFileError(refused["error"])
    return from_lines(lines)


def _limit_this_process(seconds: int, memory: int) -> None:
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _main(seconds: str, memory: str, name: str) -> None:
    from bot.text import formats  # noqa: PLC0415 - only the child needs the parsers

    _limit_this_process(int(seconds), int(memory))
    try:
        lines = to_lines(formats.parse(sys.stdin.buffer.read(), name))
    except FiresideError as error:
        lines = [json.dumps({"error": str(error)})]
    except MemoryError:
        sys.exit(1)
    for line in lines:
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    _main(*sys.argv[1:])
