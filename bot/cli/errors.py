"""The errors of the command line, and the wording of every error for an operator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.copying.errors import (
    BotRunsError,
    CopyDiffersError,
    CopyRunsError,
    OlderSourceError,
    OtherCopyError,
    RowRefusedError,
    SameEngineError,
    TargetNotEmptyError,
)
from bot.database.errors import (
    DatabaseUnopenableError,
    DriverMissingError,
    ForeignDatabaseError,
    LibraryGoneError,
    NewerDatabaseError,
    NoLibraryError,
    NotADatabaseError,
    ToolFailedError,
    ToolMissingError,
    ToolOlderError,
    UnfinishedCopyError,
)
from bot.errors import (
    AmbiguousStoryError,
    DatabaseDamagedError,
    DatabaseError,
    DatabaseFullError,
    DatabaseLockedError,
    DatabaseNotOursError,
    DatabaseNotWritableError,
    DatabaseOnServerError,
    DatabaseUnreachableError,
    DiskFailsError,
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


def _library_gone(error: LibraryGoneError) -> str:
    what = "is gone, though its log is still there" if error.gone else "is empty now"
    return (
        f"There was a library in {error.file}, and that file {what}. Restore a backup. To begin a new one "
        f"instead, take {error.file.name}-wal and {error.file.name}.lock away as well."
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
    AmbiguousStoryError: "Several stories are called “{typed}”. Name the one that you mean by its id.",
    BotRunsError: (
        "A Fireside serves the stories of {database}, or did so just now. Stop it first: what it writes "
        "would be lost."
    ),
    CopyDiffersError: (
        "The copy is not as its source: the row with {key} in {table} differs. The source was used between "
        "two runs, or something else writes to the copy: empty that database, and copy anew."
    ),
    CopyRunsError: "Another copy into {target} is being made. Wait for its end, or stop it.",
    DatabaseDamagedError: (
        "The database is damaged ({reason}). Nothing is written to it any more. Stop Fireside, and restore a "
        "backup; keep the damaged file, from which more may be saved."
    ),
    DatabaseFullError: (
        "There is no room left for the database: its disk, or what may be used of it, is full. Make room; "
        "nothing is lost meanwhile."
    ),
    DatabaseLockedError: (
        "The database is locked: another program has been writing to it for a while. Find out which, and end "
        "it or wait; the file itself is well."
    ),
    DatabaseOnServerError: ("DATABASE_URL names a server: this command is for an SQLite file."),
    DatabaseUnreachableError: (
        "The server of the database cannot be reached, or does not let Fireside in ({reason}). Check that it "
        "is running, and that DATABASE_URL is right."
    ),
    DatabaseNotOursError: (
        "The file {path} belongs to the user {owner}, and Fireside runs as {us}, who may not write there. "
        "Run it as {owner}, or give the files of the database to {us} (chown)."
    ),
    DatabaseNotWritableError: (
        "The file {path} cannot be written: it, its folder or its disk is read-only. Allow Fireside's user "
        "to write there (chmod), or mount the disk for writing."
    ),
    DatabaseUnopenableError: (
        "The file {path} cannot be opened or made ({reason}). Check DATABASE_URL, or for a backup "
        "BACKUP_FOLDER: that its folder can be written to, and that the name is not a folder's."
    ),
    DatabaseServedError: (
        "Another Fireside is running with the database {database}. Stop that one first: two would deliver "
        "everything twice."
    ),
    DriverMissingError: (
        "DATABASE_URL names a PostgreSQL server, and what speaks to one is not installed: run "
        ".venv/bin/pip install -e '.[postgresql]' in Fireside's folder."
    ),
    DiskFailsError: (
        "The disk of the database fails ({reason}). The file itself may be well: look at the disk and the "
        "system's log first."
    ),
    FaceRefusedError: "Discord did not take the avatar and banner: {reason} Nothing has changed.",
    FaceTooSoonError: (
        "Discord lets a bot change its avatar only a few times an hour. Nothing has changed; try again in an "
        "hour."
    ),
    ForeignDatabaseError: (
        "The database belongs to another program. Point DATABASE_URL at one of Fireside's own."
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
    LibraryGoneError: _library_gone,
    NewerDatabaseError: (
        "The database was written by a newer Fireside. Update this one; nothing has been changed."
    ),
    NoDatabaseUrlError: f"“{{url}}” names no database. Write it like {DATABASE_FORMS}.",
    NoFilesError: _no_files,
    NoLibraryError: (
        "There is no library in {file}. Check DATABASE_URL; `python -m bot add FILE` begins a new one."
    ),
    NoSuchBackupError: "There is no file {path}. Backups are in data/backups, or where BACKUP_FOLDER says.",
    NotADatabaseError: (
        "The database file is not an SQLite database. Check DATABASE_URL, or restore a backup."
    ),
    NotDiscordError: ("What answers at {api_url} is not Discord. Check DISCORD_API_URL, or leave it out."),
    NotQuotableError: "The author of “{title}” asks that it not be quoted.",
    OlderSourceError: (
        "An older Fireside wrote {source}. Start this one on it once, which brings it up to date, and "
        "copy it then. Nothing has been copied."
    ),
    OtherCopyError: (
        "The database {target} holds a part of another copy: of {of}, or one that another Fireside began. "
        "Finish that one, or empty the database. Nothing has been copied."
    ),
    OtherShardCountError: (
        "The processes over this database have {count} shards in all. Give this one the same SHARD_COUNT; to "
        "change it, stop all of them first."
    ),
    PortTakenError: (
        "The page cannot be served on port {port}: another `make play` may be running. Stop it, or choose "
        "another port with `python -m bot play --port 8766`."
    ),
    RowRefusedError: (
        "The row with {key} in {table} cannot be kept by the other engine ({reason}). All rows before it are "
        "copied; once that row is mended, the same command goes on."
    ),
    SameEngineError: (
        "A copy goes from SQLite to PostgreSQL, or back. Within one engine, `python -m bot backup` and "
        "`restore` move an installation."
    ),
    SettingsError: _settings,
    ShardsServedError: _shards_served,
    TargetNotEmptyError: (
        "There is something in {target} already. A copy goes into an empty database. Nothing has been copied."
    ),
    TokenServedError: (
        "Another Fireside on this machine is online with this token. Stop that one first: both would answer "
        "every press."
    ),
    ToolFailedError: "PostgreSQL’s {tool} failed: {reason} Nothing has been changed.",
    ToolMissingError: (
        "PostgreSQL’s {tool} is not installed here. Install the server's client programs (on Debian "
        "postgresql-client), of its version or newer."
    ),
    ToolOlderError: (
        "PostgreSQL’s {tool} here is version {has}, and the server {needs}. Install the client programs of "
        "that version."
    ),
    TokenRefusedError: (
        "Discord refused DISCORD_TOKEN: copy it once more, or reset it on the application's page."
    ),
    UnfinishedCopyError: (
        "The database holds a part of a copy of {source}. Run the same `python -m bot copy` again: it goes "
        "on where it was ended."
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
