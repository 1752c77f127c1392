"""Runs a module of ours in a process of its own, with limits on its time and memory.

A thread cannot be stopped, and what holds it up holds up the whole bot.
"""

from __future__ import annotations

import asyncio
import sys

_PATIENCE = 5
"""The factor between the seconds that it may compute and those it may take on a busy machine."""


async def output_of(module: str, data: bytes, seconds: int, memory: int, *arguments: str) -> bytes:
    """Returns what `python -m module SECONDS MEMORY ARGUMENT…` writes when given `data` on its standard
    input: incomplete where it stopped itself, empty where it had to be stopped.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        module,
        str(seconds),
        str(memory),
        *arguments,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(_PATIENCE * seconds):
            output, _ = await process.communicate(data)
    except TimeoutError:
        return b""
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return output


def limit_this_process(seconds: int, memory: int) -> None:
    """Has the system stop this process when it has computed for so many seconds,
    and refuse it more bytes of memory.
    """
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
