"""The errors of the command line, and the wording of every error for an operator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.cli.database_sentences import ABOUT_DATABASES
from bot.database.errors import NewerDatabaseError
from bot.errors import (
    AmbiguousStoryError,
    DatabaseDamagedError,
    DatabaseError,
    DatabaseFullError,
    DatabaseLockedError,
    DatabaseUnreachableError,
    FiresideError,
    ImportRefusedError,
    Sentences,
    SettingsError,
    UnknownStoryError,
    worded,
)
from bot.health.errors import HealthPortTakenError
from bot.leases.errors import OtherShardCountError, ShardsServedError
from bot.quotes.errors import NotQuotableError
from bot.settings import DATABASE_FORMS


@dataclass(eq=False)
class NoFilesError(FiresideError):
    """None of the paths leads to a file with one of these suffixes."""

    suffixes: Sequence[str]


@dataclass(eq=False)
class NoSuchBackupError(FiresideError):
    """There is no file at this path."""

    path: Path


@dataclass(eq=False)
class NoDatabaseUrlError(FiresideError):
    """This names no database."""

    url: str


@dataclass(eq=False)
class UnusableBackupError(DatabaseError):
    """A file cannot be put in the place of the library, for what it is."""

    path: Path
    why: DatabaseError


class DiscordRefusalError(FiresideError):
    """Discord will not let the bot online, and waiting does not change that; each reason is a type below."""


class TokenRefusedError(DiscordRefusalError):
    """Discord refuses the bot's token."""


class IntentsRefusedError(DiscordRefusalError):
    """Discord refuses the kinds of events that the bot asks for."""


@dataclass(eq=False)
class NotDiscordError(DiscordRefusalError):
    """What answers at this address does not speak Discord's API."""

    api_url: str


class FaceTooSoonError(FiresideError):
    """Discord takes no new avatar yet: there were others shortly before."""


@dataclass(eq=False)
class FaceRefusedError(FiresideError):
    """Discord does not take the avatar or the banner, with its reason."""

    reason: str


@dataclass(eq=False)
class UnreachableDiscordError(FiresideError):
    """Nothing answers at Discord's address."""

    api_url: str


class AlreadyServedError(FiresideError):
    """Another process does already what this one was asked to do."""


@dataclass(eq=False)
class DatabaseServedError(AlreadyServedError):
    """Another process serves the stories of this database."""

    database: Path


class TokenServedError(AlreadyServedError):
    """Another process on this machine is online with this token."""


@dataclass(eq=False)
class PortTakenError(FiresideError):
    """The playground's page cannot be served on this port."""

    port: int


def _settings(error: SettingsError) -> str:
    return "\n".join(error.faults)


def _shards_served(error: ShardsServedError) -> str:
    which = ", ".join(map(str, error.numbers))
    return (
        f"Another process over this database has shards of this one ({which} of {error.count}). Stop it, or "
        "give each process SHARD_IDS of its own: both would answer every press."
    )


def _unusable_backup(error: UnusableBackupError) -> str:
    match error.why:
        case DatabaseDamagedError() as damaged:
            what = f"is damaged ({damaged.reason}): restore another backup"
        case NewerDatabaseError():
            what = "was written by a newer Fireside: update this one first"
        case _:
            what = "is no backup of a Fireside library"
    return f"The file {error.path} {what}. Nothing has been changed."


def _unknown_story(error: UnknownStoryError) -> str:
    way_on = "`python -m bot add FILE` brings stories in."
    if error.nearest:
        way_on = f"Did you mean {' or '.join(f'“{title}”' for title in error.nearest)}?"
    return f"There is no story called “{error.typed}” here. {way_on}"


def _no_files(error: NoFilesError) -> str:
    return f"There is no file to read there; supported are {', '.join(error.suffixes)}."


_FAILED = 2
_INPUT_OUTPUT, _TEMPORARY, _CONFIGURATION = 74, 75, 78
"""Exit statuses, the latter as in sysexits.h."""
_SENTENCES: Sentences = {
    **ABOUT_DATABASES,
    AmbiguousStoryError: "Several stories are called “{typed}”. Name the one that you mean by its id.",
    DatabaseServedError: (
        "Another Fireside is running with the database {database}. Stop that one first: two would deliver "
        "everything twice."
    ),
    FaceRefusedError: "Discord did not take the avatar and banner: {reason} Nothing has changed.",
    FaceTooSoonError: (
        "Discord lets a bot change its avatar only a few times an hour. Nothing has changed; try again in an "
        "hour."
    ),
    HealthPortTakenError: (
        "Nothing can be served on port {port}: another program uses it, or it may not be opened. "
        "Choose another HEALTH_PORT, or leave it out."
    ),
    ImportRefusedError: str,
    IntentsRefusedError: (
        "Discord refused the intents that Fireside asks for. It needs no privileged one: check that this is "
        "the newest Fireside."
    ),
    NoDatabaseUrlError: f"“{{url}}” names no database. Write it like {DATABASE_FORMS}.",
    NoFilesError: _no_files,
    NoSuchBackupError: "There is no file {path}. Backups are in data/backups, or where BACKUP_FOLDER says.",
    NotDiscordError: ("What answers at {api_url} is not Discord. Check DISCORD_API_URL, or leave it out."),
    NotQuotableError: "The author of “{title}” asks that it not be quoted.",
    OtherShardCountError: (
        "The processes over this database have {count} shards in all. Give this one the same SHARD_COUNT; to "
        "change it, stop all of them first."
    ),
    PortTakenError: (
        "The page cannot be served on port {port}: another `make play` may be running. Stop it, or choose "
        "another port with `python -m bot play --port 8766`."
    ),
    SettingsError: _settings,
    ShardsServedError: _shards_served,
    TokenServedError: (
        "Another Fireside on this machine is online with this token. Stop that one first: both would answer "
        "every press."
    ),
    TokenRefusedError: (
        "Discord refused DISCORD_TOKEN: copy it once more, or reset it on the application's page."
    ),
    UnreachableDiscordError: "Nothing answers at {api_url}. Check the network, and try again.",
    UnusableBackupError: _unusable_backup,
    UnknownStoryError: _unknown_story,
}


def sentence(error: FiresideError) -> str:
    """Returns the text of an error for an operator: sentences, or its type and fields where it has none."""
    return worded(error, _SENTENCES) or str(error)


def exit_status(error: FiresideError) -> int:
    """Returns the exit status of a command that ends with an error: as in sysexits.h where a program that
    starts it again is to know more than that it failed."""
    if isinstance(error, DiscordRefusalError | SettingsError | OtherShardCountError):
        return _CONFIGURATION
    passing = (
        AlreadyServedError
        | ShardsServedError
        | DatabaseLockedError
        | DatabaseUnreachableError
        | DatabaseFullError
    )
    if isinstance(error, passing):
        return _TEMPORARY
    return _INPUT_OUTPUT if isinstance(error, DatabaseError) else _FAILED
