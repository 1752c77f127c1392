"""An installation moves from SQLite to PostgreSQL and back: all of it, once, whatever happens on the way."""

from __future__ import annotations

import asyncio
import random
import re
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bot.cli.single import only_process_of
from bot.copying.models import told
from bot.copying.queries import counters, tables
from bot.copying.service import copy
from bot.database import Connection, SQLiteDatabase, opening, schema, sessions
from bot.database.postgresql.connection import PostgreSQLConnection
from bot.privacy import erasures
from tests.support import engines, forks
from tests.support.bot_process import environment
from tests.support.command_line import CommandLine
from tests.support.fireside import burning
from tests.support.rounds import rounds

pytestmark = pytest.mark.postgresql_only

STORY = "Low Water at Skerrow"
NOW = int(time.time())
FIRST = "(SELECT min(id) FROM stories)"
VALUES: dict[str, dict[str, object]] = {
    "deliveries": {"state": "sent"},
    "opinions": {"stars": 3},
    "pauses": {"id": 1},
    "readers": {"spoilers": "off", "length": "phone"},
}
"""What is in columns that do not take everything."""


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Has what lies beside a database on a server be the test's own."""
    (tmp_path / "data").mkdir()
    monkeypatch.chdir(tmp_path)


def silent(what: str, done: int, of: int) -> None:
    """Nobody looks at the progress."""


@pytest.fixture
def file(tmp_path: Path, sample_library: Path) -> Path:
    """An SQLite file with the sample stories, and rows in every table."""
    path = tmp_path / "library.sqlite3"
    copy(engines.database_named(sample_library), path, NOW, silent)
    with (
        closing(sqlite3.connect(path, isolation_level=None)) as connection,
        sessions.session_with(engines.database_named(sample_library)) as server,
    ):
        connection.row_factory = sqlite3.Row
        fill(connection, server)
    return path


@pytest.fixture
def server(tmp_path: Path) -> str:
    """The address of an empty database on the server."""
    return engines.database_named(tmp_path / "new.sqlite3")


def fill(connection: sqlite3.Connection, server: Connection) -> None:
    """Puts rows into the tables that have none, with a value in every column."""
    numbers = iter(range(10**15, 10**16))
    connection.execute(f"INSERT INTO announcements (story_id, announced_at) VALUES ({FIRST}, 2)")
    subscriptions = (
        "INSERT INTO subscriptions (id, reader_id, subject, told, digest_id) VALUES (?, 1, ?, 0, ?)"
    )
    connection.executemany(subscriptions, [(5, "chapters", 6), (6, "digest", None)])
    referred = {(each.table, each.column): each.of for each in schema.references(connection)}
    for name in tables.common(connection, server):
        if connection.execute(f"SELECT 1 FROM {name}").fetchone():
            continue
        truths = [each.name for each in schema.columns(server, name) if each.type == "BOOLEAN"]
        for _ in range(3):
            row = {
                each.name: some(connection, each, next(numbers), referred.get((name, each.name)))
                for each in schema.columns(connection, name)
            }
            row |= {column: next(numbers) % 2 for column in truths} | VALUES.get(name, {})
            marks = ", ".join("?" * len(row))
            connection.execute(f"INSERT INTO {name} VALUES ({marks}) ON CONFLICT DO NOTHING", [*row.values()])


def some(connection: sqlite3.Connection, column: schema.Column, number: int, of: str | None) -> object:
    if of is not None:
        (key,) = schema.primary_key(connection, of)
        return connection.execute(f"SELECT max({key}) FROM {of}").fetchone()[0]
    text = f"“{number}” 'it’s' \\ %s ? :x 🜂\n"
    blob = f"\0{number}\xff".encode("latin-1")
    return {"INTEGER": number, "TEXT": text, "BLOB": blob, "REAL": number / 7}[column.type]


def contents(place: Path | str) -> dict[str, list[tuple[object, ...]]]:
    """All rows of a database."""
    with sessions.session_with(place) as connection:
        names = [each for each in sessions.tables(connection) if not each.startswith("sqlite_")]
        described = tables.described(connection, [name for name in names if "words" not in name])
        return {
            each.name: tables.rows_after(connection, each, sorted(each.columns), None, 10**6)
            for each in described
            if each.name not in ("schema_version", "word_totals", "unindexed_texts")
        }


def given(place: Path | str) -> dict[str, int]:
    with sessions.session_with(place) as connection:
        return counters.last_given(connection)


# All of it


async def test_readers_read_on_where_their_installation_was_copied_to(
    tmp_path: Path, sample_library: Path, cli: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, file, second = (tmp_path / f"{name}.sqlite3" for name in ("first", "file", "second"))
    shutil.copy(sample_library, first)
    async with burning(first) as fireside:
        mira = await fireside.person("Mira")
        await mira.slash("read", story=STORY)
        page = (await mira.press("Next")).text
        found = (await mira.slash("search", words="harbour")).text
    code, said, errors = cli.run("copy", engines.database_named(first), f"sqlite:///{file}")
    assert (code, errors) == (0, "")
    assert said.startswith(f"✓ {file} has all of")
    with monkeypatch.context() as in_files:
        in_files.setattr(opening, "SQLiteDatabase", SQLiteDatabase)
        async with burning(file) as fireside:
            mira = await fireside.person("Mira")
            assert (await mira.slash("read", story=STORY)).text == page
            assert (await mira.slash("search", words="harbour")).text == found
            await mira.slash("read", story=STORY)
            later = (await mira.press("Next")).text

    erasures.write_down(file, [mark := erasures.new_mark(7)])
    code, _, errors = cli.run("copy", f"sqlite:///{file}", engines.database_named(second))
    assert (code, errors) == (0, "")
    assert erasures.marks_beside(Path("data/postgresql")) == {mark}
    async with burning(second) as fireside:
        mira = await fireside.person("Mira")
        assert (await mira.slash("read", story=STORY)).text == later
        assert (await mira.slash("search", words="harbour")).text == found


def test_every_row_arrives_as_it_was_and_no_id_is_given_twice(file: Path, server: str) -> None:
    copied = copy(file, server, NOW, silent)
    there, here = contents(server), contents(file)
    assert there == here
    assert [name for name, rows in here.items() if not rows] == ["leases"]
    assert copied.rows == sum(map(len, here.values()))
    last = given(server)
    for name, before in given(file).items():
        assert last[name] >= before, name
    assert last["releases"] > 1_000_000
    assert last["subscriptions"] == 6


def test_what_postgresql_cannot_keep_is_replaced_and_told(file: Path, server: str, cli: CommandLine) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(f"UPDATE stories SET summary = 'one' || char(0) || 'two' WHERE id = {FIRST}")
    code, said, _ = cli.run("copy", f"sqlite:///{file}", server)
    assert code == 0 and "U+0000): 1." in said
    with sessions.session_with(server) as there:
        row = there.execute(f"SELECT summary FROM stories WHERE id = {FIRST}").fetchone()
    assert row[0] == "one�two"


def test_a_row_that_the_other_engine_refuses_is_named_and_the_copy_goes_on_once_it_is_mended(
    file: Path, server: str, cli: CommandLine
) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(
            'INSERT INTO marks (id, reading_id, marked_at, chapter_id, revision, "offset")'
            " VALUES (77, 999, 1, 1, 1, 1)"
        )
    code, _, errors = cli.run("copy", f"sqlite:///{file}", server)
    assert code == 2
    assert "The row with id 77 in marks cannot be kept" in errors and "foreign key" in errors
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("DELETE FROM marks WHERE id = 77")
    assert cli.run("copy", f"sqlite:///{file}", server)[0] == 0
    assert contents(server) == contents(file)


# Ended on the way


class KilledError(BaseException):
    """The process has ended here."""


@contextmanager
def ended_after(statements: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A command that does not get beyond so many statements to the server: nor can it undo anything."""
    left, execute = iter(range(statements)), PostgreSQLConnection.execute

    def counted(self: PostgreSQLConnection, *arguments: object) -> object:
        if next(left, None) is None:
            raise KilledError
        return execute(self, *arguments)  # type: ignore[arg-type]

    with monkeypatch.context() as killing:
        killing.setattr(PostgreSQLConnection, "execute", counted)
        yield


@pytest.mark.proofs
@pytest.mark.parametrize("seed", range(rounds(1, full=20)))
def test_a_copy_that_is_ended_at_any_statement_goes_on(
    file: Path, server: str, cli: CommandLine, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    chance, ends = random.Random(seed), 0
    for _ in range(100):
        try:
            with ended_after(chance.randrange(150, 500), monkeypatch):
                copy(file, server, NOW, silent)
            break
        except KilledError:
            ends += 1
            if ends == 3:
                code, _, errors = cli.run_on(server, "show", STORY)
                assert code == 74 and f"a copy of {file}" in errors
    assert ends > 3
    assert contents(server) == contents(file)
    assert cli.run_on(server, "show", STORY)[0] == 0


@pytest.mark.proofs
@pytest.mark.parametrize("seed", range(rounds(1, full=10)))
async def test_a_copy_that_is_killed_goes_on(file: Path, server: str, tmp_path: Path, seed: int) -> None:
    """In both directions, by the system."""
    chance, back = random.Random(seed), tmp_path / "back.sqlite3"
    for source, target in ((f"sqlite:///{file}", server), (server, f"sqlite:///{back}")):
        seconds, code = 0.1, -9
        while code == -9:
            process = await forks.bot("copy", source, target, environment=environment(file))
            try:
                async with asyncio.timeout(seconds):
                    code = await process.wait()
            except TimeoutError:
                process.kill()
                code = await process.wait()
            seconds *= 1 + chance.random()
        assert code == 0
    assert contents(back) == contents(server) == contents(file)


def test_what_was_changed_between_two_runs_is_found(
    file: Path, server: str, cli: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(KilledError), ended_after(500, monkeypatch):
        copy(file, server, NOW, silent)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(f"UPDATE stories SET summary = 'another' WHERE id = {FIRST}")
    code, _, errors = cli.run("copy", f"sqlite:///{file}", server)
    assert code == 2 and re.search(r"the row with id \d+ in stories differs", errors)


# Refused


def test_what_is_not_copied_is_refused_in_a_sentence(
    file: Path, server: str, cli: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, other = f"sqlite:///{file}", tmp_path / "other.sqlite3"

    def refused(old: str, new: str) -> str:
        code, said, errors = cli.run("copy", old, new)
        assert code and not said
        return errors

    assert "names no database" in refused("fireside.sqlite3", server)
    assert "from SQLite to PostgreSQL" in refused(source, f"sqlite:///{other}")
    assert f"no library in {other}" in refused(f"sqlite:///{other}", server)
    assert not other.exists()
    assert "no library in postgresql://" in refused(server, f"sqlite:///{other}")
    other.unlink()
    with only_process_of(file):
        assert "Another Fireside is running" in refused(source, server)
    with pytest.raises(KilledError), ended_after(200, monkeypatch):
        copy(file, server, NOW, silent)
    other.write_bytes(file.read_bytes())
    assert f"of {file}" in refused(f"sqlite:///{other}", server)
    with sessions.only_one(server):
        assert "Another copy into" in refused(source, server)
    assert cli.run("copy", source, server)[0] == 0
    assert "something in" in refused(source, server)


def test_nobody_writes_to_what_is_being_copied(file: Path, server: str) -> None:
    copy(file, server, NOW, silent)
    for place in (file, server):
        with sessions.session_with(place) as held, sessions.session_with(place) as other:
            sessions.hold(held)
            other.execute("PRAGMA busy_timeout = 0" if place == file else "SET lock_timeout = 10")
            with pytest.raises(Exception, match="lock"), sessions.transaction(other):
                other.execute("UPDATE stories SET summary = ''")


def test_a_password_is_not_told() -> None:
    url = "postgresql://fireside:secret@localhost:5432/fireside?sslmode=require&password=secret"
    assert told(url) == "postgresql://fireside@localhost:5432/fireside?sslmode=require"
