"""The commands `backup` and `restore`."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from bot.backups.service import Backups
from bot.cli.errors import NoSuchBackupError, UnusableBackupError
from bot.cli.single import only_process_of
from bot.database import copies
from bot.database.errors import (
    ForeignDatabaseError,
    LibraryGoneError,
    NewerDatabaseError,
    NoLibraryError,
    NotABackupError,
    NotADatabaseError,
)
from bot.errors import DatabaseDamagedError
from bot.settings import BACKUPS, Settings

_NO_BACKUP = (
    DatabaseDamagedError,
    ForeignDatabaseError,
    LibraryGoneError,
    NewerDatabaseError,
    NoLibraryError,
    NotADatabaseError,
)
"""What is wrong with a file that is to be restored, not with the library."""


def backup(
    keep: Annotated[
        int | None,
        typer.Option(help="How many backups stay in the folder; without it, BACKUP_KEEP.", min=1),
    ] = None,
) -> None:
    """Write the whole library to one file, also while the bot runs."""
    settings = Settings.from_env(offline=True)
    usual = settings.backups or BACKUPS
    with _progress("Backing up") as progress:
        backups = Backups(usual.folder, keep or usual.keep)
        path = backups.make(settings.database, int(time.time()), progress=progress)
    sys.stdout.write(f"✓ {path} ({path.stat().st_size / 1_000_000:.1f} MB, checked)\n")


def restore(file: Annotated[Path, typer.Argument(help="The backup.")]) -> None:
    """Put a backup in the place of the library. The bot must not be running."""
    settings = Settings.from_env(offline=True)
    if not file.is_file():
        raise NoSuchBackupError(file)
    if isinstance(settings.database, str):
        _restore_on_server(settings, settings.database, file)
        return
    name = time.strftime("replaced-%Y%m%dT%H%M%SZ", time.gmtime())
    with only_process_of(settings.file), _progress("Restoring") as progress:
        try:
            kept = copies.restore(file, settings.file, name, progress)
        except _NO_BACKUP as error:
            raise UnusableBackupError(file, error) from error
    sys.stdout.write(f"✓ {settings.file} is as it was in {file.name}.\n")
    if kept is not None:
        sys.stdout.write(f"  What was there before is kept as {kept.name}; delete it once all is well.\n")


def _restore_on_server(settings: Settings, url: str, file: Path) -> None:
    from bot.copying.models import told  # noqa: PLC0415 - loads many features
    from bot.copying.service import require_nobody  # noqa: PLC0415
    from bot.database.postgresql import dumps  # noqa: PLC0415 - an extra of the package

    now = int(time.time())
    is_library = require_nobody(url, now)
    usual = settings.backups or BACKUPS
    kept = usual.folder / time.strftime("replaced-%Y%m%dT%H%M%SZ.dump", time.gmtime(now))
    if is_library:
        dumps.dump(url, kept)
    try:
        dumps.restore(url, file)
    except NotABackupError as error:
        raise UnusableBackupError(file, error) from error
    sys.stdout.write(f"✓ {told(url)} is as it was in {file.name}.\n")
    if is_library:
        sys.stdout.write(f"  What was there before is kept as {kept}; delete it once all is well.\n")


@contextmanager
def _progress(what: str) -> Iterator[copies.Progress]:
    from rich.console import Console  # noqa: PLC0415 - few commands need it
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)
