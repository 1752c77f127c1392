"""The files of a folder as they are seen from one look to the next."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bot.imports.file_kinds import SUFFIXES

Stamp = tuple[int, int, int]
"""A file's size in bytes, and when its contents and when the file itself last changed, in nanoseconds."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A file as it was seen, since when (in seconds) it has been like that, and whether it was taken then."""

    stamp: Stamp
    since: float
    taken: bool = False


def sighted(
    before: Mapping[Path, Sighting], stamps: Mapping[Path, Stamp], now: float
) -> dict[Path, Sighting]:
    """Returns the files as they are seen now; those unchanged since `before` keep their sighting."""
    return {
        path: before[path] if path in before and before[path].stamp == stamp else Sighting(stamp, now)
        for path, stamp in stamps.items()
    }


def stamps(folder: Path, on_error: Callable[[OSError], None]) -> Iterator[tuple[Path, Stamp]]:
    """Yields the files of a folder that may hold a story, with their stamps."""
    for parent, folders, names in os.walk(folder, onerror=on_error):
        folders[:] = (name for name in folders if not name.startswith("."))
        there = set(names)
        for name in there:
            # A browser may hold a name with an empty file while what it downloads grows beside it.
            if not _may_hold_a_story(name) or f"{name}.part" in there:
                continue
            path = Path(parent, name)
            with suppress(OSError):  # it is gone again, or leads nowhere
                found = path.stat()
                if stat.S_ISREG(found.st_mode):
                    yield path, (found.st_size, found.st_mtime_ns, found.st_ctime_ns)


def _may_hold_a_story(name: str) -> bool:
    """Returns whether a name may be a story's: not hidden, no download under way
    (their suffixes are no format's), no word processor's own.
    """
    return not name.startswith((".", "~$")) and Path(name).suffix.lower() in SUFFIXES
