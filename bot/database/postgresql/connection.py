"""A connection to PostgreSQL as jobs see one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import psycopg
from psycopg.adapt import Buffer, Loader
from psycopg.pq import TransactionStatus
from psycopg.types.string import StrDumperUnknown

from bot.database.postgresql.statements import translated

_KINDS_OF_ROWS = 4_096
CONFLICTS = (psycopg.errors.SerializationFailure, psycopg.errors.DeadlockDetected)
"""What a job meets another one with: it is undone, and can be run again."""


class Row(tuple[Any, ...]):
    """A row's values, in order and by the names of their columns."""

    __slots__ = ()
    places: Mapping[str, int] = MappingProxyType({})

    def __getitem__(self, place: Any) -> Any:
        return tuple.__getitem__(self, self.places[place] if isinstance(place, str) else place)

    def keys(self) -> Iterable[str]:
        """The names of the columns, in their order."""
        return self.places


@lru_cache(_KINDS_OF_ROWS)
def _kind_of_row(names: tuple[str, ...]) -> type[Row]:
    places: dict[str, int] = {}
    for place, name in enumerate(names):
        places.setdefault(name, place)
    return type("Row", (Row,), {"__slots__": (), "places": places})


def rows_by_name(cursor: psycopg.Cursor[Any]) -> Callable[[Sequence[Any]], Row]:
    """Returns the function that makes a row of a statement's values."""
    return _kind_of_row(tuple(each.name for each in cursor.description or ()))


class NumberLoader(Loader):
    """Sums of whole numbers are whole numbers, as in SQLite; PostgreSQL's are of any length."""

    def load(self, data: Buffer) -> int | float:
        """Returns the number."""
        text = bytes(data).decode()
        return float(text) if "." in text or not text.lstrip("-").isdecimal() else int(text)


KIND: Mapping[str, Any] = MappingProxyType(
    {"autocommit": True, "row_factory": rows_by_name, "cursor_factory": psycopg.ClientCursor}
)
"""What psycopg is told of each connection when it makes one."""


class TextDumper(StrDumperUnknown):
    """PostgreSQL has no place for U+0000 in a text: U+FFFD stands for it, as it does in a copied library."""

    def dump(self, obj: str) -> Buffer | None:
        """Returns the text as PostgreSQL takes it."""
        return super().dump(obj.replace("\0", "\ufffd"))


def prepare(connection: psycopg.Connection[Any]) -> None:
    """Has a connection's values go there and back as jobs know them."""
    connection.adapters.register_loader("numeric", NumberLoader)
    connection.adapters.register_dumper(str, TextDumper)


class PostgreSQLConnection:
    """psycopg's connection, with the statements of both engines and rows like SQLite's."""

    def __init__(self, connection: psycopg.Connection[Row]) -> None:
        self._connection = connection
        self._undone = False

    @property
    def in_transaction(self) -> bool:
        """Whether what was written is still to be committed, and can be."""
        status = self._connection.info.transaction_status
        return not self._undone and status in (TransactionStatus.INTRANS, TransactionStatus.INERROR)

    def execute(self, sql: str, parameters: Any = (), /) -> psycopg.Cursor[Row]:
        """Returns the cursor of a statement that was run."""
        try:
            return self._connection.execute(translated(sql), parameters)
        except psycopg.OperationalError:  # it met another one, or waited in vain, or there is no room
            self._undone = True
            raise

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> psycopg.Cursor[Row]:
        """Runs a statement once with each of these parameters."""
        cursor = self._connection.cursor()
        try:
            cursor.executemany(translated(sql), parameters)
        except psycopg.OperationalError:  # it met another one, or waited in vain, or there is no room
            self._undone = True
            raise
        return cursor
