"""Sees to it that only one process serves a database, and only one a token, on this machine."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO

from bot.cli.errors import DatabaseServedError, TokenServedError
from bot.database.library_mark import mark_of
from bot.errors import FiresideError


@contextmanager
def only_process_of(database: Path) -> Iterator[None]:
    """Holds a database for this process. The system lets go of it however the process ends.

    Raises DatabaseServedError where another process holds it.
    """
    with ExitStack() as held:
        _hold(held, mark_of(database), DatabaseServedError(database))
        yield


@contextmanager
def only_process_with(token: str, api_url: str) -> Iterator[None]:
    """Holds a bot's token for this process, as `only_process_of` a database. Raises TokenServedError."""
    bot = hashlib.sha256(f"{token}\n{api_url}".encode()).hexdigest()[:20]
    with ExitStack() as held:
        _hold(held, Path(tempfile.gettempdir()) / f"fireside-{bot}.lock", TokenServedError())
        yield


def _hold(held: ExitStack, path: Path, refusal: FiresideError) -> None:
    """Locks a file, which is made where it can be. Raises `refusal` where another process has locked it.

    Where no file can be made or opened, nothing is held: what is wrong there is told by who needs it.
    """
    file = _opened(path)
    if file is None:
        return
    held.enter_context(file)
    if not _locked(file):
        raise refusal


def _opened(path: Path) -> IO[bytes] | None:
    for mode in ("ab", "rb"):  # another user's file can be locked, though not written to
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            return path.open(mode)
    return None


def _locked(file: IO[bytes]) -> bool:
    """Locks a file until it is closed. Returns False where another process has locked it."""
    try:
        import fcntl  # noqa: PLC0415 - not on every system
    except ImportError:
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
