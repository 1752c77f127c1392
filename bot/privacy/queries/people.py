"""Rows about people: read, and erased, by the one list of columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.database import Connection, schema
from bot.privacy.export import Table
from bot.privacy.models import HELD, PARTS, Held, Part
from bot.stories.ids import ReaderId

_BY_NAME = {
    "story_id": "(SELECT stories.title FROM stories WHERE stories.id = {table}.story_id)",
    "like_id": "(SELECT stories.title FROM stories WHERE stories.id = {table}.like_id)",
    "quote_id": "(SELECT quotes.text FROM quotes WHERE quotes.id = {table}.quote_id)",
    "read_along_id": "(SELECT stories.title FROM read_alongs JOIN stories ON stories.id = story_id"
    " WHERE read_alongs.id = {table}.read_along_id)",
    "part_id": "(SELECT stories.title || ', part ' || number FROM read_along_parts"
    " JOIN read_alongs ON read_alongs.id = read_along_id JOIN stories ON stories.id = story_id"
    " WHERE read_along_parts.id = {table}.part_id)",
    **{
        column: "(SELECT coalesce('Chapter ' || chapters.number, chapters.title) FROM chapters"
        f" WHERE chapters.id = {{table}}.{column})"
        for column in ("chapter_id", "was_chapter_id", "undo_chapter_id", "warned_chapter_id")
    },
}
"""The SQL of what people know the thing with an id by."""


def tables(connection: Connection, reader: ReaderId) -> list[Table]:
    """Returns everything that is stored about a person."""
    held = [_table(connection, reader, each, each.column, "= :reader") for each in HELD]
    return held + [_table(connection, reader, each, each.column, _of(each)) for each in PARTS if each.file]


def erase(connection: Connection, reader: ReaderId) -> None:
    """Deletes a person's rows with all that belongs to them, and takes the person out of those that stay."""
    whose = {"reader": reader}
    for each in HELD:
        connection.execute(
            f"DELETE FROM {each.table} WHERE {each.column} = :reader AND NOT ({each.stays})", whose
        )
        connection.execute(
            f"UPDATE {each.table} SET {each.column} = :nobody WHERE {each.column} = :reader",
            whose | {"nobody": each.nobody},
        )


def hasten_training(connection: Connection, before: int) -> None:
    """Has what is worked out from all readers be worked out anew as though it was last done at this time,
    UTC in seconds."""
    connection.execute("UPDATE trainings SET made_at = min(made_at, ?)", (before,))


def everybody(connection: Connection) -> Iterator[ReaderId]:
    """Yields everybody about whom anything is stored."""
    ids = " UNION ".join(f"SELECT {each.column} FROM {each.table}" for each in HELD)
    for (identity,) in connection.execute(ids):
        if identity:
            yield ReaderId(identity)


def marks(connection: Connection) -> set[str]:
    """Returns the marks of the erasures that this database has seen."""
    return {mark for (mark,) in connection.execute("SELECT mark FROM erasures")}


def note(connection: Connection, these: Iterable[str]) -> None:
    """Records erasures as seen."""
    connection.executemany(
        "INSERT INTO erasures VALUES (?) ON CONFLICT DO NOTHING", [(each,) for each in these]
    )


def _of(part: Part) -> str:
    [owner] = [each for each in HELD if each.table == part.of]
    return f"IN (SELECT id FROM {owner.table} WHERE {owner.column} = :reader)"


def _table(connection: Connection, reader: ReaderId, of: Held | Part, column: str, which: str) -> Table:
    shown = [each.name for each in schema.columns(connection, of.table) if each.name != column]
    key = ", ".join(f"{of.table}.{name}" for name in schema.primary_key(connection, of.table))
    wanted = ", ".join(_BY_NAME.get(name, f'{{table}}."{name}"').format(table=of.table) for name in shown)
    rows = connection.execute(
        f"SELECT {wanted or column} FROM {of.table} WHERE {of.table}.{column} {which} ORDER BY {key}",
        {"reader": reader},
    )
    return Table(of.file, of.what, shown, [tuple(row) for row in rows])
