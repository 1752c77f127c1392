"""Texts that are to be searched for quotes: old ones, and those whose characters have been corrected."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.database import Connection
from bot.database.rows import made
from bot.stories.ids import StoryId
from bot.stories.models import Story
from bot.stories.queries import stories
from bot.stories.queries.texts import TextId

_UNQUOTED = """
    FROM unquoted_texts JOIN revisions USING (text_id)
    JOIN chapters ON chapters.id = chapter_id AND chapters.revision = revisions.revision
    JOIN stories ON stories.id = story_id
"""


@dataclass(frozen=True, slots=True)
class Unquoted:
    """The texts of one story that are to be searched for quotes, in reading order, and the story's
    characters."""

    story: StoryId
    characters: tuple[str, ...]
    texts: tuple[TextId, ...]


def next_story(connection: Connection, passing_over: Collection[StoryId]) -> StoryId | None:
    """Returns a story with such texts, or None. Skips the stories of `passing_over`."""
    row = connection.execute(
        f"SELECT stories.id {_UNQUOTED} WHERE stories.id NOT IN (SELECT value FROM json_each(?)) LIMIT 1",
        (json.dumps(list(passing_over)),),
    ).fetchone()
    return row and StoryId(row["id"])


def of_story(connection: Connection, story: StoryId) -> Unquoted | None:
    """Returns such texts of a story, or None if it has none."""
    rows = connection.execute(
        f"SELECT text_id, {stories.COLUMNS} {_UNQUOTED} WHERE stories.id = ? ORDER BY chapters.position",
        (story,),
    ).fetchall()
    if not rows:
        return None
    found = made(Story, rows[0], "story")
    return Unquoted(story, found.characters, tuple(TextId(row["text_id"]) for row in rows))


def remove(connection: Connection, texts: Sequence[TextId]) -> None:
    """Records that these texts have been searched for quotes."""
    connection.execute(
        "DELETE FROM unquoted_texts WHERE text_id IN (SELECT value FROM json_each(?))", (json.dumps(texts),)
    )
