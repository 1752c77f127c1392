"""What a copy is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import parse_qsl, urlencode, urlsplit

Place: TypeAlias = Path | str
"""Where a database is: an SQLite file, or the address of a server's."""
Values: TypeAlias = tuple[Any, ...]
"""A row, or the key of one."""
Progress: TypeAlias = Callable[[str, int, int], None]
"""Called with what is done, how many rows of it are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as one of the engines has it: its columns with their types, the columns of its key, and those
    that hold ids of its own rows. `keeps_nul`: whether its texts may have the character U+0000."""

    name: str
    columns: Mapping[str, str]
    key: tuple[str, ...]
    own: tuple[str, ...]
    keeps_nul: bool

    def of_row(self, names: tuple[str, ...], row: Values) -> Values:
        """Returns these columns of a row that has all of them."""
        places = {name: place for place, name in enumerate(self.columns)}
        return tuple(row[places[name]] for name in names)


@dataclass(frozen=True, slots=True)
class Copied:
    """What a copy came to: rows, tables, and values that had a character that PostgreSQL cannot keep."""

    rows: int
    tables: int
    replaced: int


def told(place: Place) -> str:
    """Returns what a database is called, without a password."""
    if isinstance(place, Path):
        return str(place)
    parts = urlsplit(place)
    user, _, host = parts.netloc.rpartition("@")
    netloc = f"{user.partition(':')[0]}@{host}" if user else host
    query = urlencode([each for each in parse_qsl(parts.query) if each[0] != "password"], safe="/")
    return parts._replace(netloc=netloc, query=query).geturl()
