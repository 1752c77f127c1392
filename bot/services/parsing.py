"""Files and feeds read in a process of their own, with limits on its time and memory.

A hostile one must not take the bot with it. Run as a program, this module is that process: it reads from
standard input and writes what it understood as lines of JSON.
"""

from __future__ import annotations

import asyncio
import json
import sys

from bot.errors import FiresideError, UnreadableFileError
from bot.models import Limits
from bot.services.confined import limit_this_process, output_of
from bot.text import feeds, manuscript
from bot.text.feeds import Feed
from bot.text.manuscript import Manuscript

_FEED_SECONDS, _FEED_BYTES = 15, 384 * 1024 * 1024
"""Enough for ten thousand entries, and for ten megabytes: more is not fetched."""

_REFUSED = '{"error": '


async def parsed(data: bytes, name: str, limits: Limits) -> Manuscript:
    """The manuscript in a file's contents. Raises UnreadableFileError with the reason in one sentence."""
    lines = await _understood(data, limits.import_seconds, limits.import_bytes, name)
    return await asyncio.to_thread(manuscript.from_lines, lines)


async def parsed_feed(data: bytes, address: str, content_type: str) -> Feed:
    """The feed in what came from an address. Raises UnreadableFileError with the reason in one sentence."""
    lines = await _understood(data, _FEED_SECONDS, _FEED_BYTES, address, content_type)
    return await asyncio.to_thread(feeds.from_lines, lines)


async def _understood(data: bytes, seconds: int, memory: int, name: str, *more: str) -> list[bytes]:
    output = await output_of(__name__, data, seconds, memory, name, *more)
    if not output.endswith(b"\n"):
        raise UnreadableFileError(
            f"“{name}” needs more time or memory to be read than one file may take, so it was left out."
        )
    lines = output.splitlines()
    if lines[0].startswith(_REFUSED.encode()):
        raise UnreadableFileError(json.loads(lines[0])["error"])
    return lines


def _main(seconds: str, memory: str, *named: str) -> None:
    limit_this_process(int(seconds), int(memory))
    try:
        lines = _lines_of(sys.stdin.buffer.read(), *named)
    except FiresideError as error:
        lines = [_REFUSED + json.dumps(str(error)) + "}"]
    except MemoryError:
        sys.exit(1)
    for line in lines:
        sys.stdout.write(line + "\n")


def _lines_of(data: bytes, name: str, content_type: str | None = None) -> list[str]:
    """What is to be told of a file, or of a feed: only that has a content type."""
    # Only the child needs the parsers.
    if content_type is None:
        from bot.text import formats  # noqa: PLC0415

        return manuscript.to_lines(formats.parse(data, name))
    from bot.text.formats import feed  # noqa: PLC0415

    return feeds.to_lines(feed.parse(data, name, content_type))


if __name__ == "__main__":
    _main(*sys.argv[1:])
