"""Texts in which quotes are to be looked for: old ones, and those whose characters have been corrected."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from bot.database import Connection
from bot.database.rows import made
from bot.stories.ids import StoryId
from bot.stories.models import Story
from bot.stories.queries import stories
from bot.stories.queries.texts import TextId

_UNQUOTED = """
    FROM unquoted_texts JOIN revisions USING (text_id) JOIN chapters ON chapters.id = chapter_id
    JOIN stories ON stories.id = story_id
"""


@dataclass(frozen=True, slots=True)
class Unquoted:
    """Such texts of one story, in reading order, and the story's characters."""

    story: StoryId
    characters: tuple[str, ...]
    texts: tuple[TextId, ...]


def of_a_story(connection: Connection, story: StoryId | None = None) -> Unquoted | None:
    """Those of this story, or of any, that has some left."""
    row = connection.execute(
        f"SELECT {stories.COLUMNS} {_UNQUOTED} WHERE ?1 IS NULL OR stories.id = ?1 LIMIT 1",
        (story,),
    ).fetchone()
    if row is None:
        return None
    found = made(Story, row, "story")
    texts = connection.execute(
        f"SELECT text_id {_UNQUOTED} WHERE stories.id = ? ORDER BY chapters.position", (found.id,)
    )
    return Unquoted(found.id, found.characters, tuple(TextId(each["text_id"]) for each in texts))


def remove(connection: Connection, texts: Sequence[TextId]) -> None:
    """Note that quotes have been looked for in these."""
    connection.execute(
        "DELETE FROM unquoted_texts WHERE text_id IN (SELECT value FROM json_each(?))", (json.dumps(texts),)
    )
