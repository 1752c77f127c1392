"""Makes the files of a folder stories, each as soon as it is complete."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import math
import os
import time
from collections import deque
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from bot.clock import Clock
from bot.database import Database
from bot.editing.adding import StoryImporter
from bot.editing.files import Imported, ImportSource, bring_in
from bot.editing.models import ChangeKind
from bot.folder.changes import FolderChanges
from bot.folder.queries import folder_files
from bot.folder.queries.folder_files import LastRead
from bot.folder.sightings import Sighting, sighted, stamps
from bot.stories.ids import GuildId
from bot.stories.reports import describe_changes, unclear_rating
from bot.workers import Batch, Worker

log = logging.getLogger(__name__)

_AT_LEAST_EVERY = 60.0
"""Seconds until the folder is looked at again without a sign of change: network drives report none."""
_NEVER = -math.inf
_LARGEST_ID = 2**63 - 1


@dataclass(frozen=True, slots=True)
class BadFile:
    """A file that no story could be made of, or only one that leaves a question (`is_story`).

    It has its path in the folder, the reason or the question in a sentence, and the digest of its contents
    (of its name where they cannot be read).
    """

    name: str
    reason: str
    digest: str
    is_story: bool = False


Report = Callable[[BadFile], Awaitable[None]]
"""Reports to the operator of the bot, and returns when that is done or
impossible; raises where it may be possible later.
"""


class WatchedFolder:
    """Brings in the files of a folder, those there and those that come.

    `settling` is the number of seconds that a file must stay unchanged to count as complete. The files of a
    subfolder named after a server's id are for that server alone, all others for every one.
    """

    def __init__(
        self,
        folder: Path,
        importer: StoryImporter,
        database: Database,
        clock: Clock,
        settling: float = 2.0,
    ) -> None:
        self._folder = folder
        self._importer = importer
        self._database = database
        self._clock = clock
        self._settling = settling
        self._seen: dict[Path, Sighting] = {}
        self._unreadable: dict[Path, OSError] = {}
        self._queue: deque[Path] = deque()
        self._looked_at = _NEVER
        self._changes = FolderChanges(folder, settling)

    def worker(self, report: Report) -> Worker[Path]:
        """Returns the worker that brings in the files of the folder, one after the other,
        and reports bad ones.
        """
        return Worker("watched folder", self._clock, self._due, partial(self._take, report=report))

    async def _due(self, waiting: Collection[Path]) -> Batch[Path]:
        """Returns the next file that has settled. Where there is none, returns when the folder changes or was
        quiet for the settling time. Raises OSError where there is no folder.
        """
        if not self._queue and self._is_to_look(waiting):
            await asyncio.to_thread(self._survey)
        while self._queue:
            path = self._queue.popleft()
            if path not in waiting:
                return Batch([path])
        if await self._changes.wait():
            self._looked_at = _NEVER
        return Batch(next_at=self._clock.now())

    def _is_to_look(self, waiting: Collection[Path]) -> bool:
        untaken = (path for path, each in self._seen.items() if not each.taken)
        if any(path not in waiting for path in (*untaken, *self._unreadable)):
            return True
        return time.monotonic() - self._looked_at > _AT_LEAST_EVERY

    def _survey(self) -> None:
        """Queues the files that have settled, in order."""
        self._unreadable.clear()
        self._looked_at = _NEVER  # until this look has succeeded
        now = time.monotonic()
        self._seen = sighted(self._seen, dict(stamps(self._folder, self._cannot_read)), now)
        self._looked_at = now
        untaken = [path for path, each in self._seen.items() if not each.taken]
        settled = [path for path in untaken if now - self._seen[path].since >= self._settling]
        self._queue.extend((*sorted(settled), *self._unreadable))
        if waiting := len(untaken) - len(settled):
            log.debug("Files in the watched folder that have yet to settle: %d", waiting)

    def _cannot_read(self, error: OSError) -> None:
        path = Path(error.filename)
        if path == self._folder:
            raise error
        self._unreadable[path] = error

    async def _take(self, path: Path, report: Report) -> None:
        if error := self._unreadable.get(path):
            raise error
        await self._bring_in(path, report)
        self._seen[path] = replace(self._seen[path], taken=True)

    async def _bring_in(self, path: Path, report: Report) -> None:
        """Adds or updates a file's story, or reports the file."""
        inside = path.relative_to(self._folder)
        name, digest = _shown(inside), await asyncio.to_thread(_digest, path)
        before = await self._database.read(partial(folder_files.last_read, name=name))
        if before == LastRead(digest, bad=False):
            return  # what was done to the story since, on Discord or by a takedown, stands
        imported = await bring_in(self._importer, ImportSource(path, (path,)), _guild_of(inside))
        read = LastRead(digest, bad=imported.error is not None)
        if imported.error is None:
            _log_import(name, imported)
            written = imported.written
            if written and written.kind and (unclear := unclear_rating(written.story)):
                await report(BadFile(name, unclear, digest, is_story=True))
        elif not await asyncio.to_thread(path.exists):
            return
        elif not await self._database.read(partial(folder_files.is_known_to_be_bad, digest=digest)):
            await report(BadFile(name, imported.error, digest))
            log.warning("%s could not be brought in: %s", name, imported.error)
        record = partial(folder_files.record, name=name, read=read, now=self._clock.now())
        await self._database.transaction(record)


def _guild_of(inside: Path) -> GuildId | None:
    """Returns the server whose id is the name of the subfolder that a file is in."""
    subfolder = inside.parts[0] if len(inside.parts) > 1 else ""
    is_id = subfolder.isascii() and subfolder.isdigit() and 0 < int(subfolder) <= _LARGEST_ID
    return GuildId(int(subfolder)) if is_id else None


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return hashlib.sha256(os.fsencode(path)).hexdigest()


def _log_import(name: str, imported: Imported) -> None:
    written = imported.written
    if written is None or written.kind is None:
        return
    story = written.story
    done = "added" if written.kind is ChangeKind.ADDED else f"updated: {describe_changes(written.changes)}"
    whose = "every server" if story.guild is None else f"the server {story.guild}"
    log.info("%s from %s, for %s: %s", story.title, name, whose, done)
    for warning in imported.warnings:
        log.warning("%s: %s", name, warning)


def _shown(inside: Path) -> str:
    """Returns a path as it can be shown, whatever bytes it is made of."""
    return os.fsencode(inside.as_posix()).decode("utf-8", "replace")
