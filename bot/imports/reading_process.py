"""The process in which a file is read.

It reads the file from standard input and writes what it understood as lines of JSON. It imports as little as
it can (no asyncio), since starting takes longer than reading most files.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable

from bot.errors import UnreadableFileError
from bot.own_limits import limit_this_process

REFUSED = '{"error": '
"""What the only line of a refusal begins with."""


def answer(read: Callable[..., list[str]], seconds: str, memory: str, *named: str) -> None:
    """Limits this process, reads standard input and writes the lines that `read(data, *named)` gives."""
    limit_this_process(int(seconds), int(memory))
    gc.set_threshold(100_000)  # what is read grows and has hardly a circle in it
    try:
        lines = read(sys.stdin.buffer.read(), *named)
    except UnreadableFileError as error:
        lines = [REFUSED + json.dumps(error.reason) + "}"]
    except MemoryError:
        sys.exit(1)
    for line in lines:
        sys.stdout.write(line + "\n")


def _lines_of(data: bytes, name: str) -> list[str]:
    from bot.imports import formats, manuscript  # noqa: PLC0415 - whoever starts this process needs no parsers

    return manuscript.to_lines(formats.parse(data, name))


if __name__ == "__main__":
    answer(_lines_of, *sys.argv[1:])
