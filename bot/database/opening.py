"""Which engine keeps a database."""

from __future__ import annotations

from pathlib import Path

from bot.database.interface import Database
from bot.database.sqlite import SQLiteDatabase

_BESIDE_A_SERVER = Path("data") / "postgresql"


def database_at(place: Path | str) -> Database:
    """Returns the database of an SQLite file, or of a server's address (`postgresql://…`), to be entered.

    Beside one on a server, Fireside keeps what is not to be in it in the folder `data` below the working one.
    Raises DriverMissingError.
    """
    if isinstance(place, Path):
        return SQLiteDatabase(place)
    from bot.database.postgresql import PostgreSQLDatabase  # noqa: PLC0415 - an extra of the package

    return PostgreSQLDatabase(place, beside(place))


def beside(place: Path | str) -> Path:
    """Returns the path whose name begins those of the files that Fireside keeps beside a database."""
    return place if isinstance(place, Path) else _BESIDE_A_SERVER
