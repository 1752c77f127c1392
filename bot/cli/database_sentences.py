"""The wording, for an operator, of what is wrong with a database, or with a copy of one."""

from __future__ import annotations

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
    DatabaseDamagedError,
    DatabaseFullError,
    DatabaseLockedError,
    DatabaseNotOursError,
    DatabaseNotWritableError,
    DatabaseOnServerError,
    DatabaseUnreachableError,
    DiskFailsError,
    Sentences,
)


def _library_gone(error: LibraryGoneError) -> str:
    what = "is gone, though its log is still there" if error.gone else "is empty now"
    return (
        f"There was a library in {error.file}, and that file {what}. Restore a backup. To begin a new one "
        f"instead, take {error.file.name}-wal and {error.file.name}.lock away as well."
    )


ABOUT_DATABASES: Sentences = {
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
    DatabaseOnServerError: "DATABASE_URL names a server: this command is for an SQLite file.",
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
    DriverMissingError: (
        "DATABASE_URL names a PostgreSQL server, and what speaks to one is not installed: run "
        ".venv/bin/pip install -e '.[postgresql]' in Fireside's folder."
    ),
    DiskFailsError: (
        "The disk of the database fails ({reason}). The file itself may be well: look at the disk and the "
        "system's log first."
    ),
    ForeignDatabaseError: (
        "The database belongs to another program. Point DATABASE_URL at one of Fireside's own."
    ),
    LibraryGoneError: _library_gone,
    NewerDatabaseError: (
        "The database was written by a newer Fireside. Update this one; nothing has been changed."
    ),
    NoLibraryError: (
        "There is no library in {file}. Check DATABASE_URL; `python -m bot add FILE` begins a new one."
    ),
    NotADatabaseError: (
        "The database file is not an SQLite database. Check DATABASE_URL, or restore a backup."
    ),
    OlderSourceError: (
        "An older Fireside wrote {source}. Start this one on it once, which brings it up to date, and "
        "copy it then. Nothing has been copied."
    ),
    OtherCopyError: (
        "The database {target} holds a part of another copy: of {of}, or one that another Fireside began. "
        "Finish that one, or empty the database. Nothing has been copied."
    ),
    RowRefusedError: (
        "The row with {key} in {table} cannot be kept by the other engine ({reason}). All rows before it are "
        "copied; once that row is mended, the same command goes on."
    ),
    SameEngineError: (
        "A copy goes from SQLite to PostgreSQL, or back. Within one engine, `python -m bot backup` and "
        "`restore` move an installation."
    ),
    TargetNotEmptyError: (
        "There is something in {target} already. A copy goes into an empty database. Nothing has been copied."
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
    UnfinishedCopyError: (
        "The database holds a part of a copy of {source}. Run the same `python -m bot copy` again: it goes "
        "on where it stopped."
    ),
}
