"""The reading log in the database: what each reader has read, day by day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from bot.database import Connection
from bot.database.rows import made
from bot.reading.models import Day
from bot.stories.ids import ReaderId, StoryId
from bot.stories.models import Audience, Story
from bot.stories.queries import stories, visibility


def add(connection: Connection, reader: ReaderId, story: StoryId, read: Day) -> None:
    """Adds to the record of a story that a reader read on a day."""
    connection.execute(
        "INSERT INTO reading_days (reader_id, day, story_id, words, seconds)"
        " VALUES (?, ?, ?, ?, ?) ON CONFLICT (reader_id, day, story_id) DO UPDATE SET"
        " words = reading_days.words + excluded.words,"
        " seconds = reading_days.seconds + excluded.seconds",
        (reader, read.date.isoformat(), story, read.words, read.seconds),
    )


def forget(connection: Connection, reader: ReaderId, story: StoryId, these: Collection[date]) -> None:
    """Deletes the record of a story that a reader read on these days."""
    connection.executemany(
        "DELETE FROM reading_days WHERE reader_id = ? AND story_id = ? AND day = ?",
        [(reader, story, each.isoformat()) for each in these],
    )


def days_of_story(connection: Connection, reader: ReaderId, story: StoryId) -> list[date]:
    """Returns the days on which a reader read a story."""
    rows = connection.execute(
        "SELECT day FROM reading_days WHERE reader_id = ? AND story_id = ?", (reader, story)
    )
    return [date.fromisoformat(row["day"]) for row in rows]


def days(connection: Connection, reader: ReaderId) -> list[Day]:
    """Returns all the days on which a reader read, the first one first."""
    rows = connection.execute(
        "SELECT day AS date, sum(words) AS words, sum(seconds) AS seconds"
        " FROM reading_days WHERE reader_id = ? GROUP BY day ORDER BY day",
        (reader,),
    )
    return [made(Day, row) for row in rows]


def since(connection: Connection, reader: ReaderId, story: StoryId, first: date) -> tuple[int, int]:
    """Returns on how many days, from one on, a reader read a story, and for how many seconds in all."""
    row = connection.execute(
        "SELECT count(*) AS days, coalesce(sum(seconds), 0) AS seconds FROM reading_days"
        " WHERE reader_id = ? AND story_id = ? AND day >= ?",
        (reader, story, first.isoformat()),
    ).fetchone()
    return row["days"], row["seconds"]


def stories_of_year(connection: Connection, audience: Audience, year: int) -> list[tuple[Story, int]]:
    """Returns the stories that a reader read in a year and that may be shown here, each with the number of
    words read; the most read first."""
    rows = connection.execute(
        f"SELECT {stories.COLUMNS}, sum(reading_days.words) AS read FROM reading_days"
        " JOIN stories ON stories.id = story_id"
        f" WHERE reader_id = :reader AND day BETWEEN :first AND :last AND {visibility.SHOWN}"
        " GROUP BY stories.id ORDER BY read DESC, stories.id",
        {
            "first": date(year, 1, 1).isoformat(),
            "last": date(year, 12, 31).isoformat(),
            **visibility.parameters(audience),
        },
    )
    return [(made(Story, row, "story"), row["read"]) for row in rows]
