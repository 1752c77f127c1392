"""What readers asked to be warned of, and where they chose to read all the same."""

from __future__ import annotations

from collections.abc import Iterable

from bot.database import Connection
from bot.stories.cautions import phrase
from bot.stories.ids import ChapterId, ReaderId, StoryId

WHOLE_STORY = ChapterId(0)
"""Stands for what a story as a whole warns of."""


def names(connection: Connection, reader: ReaderId) -> tuple[str, ...]:
    """Returns the warnings and tags that a reader asked to be warned of, as they wrote them."""
    rows = connection.execute("SELECT name FROM reader_warnings WHERE reader_id = ?", (reader,))
    return tuple(sorted((row["name"] for row in rows), key=lambda name: (name.casefold(), name)))


def phrases(connection: Connection, reader: ReaderId) -> list[str]:
    """Returns the same as they are compared."""
    rows = connection.execute("SELECT phrase FROM reader_warnings WHERE reader_id = ?", (reader,))
    return [row["phrase"] for row in rows]


def keep(connection: Connection, reader: ReaderId, wanted: Iterable[str]) -> None:
    """Stores what a reader asks to be warned of, in place of what they asked before."""
    connection.execute("DELETE FROM reader_warnings WHERE reader_id = ?", (reader,))
    connection.executemany(
        "INSERT INTO reader_warnings (reader_id, name, phrase) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        [(reader, name, folded) for name in wanted if (folded := phrase(name))],
    )


def accepted(connection: Connection, reader: ReaderId, story: StoryId) -> set[ChapterId]:
    """Returns the chapters of a story that a reader chose to read though they were warned; WHOLE_STORY for
    the story itself."""
    rows = connection.execute(
        "SELECT chapter_id FROM accepted_warnings WHERE reader_id = ? AND story_id = ?", (reader, story)
    )
    return {ChapterId(row["chapter_id"]) for row in rows}


def accept(connection: Connection, reader: ReaderId, story: StoryId, chapters: Iterable[ChapterId]) -> None:
    """Records that a reader chose to read these chapters though they were warned."""
    connection.executemany(
        "INSERT INTO accepted_warnings (reader_id, story_id, chapter_id) VALUES (?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        [(reader, story, chapter) for chapter in chapters],
    )
