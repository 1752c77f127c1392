"""Reads feeds in a process of their own, with limits on its time and memory, as files are."""

from __future__ import annotations

import asyncio
import sys

from bot.feeds import entries
from bot.feeds.entries import Feed
from bot.imports.parsing import lines_from
from bot.imports.reading_process import answer

_SECONDS, _BYTES = 15, 384 * 1024 * 1024
"""The limits of the process: enough for ten thousand entries, and for
ten megabytes, the most that is fetched.
"""


async def parsed_feed(data: bytes, address: str, content_type: str) -> Feed:
    """Returns the feed in bytes fetched from an address.

    Raises UnreadableFileError with the reason in one sentence.
    """
    lines = await lines_from(__name__, data, _SECONDS, _BYTES, address, content_type)
    return await asyncio.to_thread(entries.from_lines, lines)


def _lines_of(data: bytes, address: str, content_type: str) -> list[str]:
    from bot.feeds import formats  # noqa: PLC0415 - only the child needs the parsers

    return entries.to_lines(formats.parse(data, address, content_type))


if __name__ == "__main__":
    answer(_lines_of, *sys.argv[1:])
