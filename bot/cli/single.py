"""Sees to it that only one process serves a database, and only one a token or its shards, on this machine."""

from __future__ import annotations

import hashlib
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO

from bot.cli.errors import DatabaseServedError, TokenServedError
from bot.database.library_mark import mark_of
from bot.errors import FiresideError
from bot.leases.models import Shards


@contextmanager
def only_process_of(database: Path) -> Iterator[None]:
    """Holds a database for this process. The system lets go of it however the process ends.

    Raises DatabaseServedError where another process holds it.
    """
    with ExitStack() as held:
        _hold(held, mark_of(database), DatabaseServedError(database))
        yield


@contextmanager
def only_process_with(token: str, api_url: str, shards: Shards) -> Iterator[str]:
    """Holds these shards of a bot for this process, as `only_process_of` a database. Yields a name that only
    whoever holds them on this machine goes by, an empty one where that cannot be told. Raises
    TokenServedError."""
    bot = hashlib.sha256(f"{token}\n{api_url}".encode()).hexdigest()[:20]
    path = Path(tempfile.gettempdir()) / f"fireside-{bot}.lock"
    with ExitStack() as held:
        locked = _hold(held, path, TokenServedError(), shared=shards.ids is not None)
        if shards.ids is not None:
            which = hashlib.sha256(f"{shards}".encode()).hexdigest()[:20]
            path = path.with_name(f"fireside-{bot}-{which}.lock")
            locked = _hold(held, path, TokenServedError())
        yield _name_in(path) if locked else ""


def _name_in(path: Path) -> str:
    """Returns the name in a file, which is given one if it has none."""
    try:
        name = path.read_text(encoding="ascii")
        if not name:
            name = secrets.token_hex(8)
            path.write_text(name, encoding="ascii")
    except (OSError, ValueError):
        return ""
    return name


def _hold(held: ExitStack, path: Path, refusal: FiresideError, *, shared: bool = False) -> bool:
    """Locks a file, which is made where it can be. Raises `refusal` where another process has locked it, and
    not both are `shared`. Returns whether it is locked.

    Where no file can be made or opened, nothing is held: what is wrong there is told by who needs it.
    """
    file = _opened(path)
    if file is None:
        return False
    held.enter_context(file)
    locked = _locked(file, shared=shared)
    if locked is False:
        raise refusal
    return bool(locked)


def _opened(path: Path) -> IO[bytes] | None:
    for mode in ("ab", "rb"):  # another user's file can be locked, though not written to
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            return path.open(mode)
    return None


def _locked(file: IO[bytes], *, shared: bool) -> bool | None:
    """Locks a file until it is closed. Returns False where another process has locked it, None where the
    system cannot say."""
    try:
        import fcntl  # noqa: PLC0415 - not on every system
    except ImportError:
        return None
    try:
        fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
