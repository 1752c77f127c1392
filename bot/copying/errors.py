"""The reasons for which nothing is copied, or a copy is not whole."""

from __future__ import annotations

from dataclasses import dataclass

from bot.errors import FiresideError


class CopyRefusedError(FiresideError):
    """A database is not copied; each reason is a type below."""


class SameEngineError(CopyRefusedError):
    """The two databases are of the same engine."""


@dataclass(eq=False)
class OlderSourceError(CopyRefusedError):
    """The database that is to be copied has not seen the last steps of the schema."""

    source: str


@dataclass(eq=False)
class TargetNotEmptyError(CopyRefusedError):
    """Something is in a database that a copy is to be made into."""

    target: str


@dataclass(eq=False)
class OtherCopyError(CopyRefusedError):
    """The target holds a part of a copy of another source, `of`, or one that another Fireside began."""

    target: str
    of: str


@dataclass(eq=False)
class BotRunsError(CopyRefusedError):
    """A bot serves the stories of one of the databases."""

    database: str


@dataclass(eq=False)
class CopyRunsError(CopyRefusedError):
    """Another process makes a copy into the target at this time."""

    target: str


@dataclass(eq=False)
class RowRefusedError(CopyRefusedError):
    """The target does not take a row of the source, with its reason."""

    table: str
    key: str
    reason: str


@dataclass(eq=False)
class CopyDiffersError(CopyRefusedError):
    """A row is not in the copy as it is in the source."""

    table: str
    key: str
