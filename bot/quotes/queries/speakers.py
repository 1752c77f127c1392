"""Speakers in stories, as far as an audience may know them."""

from __future__ import annotations

from bot.database import Connection
from bot.database.rows import made
from bot.quotes.models import Speaker
from bot.quotes.queries.found_quotes import END, OF_TEXT
from bot.quotes.queries.quotes import SHOWN
from bot.stories.ids import StoryId
from bot.stories.models import Audience
from bot.stories.queries import visibility
from bot.stories.queries.stories import folded
from bot.stories.queries.texts import OF_CHAPTER, OFFSET_BITS

_CANDIDATES = 200
"""The number of matching names that are considered."""
_OF_STORY = f"""
    SELECT quotes.id, speakers.id AS speaker_id FROM chapters
    JOIN {OF_CHAPTER} JOIN quotes ON {OF_TEXT} JOIN speakers ON speakers.id = speaker_id
    WHERE story_id = :story AND chapters.number IS NOT NULL AND NOT early
    AND instr(' ' || folded, ' ' || :beginning) > 0
"""
_OF_ALL = f"""
    SELECT quotes.id, speaker_id FROM (
        SELECT id FROM speakers WHERE instr(' ' || folded, ' ' || :beginning) > 0
        ORDER BY instr(folded, :beginning), id LIMIT {_CANDIDATES}
    ) AS named CROSS JOIN quotes WHERE speaker_id = named.id AND NOT early
"""
_SPEAKERS = f"""
    WITH speaking AS MATERIALIZED ({{speaking}}), holding AS (
        SELECT DISTINCT id >> {OFFSET_BITS} AS text_id FROM speaking
    ), shown AS MATERIALIZED ({SHOWN})
    SELECT min(speakers.id) AS id, min(name) AS name
    FROM speaking CROSS JOIN shown JOIN speakers ON speakers.id = speaker_id
    WHERE text_id = speaking.id >> {OFFSET_BITS}
        AND speaking.id & {END} > shown_from AND speaking.id & {END} <= shown_to
    GROUP BY folded ORDER BY count(*) DESC, folded LIMIT :limit
"""


def beginning(
    connection: Connection, audience: Audience, typed: str, story: StoryId | None, limit: int
) -> list[Speaker]:
    """Returns the speakers whose name has a part that begins with the typed text, in a story or in all, and
    who have a line that may be quoted to this audience; the one with the most such lines first."""
    rows = connection.execute(
        _SPEAKERS.format(speaking=_OF_ALL if story is None else _OF_STORY),
        {**visibility.parameters(audience), "beginning": folded(typed), "story": story, "limit": limit},
    )
    return [made(Speaker, row) for row in rows]
