"""How many people read a story."""

from __future__ import annotations

from bot.models import Readership, StoryId
from bot.storage.database import Connection


def of(connection: Connection, story: StoryId) -> Readership:
    """Everybody who has begun it, and those of them who have finished it."""
    row = connection.execute(
        "SELECT count(DISTINCT reader_id) AS readers,"
        " count(DISTINCT CASE WHEN finished_at IS NOT NULL THEN reader_id END) AS finished"
        " FROM readings WHERE story_id = ?",
        (story,),
    ).fetchone()
    return Readership(row["readers"], row["finished"])
