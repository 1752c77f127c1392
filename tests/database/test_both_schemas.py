"""The two schemas: each step exists for both engines, and makes the same of a database."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import pytest

from bot.database import Connection, Database, SQLiteDatabase, schema
from tests.support.rows import insert

FIRST = 50
"""The step that makes all of the schema on PostgreSQL that those up to it made on SQLite."""
TYPES = {
    "BIGINT": "INTEGER",
    "BOOLEAN": "INTEGER",
    "TEXT": "TEXT",
    "BYTEA": "BLOB",
    "DOUBLE PRECISION": "REAL",
}
"""What SQLite calls the types of PostgreSQL."""
OF_ONE_ENGINE = re.compile(r"schema_version|sqlite_.*|\w+_words(_\w+)?|word_totals")
"""Tables of the engines themselves, and the indexes of words."""
ON_SQLITE_ALONE = {"readings_recent"}
"""Indexes that would have readers who turn pages at once meet each other on PostgreSQL."""


# Steps


def numbers(package: str) -> list[int]:
    names = {each.name for each in resources.files(package).iterdir() if each.name.endswith(".sql")}
    return sorted({int(name[:4]) for name in names})


def test_each_step_exists_for_both_engines() -> None:
    """A change of the schema is written for both, under one number."""
    on_sqlite = numbers("bot.database.migrations")
    assert on_sqlite == list(range(1, len(on_sqlite) + 1))
    assert numbers("bot.database.postgresql.migrations") == on_sqlite[FIRST - 1 :]


# What they make


@dataclass(frozen=True)
class Table:
    """A table, in words that are the same for both engines."""

    columns: dict[str, tuple[str, bool, str | None]]
    key: tuple[str, ...]
    references: set[tuple[str, str, str]]
    unique: set[tuple[str, ...]]
    indexes: dict[str, str]
    checks: list[str]


TABLES = (
    "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' ORDER BY name",
    "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename",
)
REFERENCES = (
    'SELECT "from", "table" || \'.\' || "to", on_delete FROM pragma_foreign_key_list(:table)',
    "SELECT own.attname, confrelid::regclass::text || '.' || theirs.attname,"
    " CASE confdeltype WHEN 'a' THEN 'NO ACTION' WHEN 'c' THEN 'CASCADE' ELSE 'other' END FROM pg_constraint"
    " JOIN pg_attribute AS own ON own.attrelid = conrelid AND own.attnum = conkey[1]"
    " JOIN pg_attribute AS theirs ON theirs.attrelid = confrelid AND theirs.attnum = confkey[1]"
    " WHERE contype = 'f' AND conrelid = to_regclass(:table) AND cardinality(conkey) = 1",
)
UNIQUE = (
    "SELECT group_concat(columns.name, ' ') FROM pragma_index_list(:table) AS indexes"
    " JOIN pragma_index_info(indexes.name) AS columns WHERE origin = 'u' GROUP BY indexes.name",
    "SELECT string_agg(attname, ' ' ORDER BY array_position(conkey, attnum)) FROM pg_constraint"
    " JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY (conkey)"
    " WHERE contype = 'u' AND conrelid = to_regclass(:table) GROUP BY conname",
)
INDEXES = (
    "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = :table",
    "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema() AND tablename = :table"
    " AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = indexname)",
)
CHECKS = (
    "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = :table",
    "SELECT pg_get_constraintdef(oid) FROM pg_constraint"
    " WHERE contype = 'c' AND conrelid = to_regclass(:table)",
)


def described(connection: Connection) -> dict[str, Table]:
    """All tables of a database, by their names."""
    names = [row[0] for row in connection.execute(of(connection, TABLES))]
    return {name: table(connection, name) for name in names if not OF_ONE_ENGINE.fullmatch(name)}


def of(connection: Connection, statements: tuple[str, str]) -> str:
    return statements[0] if isinstance(connection, sqlite3.Connection) else statements[1]


def table(connection: Connection, name: str) -> Table:
    def rows(statements: tuple[str, str]) -> list[tuple[str, ...]]:
        found = connection.execute(of(connection, statements), {"table": name})
        return [tuple(row) for row in found.fetchall()]

    key = schema.primary_key(connection, name)
    return Table(
        columns={
            each.name: (TYPES.get(each.type, each.type), each.needed or each.name in key, fallback(each))
            for each in schema.columns(connection, name)
        },
        key=key,
        references={(column, to, on_delete) for column, to, on_delete in rows(REFERENCES)},
        unique={tuple(columns.split()) for (columns,) in rows(UNIQUE)},
        indexes={index: plain(sql) for index, sql in rows(INDEXES) if index not in ON_SQLITE_ALONE},
        checks=sorted(each for (sql,) in rows(CHECKS) for each in checked(sql)),
    )


def fallback(column: schema.Column) -> str | None:
    """The value that a column has by itself, as SQLite writes it."""
    text = column.fallback
    if text is None:
        return None
    if "random" in text:
        return "random"
    return {"false": "0", "true": "1"}.get(text, re.sub(r"::\w+( \w+)?", "", text))


def plain(sql: str) -> str:
    """An index's statement without what each engine writes in its own way."""
    sql = re.sub(r"::\w+| USING btree|\bpublic\.", "", sql)
    return " ".join(re.sub(r'[()"]', " ", sql).replace(" ,", ",").split()).lower()


def checked(sql: str) -> Iterable[str]:
    """The values that each CHECK names, as one text."""
    for check in re.findall(r"CHECK (\((?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*\))", sql):
        yield " ".join(re.findall(r"'[^']*'|\b\d+\b", check))


@pytest.mark.postgresql_only
async def test_both_engines_have_the_same_tables(database: Database, tmp_path: Path) -> None:
    async with SQLiteDatabase(tmp_path / "file.sqlite3") as file:
        on_sqlite = await file.read(described)
    on_postgresql = await database.read(described)
    assert len(on_sqlite) > 70
    assert on_postgresql.keys() == on_sqlite.keys()
    for name, there in on_sqlite.items():
        assert on_postgresql[name] == there, name


# Ids


def begun_on_sqlite(connection: Connection) -> dict[str, int]:
    """The first ids of the tables that give none twice."""
    counted = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%'"
    used = dict(connection.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
    return {name: used.get(name, 0) + 1 for (name,) in connection.execute(counted).fetchall()}


def begun_on_postgresql(connection: Connection) -> dict[str, int]:
    first = (
        "SELECT tables.relname, seqstart FROM pg_sequence"
        " JOIN pg_depend ON objid = seqrelid AND deptype = 'i'"
        " JOIN pg_class AS tables ON tables.oid = refobjid"
    )
    return dict(tuple(row) for row in connection.execute(first))


@pytest.mark.postgresql_only
async def test_ids_begin_where_they_do_on_sqlite_and_none_is_given_twice(
    database: Database, tmp_path: Path
) -> None:
    async with SQLiteDatabase(tmp_path / "file.sqlite3") as file:
        on_sqlite = await file.read(begun_on_sqlite)
    on_postgresql = await database.read(begun_on_postgresql)
    assert {name: on_postgresql.get(name) for name in on_sqlite} == on_sqlite


# What follows from a change by itself


def waiting(connection: Connection, table: str) -> list[tuple[int, ...]]:
    return [tuple(row) for row in connection.execute(f"SELECT * FROM {table} ORDER BY 1")]


def story_of_two_revisions(connection: Connection) -> None:
    insert(connection, "stories", id=1, title="The Lamps", counting=1, words=10, removed_at=None)
    insert(connection, "chapters", id=1, story_id=1, position=0, kind="body", revision=1)
    for number in (1, 2):
        insert(connection, "texts", id=number, text="Once.")
        insert(connection, "revisions", chapter_id=1, revision=number, text_id=number)


async def test_what_is_to_be_looked_at_again_follows_from_a_change(database: Database) -> None:
    def job(connection: Connection) -> None:
        story_of_two_revisions(connection)
        assert waiting(connection, "unlikened_stories") == [(1, 1)]
        connection.execute("UPDATE stories SET words = 11, title = 'Lamps' WHERE id = 1")
        assert waiting(connection, "unlikened_stories") == [(1, 2)]
        connection.execute("UPDATE stories SET words = 12, counting = 2 WHERE id = 1")
        connection.execute("UPDATE stories SET title = 'The Lamps' WHERE id = 1")
        assert waiting(connection, "unlikened_stories") == [(1, 2)]
        connection.execute("UPDATE stories SET removed_at = 5 WHERE id = 1")
        assert waiting(connection, "unlikened_stories") == [(1, 3)]

    await database.transaction(job)


async def test_texts_are_searched_for_quotes_again_where_characters_are_corrected(database: Database) -> None:
    def job(connection: Connection) -> None:
        story_of_two_revisions(connection)
        connection.execute("UPDATE stories SET characters = characters WHERE id = 1")
        assert waiting(connection, "unquoted_texts") == []
        for names in ('["Mira"]', '["Mira", "Theo"]'):
            connection.execute("UPDATE stories SET characters = ? WHERE id = 1", (names,))
            assert waiting(connection, "unquoted_texts") == [(1,)]

    await database.transaction(job)


async def test_a_text_is_packed_once_another_has_followed_it(database: Database) -> None:
    def job(connection: Connection) -> None:
        story_of_two_revisions(connection)
        connection.execute("UPDATE chapters SET revision = 2 WHERE id = 1")
        assert waiting(connection, "unpacked_texts") == [(1,)]
        connection.execute("UPDATE chapters SET revision = 1 WHERE id = 1")
        connection.execute("UPDATE chapters SET revision = 2 WHERE id = 1")
        assert waiting(connection, "unpacked_texts") == [(1,)]

    await database.transaction(job)
