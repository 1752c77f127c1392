"""The readings that count for collaborative filtering, and the neighbours computed from them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.database import Connection
from bot.database.rows import made
from bot.stories.ids import ReaderId, ReadingId, StoryId
from bot.stories.models import Audience, Story
from bot.stories.queries import stories, visibility

_AT_ONCE = 2_000
"""The number of readings looked at in one go, which takes some milliseconds."""
_FAR = "(readings.finished_at IS NOT NULL OR 2 * readings.words + 0.5 >= stories.words)"
_UNBEGUN = """NOT EXISTS (
    SELECT 1 FROM readings WHERE readings.reader_id = :reader AND readings.story_id = stories.id
)"""


@dataclass(frozen=True, slots=True)
class ReadFar:
    """Pairs of a reader and a story that they read to the end, or to half of its words;
    `after` is the last reading seen.
    """

    pairs: tuple[tuple[ReaderId, StoryId], ...]
    after: ReadingId


@dataclass(frozen=True, slots=True)
class Neighbours:
    """A story, the number of its readers, and its neighbours, packed."""

    story: StoryId
    readers: int
    neighbours: bytes


@dataclass(frozen=True, slots=True)
class Training:
    """The last time that neighbours were computed, and the digest of the readings that they come from."""

    digest: str
    made_at: int


def read_far(connection: Connection, after: ReadingId) -> ReadFar | None:
    """Returns the next readings after this one, as far as they count; None where there are no more."""
    rows = connection.execute(
        f"SELECT readings.id, readings.reader_id, readings.story_id,"
        f" {_FAR} AND stories.removed_at IS NULL AS read_far"
        " FROM readings JOIN stories ON stories.id = readings.story_id"
        " WHERE readings.id > ? ORDER BY readings.id LIMIT ?",
        (after, _AT_ONCE),
    ).fetchall()
    if not rows:
        return None
    pairs = tuple((row["reader_id"], row["story_id"]) for row in rows if row["read_far"])
    return ReadFar(pairs, ReadingId(rows[-1]["id"]))


def replace(connection: Connection, after: StoryId, upto: StoryId, these: Iterable[Neighbours]) -> None:
    """Saves these in place of all neighbours of the stories beyond `after` up to `upto`."""
    connection.execute("DELETE FROM tastes WHERE story_id > ? AND story_id <= ?", (after, upto))
    connection.executemany(
        "INSERT INTO tastes (story_id, readers, neighbours) SELECT id, ?, ? FROM stories WHERE id = ?",
        ((each.readers, each.neighbours, each.story) for each in these),
    )


def neighbours(connection: Connection, audience: Audience, read: Iterable[StoryId]) -> dict[StoryId, bytes]:
    """Returns the packed neighbours of those of these stories that may be shown here."""
    rows = connection.execute(
        "SELECT tastes.story_id, tastes.neighbours FROM json_each(:read) JOIN tastes ON story_id = value"
        f" JOIN stories ON stories.id = story_id WHERE {visibility.SHOWN}",
        {**visibility.parameters(audience), "read": json.dumps(sorted(read))},
    )
    return {StoryId(row["story_id"]): row["neighbours"] for row in rows}


def new_to(connection: Connection, audience: Audience, these: Sequence[StoryId]) -> dict[StoryId, Story]:
    """Returns those of these stories that may be shown here and that the reader has never begun."""
    rows = connection.execute(
        f"SELECT {stories.COLUMNS} FROM stories WHERE stories.id IN (SELECT value FROM json_each(:these))"
        f" AND {visibility.SHOWN} AND {_UNBEGUN}",
        {**visibility.parameters(audience), "these": json.dumps(these)},
    )
    found = [made(Story, row, "story") for row in rows]
    return {story.id: story for story in found}


def most_read(connection: Connection, audience: Audience, limit: int) -> list[Story]:
    """Returns the stories with the most readers, of those that may be shown here and
    that the reader has never begun.
    """
    rows = connection.execute(
        f"SELECT {stories.COLUMNS} FROM tastes CROSS JOIN stories"
        f" WHERE stories.id = story_id AND {visibility.SHOWN} AND {_UNBEGUN}"
        " ORDER BY tastes.readers DESC, story_id DESC LIMIT :limit",
        {**visibility.parameters(audience), "limit": limit},
    )
    return [made(Story, row, "story") for row in rows]


def last_training(connection: Connection) -> Training | None:
    """Returns the last training, if there was any."""
    row = connection.execute("SELECT digest, made_at FROM trainings").fetchone()
    return row and made(Training, row)


def keep_training(connection: Connection, training: Training) -> None:
    """Saves the last training."""
    connection.execute("DELETE FROM trainings")
    connection.execute("INSERT INTO trainings VALUES (?, ?)", (training.digest, training.made_at))
