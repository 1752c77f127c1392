"""The root of the tree of errors, and the errors that several features raise.

Those of one feature are in its `errors` module. An error says what happened by its type and its fields; it is
worded where it is shown: in `cogs/ui/errors.py` and `cogs/NAME/errors.py` for readers, in `bot/cli/errors.py`
and `bot/cli/database_sentences.py` for operators.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from string import Formatter
from typing import Any


class FiresideError(Exception):
    """The root of the tree. `str(error)` is for the log: its type and its fields."""

    def __str__(self) -> str:
        return repr(self)


Sentences = Mapping[type[FiresideError], str | Callable[[Any], str]]
"""The wording of each type of error: text with `{field}`s, or a function from the error to text."""
_PLAIN = Formatter()


def worded(error: FiresideError, sentences: Sentences, formatter: Formatter = _PLAIN) -> str | None:
    """Returns the text for an error or for its nearest base class that has one; None without any.

    `formatter` puts the error's fields into the text.
    """
    found = next((sentences[kind] for kind in type(error).__mro__ if kind in sentences), None)
    return formatter.vformat(found, (), vars(error)) if isinstance(found, str) else found and found(error)


# For whoever runs the bot


@dataclass(eq=False)
class SettingsError(FiresideError):
    """The settings are wrong. Each fault is a sentence, worded in `bot/settings.py` beside what it checks."""

    faults: Sequence[str]


# The database


class DatabaseError(FiresideError):
    """The database cannot do what it is asked; each reason is a type of its own, some in `bot/database`."""


@dataclass(eq=False)
class DatabaseLockedError(DatabaseError):
    """Another program keeps the database locked. `reason` is SQLite's."""

    reason: str


class DatabaseOnServerError(DatabaseError):
    """A file was asked for, and the database is on a server."""


@dataclass(eq=False)
class DatabaseUnreachableError(DatabaseError):
    """The server of the database does not answer. `reason` is the system's, or the server's."""

    reason: str


class DatabaseFullError(DatabaseError):
    """There is no room for the database to grow."""


@dataclass(eq=False)
class DatabaseNotWritableError(DatabaseError):
    """This file or folder of the database cannot be written."""

    path: str


@dataclass(eq=False)
class DatabaseNotOursError(DatabaseError):
    """This file or folder of the database can be written by another user only, the `owner`, and not by
    `us`."""

    path: str
    owner: str
    us: str


@dataclass(eq=False)
class DiskFailsError(DatabaseError):
    """The disk fails while the database is read or written. `reason` is SQLite's or the system's."""

    reason: str


@dataclass(eq=False)
class DatabaseDamagedError(DatabaseError):
    """The database file is damaged. `reason` is what was found."""

    reason: str


# Stories


class NotVisibleError(FiresideError):
    """Something asked for is not there, or is not for this place; each kind of it is a type of its own."""


class StoryGoneError(NotVisibleError):
    """The story is taken down, or is not for this place."""


class ChapterGoneError(FiresideError):
    """The chapter was removed from its story."""


@dataclass(eq=False)
class RatingRefusedError(FiresideError):
    """The story's rating is not served in this channel."""

    rating: str
    direct: bool


@dataclass(eq=False)
class UnknownStoryError(NotVisibleError):
    """No story that this person may see goes by what they typed. `nearest` are titles much like it."""

    typed: str
    nearest: Sequence[str] = ()


@dataclass(eq=False)
class AmbiguousStoryError(FiresideError):
    """Several stories go by what was typed."""

    typed: str


# Stories that cannot be taken in


class ImportRefusedError(FiresideError):
    """A story, or its newer version, cannot be taken in.

    `str(error)` is the reason in a sentence that every surface shows as it is: it also stands in the reports
    of `add --json` and of the watched folder, and in the database with a feed that failed.
    """


@dataclass(eq=False)
class UnreadableFileError(ImportRefusedError):
    """A file cannot be made into a story. The reason is a sentence and never holds a path of the machine."""

    reason: str

    def __str__(self) -> str:
        return self.reason


@dataclass(eq=False)
class StoryTooLongError(ImportRefusedError):
    """A story has more words than the operator allows."""

    words: int
    most: int

    def __str__(self) -> str:
        return (
            f"This story has {self.words:,} words; {self.most:,} is the most that a story may have here. It "
            "could be brought in as several stories, one a volume."
        )


@dataclass(eq=False)
class TooManyStoriesError(ImportRefusedError):
    """A server has as many stories of its own as the operator allows."""

    most: int

    def __str__(self) -> str:
        return (
            f"This server has as many stories of its own as it may have here ({self.most:,}). Take one down "
            "with `/stories remove`, or ask whoever runs this bot for more room."
        )


# Presses and entries


class StaleButtonError(FiresideError):
    """A press or form is unknown to this version of the bot, is no longer offered, or was forged."""


class BadEntryError(FiresideError):
    """An entry that was typed or chosen is not valid; each kind of it is a type of its own."""
