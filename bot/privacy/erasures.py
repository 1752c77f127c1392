"""The list of erasures beside the database, by which a restored backup is erased from again.

A line is one erasure: a salt, and the hash of the salt and the Discord id of the person or the server. Nobody
can be read from it; whether it was somebody in particular can be tried.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from collections.abc import Collection
from pathlib import Path

from bot.database.troubles import trouble_with_file

_MARK = re.compile("[0-9a-f]{16}:[0-9a-f]{128}")


def new_mark(whose: int) -> str:
    """Returns the mark of an erasure of a person or a server, another one each time."""
    return _mark(secrets.token_hex(8), whose)


def is_of(mark: str, whose: int) -> bool:
    """Returns whether an erasure was of this person or server."""
    salt, _, _ = mark.partition(":")
    return _mark(salt, whose) == mark


def marks_beside(database: Path) -> set[str]:
    """Returns the marks in the list beside a database. Raises a DatabaseError where it cannot be read."""
    try:
        lines = _list_of(database).read_text(encoding="utf-8").split("\n")
    except FileNotFoundError:
        return set()
    except OSError as error:
        raise trouble_with_file(error, _list_of(database)) from error
    return {each for each in lines if _MARK.fullmatch(each)}


def write_down(database: Path, marks: Collection[str]) -> None:
    """Adds marks to the list beside a database. They are on the disk when this returns. Raises a
    DatabaseError where it cannot be written."""
    try:
        with _list_of(database).open("a", encoding="utf-8") as file:
            # A line that a crash has left half-written ends here.
            file.write("".join(f"\n{each}\n" for each in marks))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise trouble_with_file(error, _list_of(database)) from error


def _list_of(database: Path) -> Path:
    return database.with_name(f"{database.name}.erased")


def _mark(salt: str, whose: int) -> str:
    return f"{salt}:{hashlib.blake2b(str(whose).encode(), salt=bytes.fromhex(salt)).hexdigest()}"
