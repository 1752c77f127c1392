"""What readers have read so far as it tells what they like, what was suggested to them, and what never is to
be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.models import ReaderId, StoryId
from bot.storage.database import Connection

_READ = """
    SELECT readings.story_id, max(finished_at IS NOT NULL) AS finished, max(put_away_at IS NOT NULL) AS put_away,
        max(
            (far.words_before + far.words * furthest_offset * 1.0 / max(1, far.characters))
            / max(1, stories.words)
        ) AS share
    FROM readings JOIN chapters AS far ON far.id = furthest_chapter_id
    JOIN stories ON stories.id = readings.story_id
    WHERE reader_id = ? GROUP BY readings.story_id ORDER BY max(read_at) DESC
"""


@dataclass(frozen=True, slots=True)
class Read:
    """A story that a reader has begun, in whatever reading: how much of it they read, from 0 to 1."""

    story: StoryId
    share: float
    finished: bool
    put_away: bool


def read_by(connection: Connection, reader: ReaderId) -> list[Read]:
    """All that a reader has begun, the last read first."""
    rows = connection.execute(_READ, (reader,))
    return [
        Read(row["story_id"], min(1.0, row["share"]), bool(row["finished"]), bool(row["put_away"]))
        for row in rows
    ]


def unwanted(connection: Connection, reader: ReaderId) -> set[StoryId]:
    """The stories that are not to be suggested to a reader: those that they do not want, and those that they
    have saved for later already."""
    rows = connection.execute(
        "SELECT story_id FROM vetoes WHERE reader_id = :reader UNION"
        " SELECT story_id FROM saved_stories WHERE reader_id = :reader AND taken_off_at IS NULL",
        {"reader": reader},
    )
    return {StoryId(row[0]) for row in rows}


def veto(connection: Connection, reader: ReaderId, story: StoryId) -> None:
    """Never suggest a story to a reader again."""
    connection.execute(
        "INSERT INTO vetoes (reader_id, story_id) VALUES (?, ?) ON CONFLICT DO NOTHING", (reader, story)
    )


def unveto(connection: Connection, reader: ReaderId, story: StoryId) -> None:
    """Let a story be suggested to a reader again."""
    connection.execute("DELETE FROM vetoes WHERE reader_id = ? AND story_id = ?", (reader, story))


def avoided(connection: Connection, reader: ReaderId) -> list[str]:
    """The tags and warnings that a reader never wants suggested, as they wrote them."""
    rows = connection.execute("SELECT tag FROM avoided_tags WHERE reader_id = ? ORDER BY tag", (reader,))
    return [row["tag"] for row in rows]


def avoid(connection: Connection, reader: ReaderId, tags: Iterable[str]) -> None:
    """Keep the tags and warnings that a reader never wants suggested, instead of those before."""
    connection.execute("DELETE FROM avoided_tags WHERE reader_id = ?", (reader,))
    connection.executemany(
        "INSERT INTO avoided_tags (reader_id, tag) VALUES (?, ?) ON CONFLICT DO NOTHING",
        [(reader, tag) for tag in tags],
    )


def suggested(connection: Connection, reader: ReaderId) -> dict[StoryId, int]:
    """What was suggested to a reader, and when it was so last, UTC in seconds."""
    rows = connection.execute(
        "SELECT story_id, suggested_at FROM suggested_stories WHERE reader_id = ?", (reader,)
    )
    return {StoryId(story): at for story, at in rows}


def suggest(connection: Connection, reader: ReaderId, found: Sequence[StoryId], now: int) -> None:
    """Remember what is suggested to a reader now."""
    connection.executemany(
        "INSERT INTO suggested_stories (reader_id, story_id, suggested_at) VALUES (?, ?, ?)"
        " ON CONFLICT DO UPDATE SET suggested_at = excluded.suggested_at",
        [(reader, story, now) for story in found],
    )


def suggest_again(connection: Connection, reader: ReaderId, story: StoryId) -> None:
    """Count a story among what was suggested to a reader last."""
    connection.execute(
        "UPDATE suggested_stories SET suggested_at = ("
        " SELECT max(suggested_at) FROM suggested_stories WHERE reader_id = :reader)"
        " WHERE reader_id = :reader AND story_id = :story",
        {"reader": reader, "story": story},
    )


def last_chapter_at(connection: Connection, story: StoryId) -> int:
    """When the latest chapter of a story came, UTC in seconds."""
    (moment,) = connection.execute(
        "SELECT max(added_at) FROM chapters JOIN revisions ON revisions.chapter_id = chapters.id"
        " WHERE story_id = ? AND number IS NOT NULL AND revisions.revision = ("
        " SELECT min(revision) FROM revisions AS earliest WHERE earliest.chapter_id = chapters.id)",
        (story,),
    ).fetchone()
    return int(moment or 0)
