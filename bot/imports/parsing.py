"""Reads files in a process of their own, with limits on its time and memory.

A hostile one must not take the bot with it. What that process does is in `reading_process`.
"""

from __future__ import annotations

import asyncio
import io
import json
import struct
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from zipfile import BadZipFile, ZipFile

from bot.errors import UnreadableFileError
from bot.imports import manuscript
from bot.imports.manuscript import Manuscript
from bot.imports.models import ImportLimits
from bot.imports.reading_process import REFUSED
from bot.language import N_, _
from bot.pictures.cover_process import LARGEST
from bot.pictures.covers import made_small
from bot.pictures.errors import UnreadablePictureError
from bot.sandbox import LARGE, OnWait, output_of

Tell = Callable[[str], Awaitable[None]]
"""Tells whoever waits what is being done."""

WAITS = N_("Other files are being read first…")
"""Told to whoever waits for their turn."""
_NO_COVER = "The cover cannot be read as a picture, so it was left out."
_READER = "bot.imports.reading_process"
_UNPACKED = 3 * 1024 * 1024
"""Bytes that a zip unpacks to. A larger one, or a large file, is read alone, with all the memory that one
file may take; smaller ones are read two at a time."""
_SMALL_MEMORY = 112 * 1024 * 1024
"""Bytes for a small file: the process itself takes 33 MB, and a megabyte of dialogue 30 more."""


async def parsed(data: bytes, name: str, limits: ImportLimits, tell: Tell | None = None) -> Manuscript:
    """Returns the manuscript in a file's contents, and tells with `tell` if it has to wait for other files.

    Raises UnreadableFileError with the reason in one sentence.
    """
    waits = None if tell is None else partial(tell, _(WAITS))
    alone = await asyncio.to_thread(_is_large, data)
    memory = limits.import_bytes if alone else min(limits.import_bytes, _SMALL_MEMORY)
    lines = await lines_from(_READER, data, limits.import_seconds, memory, name, on_wait=waits, alone=alone)
    read = await asyncio.to_thread(manuscript.from_lines, lines)
    return await _with_small_cover(read)


def _is_large(data: bytes) -> bool:
    if len(data) > LARGE or not data.startswith(b"PK"):
        return len(data) > LARGE
    try:
        return sum(each.file_size for each in ZipFile(io.BytesIO(data)).infolist()) > _UNPACKED
    except (BadZipFile, ValueError, OSError, struct.error):  # which its own reader says better
        return False


async def _with_small_cover(read: Manuscript) -> Manuscript:
    if read.cover is None or len(read.cover) <= LARGEST:
        return read
    try:
        return replace(read, cover=await made_small(read.cover))
    except UnreadablePictureError:
        return replace(read, cover=None, warnings=(*read.warnings, _NO_COVER))


async def lines_from(
    module: str,
    data: bytes,
    seconds: int,
    memory: int,
    name: str,
    *more: str,
    on_wait: OnWait | None = None,
    alone: bool = False,
) -> list[bytes]:
    """Returns the lines of JSON that `module`, run as a program that calls `answer`,
    writes about these contents.

    Raises UnreadableFileError where it refuses them, or needs more seconds or bytes than it is given.
    """
    output = await output_of(module, data, seconds, memory, name, *more, on_wait=on_wait, alone=alone)
    if not output.endswith(b"\n"):
        raise UnreadableFileError(
            f"“{name}” needs more time or memory to be read than one file may take, so it was left out."
        )
    lines = output.splitlines()
    if lines[0].startswith(REFUSED.encode()):
        raise UnreadableFileError(json.loads(lines[0])["error"])
    return lines
