"""Readers' readings as far as suggestions need them, past suggestions, vetoes, and tags to avoid."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.database import Connection
from bot.database.full_text import full_text
from bot.database.rows import made
from bot.recommendations.models import StoryRead
from bot.stories.ids import ReaderId, StoryId
from bot.stories.models import Audience, Story
from bot.stories.queries import stories, visibility
from bot.text.words import Form

_ANYTHING = 0
"""The number that stands for no story in a request for stories like one."""
_READ = """
    SELECT readings.story_id AS story, max(finished_at IS NOT NULL) AS finished,
        max(put_away_at IS NOT NULL) AS put_away,
        min(1.0, max(readings.words) / max(1, max(stories.words))) AS share, max(opinions.stars) AS stars
    FROM readings JOIN stories ON stories.id = readings.story_id
    LEFT JOIN opinions ON opinions.reader_id = readings.reader_id AND opinions.story_id = readings.story_id
    WHERE readings.reader_id = ? GROUP BY readings.story_id ORDER BY max(read_at) DESC, max(readings.id) DESC
"""
_UNWANTED = """
    SELECT story_id FROM vetoes WHERE reader_id = :reader
    UNION ALL SELECT story_id FROM saved_stories WHERE reader_id = :reader AND taken_off_at IS NULL
    UNION ALL SELECT story_id FROM readings WHERE reader_id = :reader
"""


def read_by(connection: Connection, reader: ReaderId) -> list[StoryRead]:
    """Returns all stories that a reader has begun, the last read first."""
    rows = connection.execute(_READ, (reader,))
    return [made(StoryRead, row) for row in rows]


def unwanted(connection: Connection, reader: ReaderId) -> set[StoryId]:
    """Returns the stories that are not to be suggested to a reader: vetoed ones, those saved for later,
    and those begun.
    """
    rows = connection.execute(f"SELECT story_id FROM ({_UNWANTED})", {"reader": reader})
    return {StoryId(story) for (story,) in rows}


def newest(connection: Connection, audience: Audience, limit: int) -> list[Story]:
    """Returns the stories that came last, of those that may be shown here and are not unwanted."""
    rows = connection.execute(
        f"SELECT {stories.COLUMNS} FROM stories WHERE {visibility.SHOWN} AND stories.id NOT IN ({_UNWANTED})"
        " ORDER BY stories.id DESC LIMIT :limit",
        {"limit": limit, **visibility.parameters(audience)},
    )
    return [made(Story, row, "story") for row in rows]


def tagged(connection: Connection, words: Iterable[str], audience: Audience, limit: int) -> Iterator[Story]:
    """Returns the stories whose tags, whatever their kind, have words that begin with each of these, of those
    that may be shown here and are not unwanted: the newest first, looked up as they are taken.
    """
    index = full_text(connection)
    identity, sought = index.id(stories.WORDS), [[Form((word,), goes_on=True)] for word in words]
    rows = connection.execute(
        f"SELECT {stories.COLUMNS} FROM {stories.WORDS.table} JOIN stories ON stories.id = {identity}"
        f" WHERE {index.holds(stories.WORDS)} AND {visibility.SHOWN} AND stories.id NOT IN ({_UNWANTED})"
        f" ORDER BY {identity} DESC LIMIT :limit",
        {
            **index.values(stories.WORDS, sought, column="tags"),
            "limit": limit,
            **visibility.parameters(audience),
        },
    )
    return (made(Story, row, "story") for row in rows)


def veto(connection: Connection, reader: ReaderId, story: StoryId) -> None:
    """Bars a story from being suggested to a reader again."""
    connection.execute(
        "INSERT INTO vetoes (reader_id, story_id) VALUES (?, ?) ON CONFLICT DO NOTHING", (reader, story)
    )


def unveto(connection: Connection, reader: ReaderId, story: StoryId) -> None:
    """Lets a story be suggested to a reader again."""
    connection.execute("DELETE FROM vetoes WHERE reader_id = ? AND story_id = ?", (reader, story))


def avoided(connection: Connection, reader: ReaderId) -> list[str]:
    """Returns the tags and warnings that a reader never wants suggested, as they wrote them."""
    rows = connection.execute("SELECT tag FROM avoided_tags WHERE reader_id = ? ORDER BY tag", (reader,))
    return [row["tag"] for row in rows]


def avoid(connection: Connection, reader: ReaderId, tags: Iterable[str]) -> None:
    """Saves the tags and warnings that a reader never wants suggested, instead of those before."""
    connection.execute("DELETE FROM avoided_tags WHERE reader_id = ?", (reader,))
    connection.executemany(
        "INSERT INTO avoided_tags (reader_id, tag) VALUES (?, ?) ON CONFLICT DO NOTHING",
        [(reader, tag) for tag in tags],
    )


def suggested(connection: Connection, reader: ReaderId, like: StoryId | None) -> dict[StoryId, int]:
    """Returns the stories suggested to a reader who asked for stories like this one, or for anything,
    and when each last was, UTC in seconds.
    """
    rows = connection.execute(
        "SELECT story_id, suggested_at FROM suggested_stories WHERE reader_id = ? AND like_id = ?",
        (reader, like or _ANYTHING),
    )
    return {StoryId(row["story_id"]): row["suggested_at"] for row in rows}


def suggest(
    connection: Connection, reader: ReaderId, like: StoryId | None, found: Iterable[StoryId], now: int
) -> None:
    """Records the stories suggested to a reader now, with a time after all earlier ones,
    even those of the same second.
    """
    (last,) = connection.execute(
        "SELECT max(suggested_at) FROM suggested_stories WHERE reader_id = ? AND like_id = ?",
        (reader, like or _ANYTHING),
    ).fetchone()
    moment = now if last is None else max(now, last + 1)
    connection.executemany(
        "INSERT INTO suggested_stories (reader_id, like_id, story_id, suggested_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (reader_id, like_id, story_id) DO UPDATE SET suggested_at = excluded.suggested_at",
        [(reader, like or _ANYTHING, story, moment) for story in found],
    )


def forget(connection: Connection, reader: ReaderId, before: int) -> None:
    """Deletes the record of suggestions to a reader before a time."""
    connection.execute(
        "DELETE FROM suggested_stories WHERE reader_id = ? AND suggested_at < ?", (reader, before)
    )


def last_chapter_at(connection: Connection, story: StoryId) -> int:
    """Returns when the latest chapter of a story came of those that are open to all, UTC in seconds."""
    (moment,) = connection.execute(
        "SELECT max(came_at) FROM (SELECT min(added_at) AS came_at FROM chapters JOIN revisions"
        f" ON revisions.chapter_id = chapters.id WHERE story_id = ? AND number IS NOT NULL"
        f" AND {visibility.OPEN_TO_ALL}"
        " GROUP BY chapters.id) AS arrivals",
        (story,),
    ).fetchone()
    return int(moment or 0)
