"""Numbers of a story's readers in the database."""

from __future__ import annotations

from dataclasses import dataclass

from bot.database import Connection
from bot.database.rows import made
from bot.statistics.models import CountedLine
from bot.stories.ids import StoryId
from bot.stories.queries import visibility

_BY_FATE = f"""
    WITH each_reader AS (
        SELECT count(finished_at) > 0 AS finished, max(read_at) AS read_at,
            max(CASE WHEN closed_at IS NULL THEN chapter_id END) AS chapter_id
        FROM readings WHERE story_id = :story GROUP BY reader_id
    )
    SELECT finished, CASE
        WHEN finished OR read_at >= :since THEN NULL
        WHEN {visibility.OPEN_TO_ALL} THEN coalesce(number, 1)
        ELSE (SELECT chapters FROM stories WHERE id = :story)
    END AS chapter, count(*) AS readers
    FROM each_reader LEFT JOIN chapters ON chapters.id = chapter_id GROUP BY 1, 2
"""


@dataclass(frozen=True, slots=True)
class Fates:
    """The number of people who began a story, how many of them ever finished it, and how many of the others
    have stopped in which chapter, by its number."""

    readers: int
    finished: int
    stopped: dict[int, int]


def fates(connection: Connection, story: StoryId, since: int) -> Fates:
    """Returns the numbers of the story's readers. Those who have not finished and not read on since a time
    (UTC, seconds) count as stopped."""
    rows = connection.execute(_BY_FATE, {"story": story, "since": since}).fetchall()
    return Fates(
        sum(row["readers"] for row in rows),
        sum(row["readers"] for row in rows if row["finished"]),
        {row["chapter"]: row["readers"] for row in rows if row["chapter"] is not None},
    )


def subscribers(connection: Connection, story: StoryId) -> int:
    """Returns the number of readers who are subscribed to the story."""
    (total,) = connection.execute(
        "SELECT count(DISTINCT reader_id) FROM subscriptions"
        " WHERE story_id = ? AND channel_id IS NULL AND stopped_at IS NULL",
        (story,),
    ).fetchone()
    return int(total)


def quoted_lines(connection: Connection, story: StoryId, limit: int) -> list[CountedLine]:
    """Returns the lines of the story as it is now that most readers saved, those of most readers first."""
    rows = connection.execute(
        "SELECT chapter_id AS chapter, min(markdown) AS markdown, count(DISTINCT reader_id) AS readers"
        " FROM saved_quotes JOIN chapters ON chapters.id = chapter_id"
        " AND chapters.revision = saved_quotes.revision AND chapters.position >= 0"
        f" WHERE saved_quotes.story_id = ? AND removed_at IS NULL AND {visibility.OPEN_TO_ALL}"
        " GROUP BY chapter_id, start_offset, end_offset"
        " ORDER BY readers DESC, min(chapters.position), start_offset, end_offset LIMIT ?",
        (story, limit),
    )
    return [made(CountedLine, row) for row in rows]
