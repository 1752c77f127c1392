"""The folder of backups: which are there, when the next is due, and which are too old."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.clock import Clock
from bot.database import copies
from bot.database.troubles import trouble_with_file
from bot.workers import Batch, Worker

log = logging.getLogger(__name__)

_HOUR = 3
"""The hour of the night, UTC, from which a day's backup is made."""
_DAY = 86_400
_USUAL = re.compile(r"fireside-(\d{8}T\d{6}Z)\.(?:sqlite3|dump)")
_BEFORE_UPDATE = re.compile(r"fireside-(\d{8}T\d{6}Z)-before-update\.sqlite3")
_UNFINISHED = re.compile(r"\.fireside-(\d{8}T\d{6}Z)(?:-before-update)?\.(?:sqlite3|dump)\.partial")
_TIME = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Backups:
    """The backups of a library in one folder. The newest `keep` are kept.

    One that was made before an update goes with those that are older than it.
    """

    folder: Path
    keep: int

    def make(
        self,
        database: Path | str,
        now: int,
        *,
        before_update: bool = False,
        progress: copies.Progress | None = None,
    ) -> Path:
        """Writes a backup, and takes away those that are too old by now. Returns its path. Raises a
        DatabaseError; then no backup is taken away."""
        suffix = "-before-update" if before_update else ""
        name = f"fireside-{datetime.fromtimestamp(now, UTC):{_TIME}}{suffix}"
        if isinstance(database, Path):
            path = self.folder / f"{name}.sqlite3"
            copies.copy(database, path, progress)
        else:
            from bot.database.postgresql import dumps  # noqa: PLC0415 - an extra of the package

            path = self.folder / f"{name}.dump"
            dumps.dump(database, path)
        self._take_away(now)
        return path

    def before_update(self, database: Path, now: int) -> None:
        """Writes a backup if opening this library would bring its schema up to date."""
        if copies.is_older(database):
            path = self.make(database, now, before_update=True)
            log.info("Before the library is brought up to date, it was backed up to %s", path)

    def worker(self, database: Path | str, clock: Clock) -> Worker[int]:
        """Returns the worker that makes a backup every night; its items are the times at which they are
        due, UTC in seconds."""

        async def due(waiting: Collection[int]) -> Batch[int]:
            now = clock.now()
            night = (now - _HOUR * 3_600) // _DAY * _DAY + _HOUR * 3_600
            there = await asyncio.to_thread(self._there)
            if night in waiting or any(night <= moment <= now for moment in there.values()):
                return Batch(next_at=night + _DAY)
            return Batch([night])

        async def do(_: int) -> None:
            path = await asyncio.to_thread(self.make, database, clock.now())
            log.info("Backed up to %s (%.1f MB)", path, path.stat().st_size / 1_000_000)

        return Worker("backups", clock, due, do)

    def newest(self, now: int) -> int | None:
        """Returns when the newest backup was made, UTC in seconds. Those before updates do not count, nor do
        those from the future: the clock was wrong, and they may be old. Raises a DatabaseError where the
        folder cannot be read."""
        return max((made for made in self._there().values() if made <= now), default=None)

    def _there(self, named: re.Pattern[str] = _USUAL) -> dict[Path, int]:
        """Returns the files with names of one kind, and when each was made, UTC in seconds."""
        try:
            files = list(self.folder.iterdir()) if self.folder.is_dir() else []
        except OSError as error:
            raise trouble_with_file(error, self.folder) from error
        moments = {file: _moment(name[1]) for file in files if (name := named.fullmatch(file.name))}
        return {file: moment for file, moment in moments.items() if moment is not None and not file.is_dir()}

    def _take_away(self, now: int) -> None:
        there = self._there()
        # One from the future was made while the clock was wrong: it counts as older than all others.
        newest_first = sorted(there, key=lambda file: (there[file] <= now, there[file]), reverse=True)
        kept = newest_first[: self.keep]
        oldest = min(there[file] for file in kept) if len(kept) == self.keep else 0
        early = (file for file, made in self._there(_BEFORE_UPDATE).items() if made < oldest)
        # Whoever was killed left it behind; another process may be at work on one of today's.
        left = (file for file, begun in self._there(_UNFINISHED).items() if not now - _DAY < begun <= now)
        for file in (*newest_first[self.keep :], *early, *left):
            try:
                file.unlink(missing_ok=True)
            except OSError as error:
                raise trouble_with_file(error, file) from error


def _moment(text: str) -> int | None:
    """Returns the time in a file's name, None where there is no such time: the file is somebody else's."""
    try:
        return int(datetime.strptime(text, _TIME).replace(tzinfo=UTC).timestamp())
    except ValueError:
        return None
