"""The numbers of stories' readers as they were counted last, and as they are told."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import astuple, dataclass

from bot.database import Connection, Row
from bot.database.rows import made
from bot.statistics.models import CountedLine, QuotedLine, Readers, Stop
from bot.stories.ids import ChapterId, StoryId
from bot.stories.models import Chapter, LookedAfter, Story
from bot.stories.queries import chapters, looked_after, stories, visibility


@dataclass(frozen=True, slots=True)
class CountedNumbers:
    """What is told of a story's readers; None is too few."""

    readers: Readers
    subscribers: int | None
    lines: tuple[CountedLine, ...]


def next_to_count(connection: Connection, passing_over: Collection[StoryId], week: int) -> StoryId | None:
    """Returns a story whose readers have not been counted in this week, or None. Skips the stories of
    `passing_over`."""
    row = connection.execute(
        # Those that have been counted before are found by their week, without a look at all the others.
        "SELECT * FROM ("
        "  SELECT stories.id FROM reader_numbers JOIN stories ON stories.id = story_id WHERE week < :week"
        "  AND removed_at IS NULL AND stories.id NOT IN (SELECT value FROM json_each(:passing_over)) LIMIT 1"
        ") AS counted UNION ALL SELECT * FROM ("
        "  SELECT id FROM stories WHERE removed_at IS NULL"
        "  AND id NOT IN (SELECT story_id FROM reader_numbers)"
        "  AND id NOT IN (SELECT value FROM json_each(:passing_over))"
        "  AND EXISTS (SELECT 1 FROM readings WHERE readings.story_id = stories.id) LIMIT 1"
        ") AS never_counted LIMIT 1",
        {"passing_over": json.dumps(list(passing_over)), "week": week},
    ).fetchone()
    return row and StoryId(row["id"])


def keep(connection: Connection, story: StoryId, week: int, counted: CountedNumbers) -> None:
    """Stores a story's numbers, unless there are some of this week already."""
    connection.execute(
        "INSERT INTO reader_numbers (story_id, week, readers, finished, subscribers, stops, lines)"
        " VALUES (:story, :week, :readers, :finished, :subscribers, :stops, :lines)"
        " ON CONFLICT (story_id) DO UPDATE SET week = excluded.week, readers = excluded.readers,"
        " finished = excluded.finished, subscribers = excluded.subscribers, stops = excluded.stops,"
        " lines = excluded.lines WHERE reader_numbers.week < excluded.week",
        {
            "story": story,
            "week": week,
            "readers": counted.readers.total,
            "finished": counted.readers.finished,
            "subscribers": counted.subscribers,
            "stops": json.dumps([astuple(each) for each in counted.readers.stops]),
            "lines": json.dumps([astuple(each) for each in counted.lines]),
        },
    )


def of(connection: Connection, story: StoryId) -> CountedNumbers:
    """Returns a story's numbers; all are too few where they have not been counted yet."""
    row = connection.execute("SELECT * FROM reader_numbers WHERE story_id = ?", (story,)).fetchone()
    if row is None:
        return CountedNumbers(Readers(None), None, ())
    lines = (CountedLine(ChapterId(chapter), *rest) for chapter, *rest in json.loads(row["lines"]))
    return CountedNumbers(_readers(row), row["subscribers"], tuple(lines))


def lines(connection: Connection, counted: Iterable[CountedLine]) -> Iterator[QuotedLine]:
    """Yields those of these lines whose chapters are there for everybody."""
    for each in counted:
        row = connection.execute(
            f"SELECT {chapters.COLUMNS} FROM chapters WHERE id = ? AND chapters.position >= 0"
            f" AND {visibility.OPEN_TO_ALL}",
            (each.chapter,),
        ).fetchone()
        if row is not None:
            yield QuotedLine(made(Chapter, row, "chapter"), each.markdown, each.readers)


def most_read(connection: Connection, which: LookedAfter, limit: int) -> list[tuple[Story, Readers]]:
    """Returns the stories that somebody looks after, each with its readers: the most read first. Those with
    too few are in the order of their titles."""
    rows = connection.execute(
        f"SELECT {stories.COLUMNS}, reader_numbers.readers, finished, coalesce(stops, '[]') AS stops"
        " FROM stories LEFT JOIN reader_numbers ON story_id = stories.id"
        f" WHERE {looked_after.LOOKED_AFTER} ORDER BY coalesce(reader_numbers.readers, 0) DESC, sort_title,"
        " stories.id LIMIT :limit",
        {"limit": limit, **looked_after.parameters(which)},
    )
    return [(made(Story, row, "story"), _readers(row)) for row in rows]


def _readers(row: Row) -> Readers:
    stops = tuple(Stop(*each) for each in json.loads(row["stops"]))
    return Readers(row["readers"], row["finished"], stops)
