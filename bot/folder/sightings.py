"""The files of a folder as they are seen from one look to the next."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bot.imports.file_kinds import SUFFIXES
from bot.imports.other_kinds import DOCUMENT_SUFFIXES

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
        for name in _that_may_hold_stories(set(names)):
            path = Path(parent, name)
            with suppress(OSError):  # it is gone again, or leads nowhere
                found = path.stat()
                if stat.S_ISREG(found.st_mode):
                    yield path, (found.st_size, found.st_mtime_ns, found.st_ctime_ns)


def _that_may_hold_stories(names: Set[str]) -> Iterator[str]:
    """Yields the names of files that are read, and of those that are refused with a way out, unless the same
    is there as a file that is read.
    """
    stems = {Path(name).stem for name in names if _suffix(name) in SUFFIXES}
    for name in names:
        refused = _suffix(name) in DOCUMENT_SUFFIXES and Path(name).stem not in stems
        # A browser may hold a name with an empty file while what it downloads grows beside it.
        if (refused or _suffix(name) in SUFFIXES) and f"{name}.part" not in names:
            yield name


def _suffix(name: str) -> str:
    """Returns a name's suffix, lower case; none of a file that is hidden or a word processor's own. Downloads
    under way have one that is no format's.
    """
    return "" if name.startswith((".", "~$")) else Path(name).suffix.lower()
