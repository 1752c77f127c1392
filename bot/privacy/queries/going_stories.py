"""Stories that go with their server: their rows, a few at a time, and in the end all that they say.

The row of a story and those of its chapters stay, emptied, so that their ids are never given again.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.database import Connection, Row, schema
from bot.privacy.models import STAYS_WITH_READER
from bot.privacy.queries.servers import NO_SERVER
from bot.stories.ids import StoryId
from bot.stories.queries import stories
from bot.stories.queries.texts import TextId

_AT_ONCE = 200
"""Rows deleted in one transaction: readers turn pages between two of them."""
_APART = ("stories", "chapters", "revisions", "going_stories", STAYS_WITH_READER)
"""Tables that are gone through by themselves, or stay."""
_KEPT = {"stories": ("id", "removed_at"), "chapters": ("id", "story_id", "position", "kind", "revision")}
"""The columns of emptied rows that are as they were."""
_EMPTY = {"authors": "'[]'", "tags": "'[]'", "guild_id": str(NO_SERVER), "counting": "1000000"}
"""The SQL of values that say nothing where the column's type does not tell: words are not counted anew."""


@dataclass(frozen=True, slots=True)
class Below:
    """A table whose rows belong to a story (or to a chapter, `of_chapter`) by its `column`. `key` are the
    columns by which a row is found."""

    table: str
    column: str
    key: tuple[str, ...]
    of_chapter: bool


def next_story(
    connection: Connection, passing_over: Collection[StoryId], now: int
) -> tuple[StoryId | None, bool]:
    """Returns a story that is to go, or None, and whether there are others whose posts are waited for. Skips
    those of `passing_over`."""
    row = connection.execute(
        "SELECT story_id, posts_until BETWEEN :now + 1 AND :now + 86400"
        " AND EXISTS (SELECT 1 FROM public_posts WHERE public_posts.story_id = going_stories.story_id)"
        " AS waits FROM going_stories"
        " WHERE story_id NOT IN (SELECT value FROM json_each(:waiting)) ORDER BY waits, story_id LIMIT 1",
        {"waiting": json.dumps(list(passing_over)), "now": now},
    ).fetchone()
    if row is None or row["waits"]:
        return None, row is not None
    return StoryId(row["story_id"]), False


def tables_below(connection: Connection) -> list[Below]:
    """Returns the tables with rows that belong to stories or to chapters, by the schema."""
    below = [each for each in schema.references(connection) if each.of in ("stories", "chapters")]
    found: dict[str, Below] = {}
    for each in sorted(below, key=lambda reference: (reference.table, reference.of != "stories")):
        if each.table not in _APART:
            key = schema.primary_key(connection, each.table)
            found.setdefault(each.table, Below(each.table, each.column, key, each.of == "chapters"))
    return list(found.values())


def some_rows(connection: Connection, story: StoryId, below: Below) -> Sequence[Row]:
    """Returns the keys of some of the story's rows in a table."""
    chapters = "(SELECT id FROM chapters WHERE story_id = ?)"
    which = f"IN {chapters}" if below.of_chapter else "= ?"
    statement = (
        f"SELECT {', '.join(below.key)} FROM {below.table} WHERE {below.column} {which} LIMIT {_AT_ONCE}"
    )
    return connection.execute(statement, (story,)).fetchall()


def delete_rows(connection: Connection, below: Below, rows: Sequence[Row]) -> None:
    """Deletes rows of a table by their keys."""
    one = " AND ".join(f"{column} = ?" for column in below.key)
    connection.executemany(f"DELETE FROM {below.table} WHERE {one}", rows)


def next_text(connection: Connection, story: StoryId) -> tuple[TextId, str] | None:
    """Returns a text of the story that is still there, of whatever version, or None: one that no other is
    packed as a difference to."""
    row = connection.execute(
        "SELECT texts.id, text FROM chapters JOIN revisions ON chapter_id = chapters.id"
        " JOIN texts ON texts.id = text_id WHERE story_id = ?"
        " AND NOT EXISTS (SELECT 1 FROM packed_texts WHERE base_id = texts.id) LIMIT 1",
        (story,),
    ).fetchone()
    return row and (TextId(row["id"]), str(row["text"]))


def delete_revisions(connection: Connection, story: StoryId, text: TextId) -> bool:
    """Deletes the story's revisions that have a text. Returns whether no other story's has it."""
    connection.execute(
        "DELETE FROM revisions WHERE text_id = ?"
        " AND chapter_id IN (SELECT id FROM chapters WHERE story_id = ?)",
        (text, story),
    )
    return connection.execute("SELECT 1 FROM revisions WHERE text_id = ?", (text,)).fetchone() is None


def empty(connection: Connection, story: StoryId) -> None:
    """Empties the rows of a story and of its chapters, to which nothing belongs any more."""
    stories.hide(connection, story)
    _empty(connection, "chapters", "story_id", story)
    _empty(connection, "stories", "id", story)
    connection.execute("DELETE FROM going_stories WHERE story_id = ?", (story,))


def _empty(connection: Connection, table: str, column: str, story: StoryId) -> None:
    assignments = [
        f"{each.name} = {_EMPTY.get(each.name, each.nothing)}"
        for each in schema.columns(connection, table)
        if each.name not in _KEPT[table]
    ]
    connection.execute(f"UPDATE {table} SET {', '.join(assignments)} WHERE {column} = ?", (story,))
