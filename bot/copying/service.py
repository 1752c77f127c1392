"""Copies a whole database into one of the other engine, or goes on where an earlier copy stopped."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.copying.errors import (
    BotRunsError,
    CopyRunsError,
    OlderSourceError,
    OtherCopyError,
    SameEngineError,
    TargetNotEmptyError,
)
from bot.copying.making import Making
from bot.copying.models import Copied, Place, Progress, told
from bot.copying.queries import served, tables
from bot.database import Connection, copies, library_mark, sessions, unfinished
from bot.database.errors import NewerDatabaseError, NoLibraryError
from bot.database.opening import beside
from bot.privacy import erasures


def copy(source: Place, target: Place, now: int, progress: Progress) -> Copied:
    """Copies a database into an empty one of the other engine, or goes on with one that was interrupted.

    Nobody writes to the source meanwhile, and nobody else opens the target until the copy is whole: until
    each row has been read again from both, and is the same. `now` is UTC in seconds. Raises a
    CopyRefusedError or a DatabaseError.
    """
    if isinstance(source, str) == isinstance(target, str):
        raise SameEngineError
    if isinstance(source, Path) and not copies.examine(source):
        raise NoLibraryError(source)
    with sessions.session_with(source) as old, sessions.session_with(target) as new:
        _require_source(old, source, now)
        with _reserved(old, new, source, target, now) as step:
            making = Making(old, new, progress)
            making.copy_rows(step)
            making.index_words(step)
            copied = making.compare()
            _copy_erasures(source, target)
            making.end()
    if isinstance(target, Path):
        library_mark.mark(target)
    return copied


def require_nobody(url: str, now: int) -> bool:
    """Returns whether there is a library on a server. `now` is UTC in seconds. Raises BotRunsError where
    a bot serves it then."""
    with sessions.session_with(url) as connection:
        is_library = sessions.schema_version(connection) > 0
        if is_library and served.is_served(connection, now):
            raise BotRunsError(told(url))
    return is_library


def _require_source(old: Connection, source: Place, now: int) -> None:
    """Has nobody write to the source. Raises an error where it cannot be copied as it is."""
    version = sessions.schema_version(old)
    if version > sessions.newest_version():
        raise NewerDatabaseError
    if version == 0:
        raise NoLibraryError(told(source))
    unfinished.refuse_unfinished(old)
    if version < sessions.newest_version():
        raise OlderSourceError(told(source))
    sessions.hold(old)
    if served.is_served(old, now):
        raise BotRunsError(told(source))


@contextmanager
def _reserved(old: Connection, new: Connection, source: Place, target: Place, now: int) -> Iterator[str]:
    """Marks the target as one that the source is copied into. Yields the step that the copy is at.

    Raises a CopyRefusedError where something else is there, or somebody.
    """
    with sessions.transaction(new):
        begun = unfinished.unfinished_copy(new)
        if begun is None:
            sessions.make_schema(new)
            if served.is_served(new, now):
                raise BotRunsError(told(target))
            if not tables.is_empty(new, tables.common(old, new)):
                raise TargetNotEmptyError(told(target))
            unfinished.begin(new, told(source))
        elif begun.source != told(source) or sessions.schema_version(new) != sessions.newest_version():
            raise OtherCopyError(told(target), begun.source)
    with sessions.only_one(target) as is_only:
        if not is_only:
            raise CopyRunsError(told(target))
        yield begun.step if begun else ""


def _copy_erasures(source: Place, target: Place) -> None:
    """Has the list of erasures beside the target know what the source's does."""
    old, new = beside(source), beside(target)
    missing = erasures.marks_beside(old) - erasures.marks_beside(new)
    if missing:
        erasures.write_down(new, missing)
