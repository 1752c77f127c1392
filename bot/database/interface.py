"""What the services see of a database, whichever engine keeps it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self, TypeVar

from bot.errors import DatabaseError

T = TypeVar("T")


class Row(Protocol):
    """A row of an answer: its values in order, and by the names of their columns."""

    def __getitem__(self, place: int | str, /) -> Any: ...

    def __iter__(self) -> Iterator[Any]: ...

    def __len__(self) -> int: ...

    def keys(self) -> Iterable[str]:
        """The names of the columns, in their order."""


class Cursor(Protocol):
    """What a statement answered."""

    @property
    def rowcount(self) -> int:
        """How many rows it wrote."""

    def __iter__(self) -> Iterator[Any]: ...

    def fetchone(self) -> Any:
        """The next row, or None."""

    def fetchall(self) -> list[Any]:
        """All rows that are left."""


class Connection(Protocol):
    """What a job works with. Parameters are `?`, or `:name` of a mapping."""

    @property
    def in_transaction(self) -> bool:
        """Whether what was written is still to be committed, and can be."""

    def execute(self, sql: str, parameters: Any = (), /) -> Cursor:
        """Returns the cursor of a statement that was run."""

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> Cursor:
        """Runs a statement once with each of these parameters."""


Job = Callable[[Connection], T]


class Database(ABC):
    """A database that jobs are handed over to. A job is a function of a connection, and runs off the event
    loop as a whole: a press costs one hop to another thread, not one a statement.

    A job has no effect but what it writes: it may be run again where it met another one.
    `trouble` is what is wrong with the database for the time being, if anything. `patience` is how many
    seconds a job waits where it cannot be had: Discord waits three for an answer.
    """

    is_shared = False
    """Whether other processes, on other machines too, may serve the same database."""
    trouble: DatabaseError | None = None
    patience = 2.0

    @property
    @abstractmethod
    def place(self) -> Path | str:
        """The file, or the server's address."""

    @property
    @abstractmethod
    def path(self) -> Path:
        """The file, or the folder in which Fireside keeps what is not to be in the database."""

    @abstractmethod
    async def __aenter__(self) -> Self:
        """Opens the database and brings its schema up to date. Raises DatabaseError where that cannot be
        done."""

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    @abstractmethod
    async def close(self) -> None:
        """Finishes what is queued and closes the database."""

    @abstractmethod
    async def check(self) -> None:
        """Looks whether the database is damaged, as far as that can be seen from here."""

    @abstractmethod
    async def read(self, job: Job[T]) -> T:
        """Returns the job's answer, from one consistent state of the database. Raises a DatabaseError where
        it cannot be read."""

    @abstractmethod
    async def transaction(self, job: Job[T], *, alone: bool = False) -> T:
        """Returns the job's answer once all it wrote is kept; on any exception nothing is written.

        One that may take long is to run `alone`, so that nobody who is quicker waits for its end. Raises a
        DatabaseError where the database cannot be written.
        """

    @abstractmethod
    async def sizes(self) -> tuple[int, int]:
        """Returns the bytes of the database and those of its log; 0 for what cannot be known."""

    @abstractmethod
    async def try_again(self) -> None:
        """Writes to a database that was in trouble, so that it is known to be well where nobody else
        writes."""
