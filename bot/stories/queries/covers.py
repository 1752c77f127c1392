"""The covers of stories: bytes of image files, as they were chosen and as they are ready to be shown."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from bot.database import Connection
from bot.stories.ids import StoryId
from bot.stories.models import Story
from bot.stories.queries import stories

LARGEST = 524_288
"""Bytes of a cover that is sent with a first answer, for which Discord waits three seconds."""

COVERING = 1
"""The version of the drawing of covers. Those that a lesser one made are made anew."""


@dataclass(frozen=True, slots=True)
class CoverSource:
    """What a story's cover is made of: the story, and the image that it has, if any."""

    story: Story
    image: bytes | None


@dataclass(frozen=True, slots=True)
class ReadyCover:
    """A cover as it can be shown: `drawn` is the one drawn for a story that has none, `accent` its colour as
    24 bits of RGB."""

    drawn: bytes | None
    thumbnail: bytes
    accent: int


def keep(connection: Connection, story: StoryId, image: bytes) -> None:
    """Stores the cover in a story's file, unless a librarian has chosen another."""
    if not is_chosen(connection, story):
        _write(connection, story, image)


def get(connection: Connection, story: StoryId) -> bytes | None:
    """Returns a story's cover, or None. One that is too large to be sent is none until it is made small."""
    row = connection.execute(
        f"SELECT image FROM covers WHERE story_id = ? AND length(image) <= {LARGEST}", (story,)
    ).fetchone()
    return row and bytes(row["image"])


def is_chosen(connection: Connection, story: StoryId) -> bool:
    """Returns whether a librarian has chosen a story's cover, or that it has none."""
    row = connection.execute("SELECT 1 FROM former_covers WHERE story_id = ?", (story,)).fetchone()
    return row is not None


def choose(connection: Connection, story: StoryId, image: bytes | None) -> None:
    """Replaces a story's cover by a librarian's choice, or by none, and keeps the former one."""
    connection.execute("DELETE FROM former_covers WHERE story_id = ?", (story,))
    connection.execute(
        "INSERT INTO former_covers (story_id, image)"
        " VALUES (:story, (SELECT image FROM covers WHERE story_id = :story))",
        {"story": story},
    )
    _write(connection, story, image)


def restore(connection: Connection, story: StoryId, image: bytes | None) -> None:
    """Makes a former cover the story's again. Whether newer files may replace it stays as it is."""
    if is_chosen(connection, story):
        choose(connection, story, image)
    else:
        _write(connection, story, image)


def former(connection: Connection, story: StoryId) -> bytes | None:
    """Returns the cover that a story had before a librarian's last choice, None where it had none."""
    row = connection.execute(
        "SELECT image FROM former_covers WHERE story_id = ? AND image IS NOT NULL", (story,)
    ).fetchone()
    return row and bytes(row["image"])


def too_large(connection: Connection, waiting: Collection[StoryId]) -> StoryId | None:
    """Returns a story whose cover is too large to be sent, or None. Passes over the waiting ones."""
    row = connection.execute(
        f"SELECT story_id FROM covers WHERE length(image) > {LARGEST}"
        " AND story_id NOT IN (SELECT value FROM json_each(?)) ORDER BY story_id LIMIT 1",
        (json.dumps(list(waiting)),),
    ).fetchone()
    return row and StoryId(row["story_id"])


def whole(connection: Connection, story: StoryId) -> bytes | None:
    """Returns a story's cover of whatever size, or None."""
    row = connection.execute("SELECT image FROM covers WHERE story_id = ?", (story,)).fetchone()
    return row and bytes(row["image"])


def replace(connection: Connection, story: StoryId, image: bytes, by: bytes | None) -> None:
    """Replaces a story's cover, or takes it away, if it is still this one."""
    row = connection.execute("SELECT image FROM covers WHERE story_id = ?", (story,)).fetchone()
    if row is not None and row["image"] == image:
        _write(connection, story, by)


def next_to_make(connection: Connection, waiting: Collection[StoryId]) -> StoryId | None:
    """Returns a story whose cover is not ready, or None: the newest first. Passes over the waiting ones, and
    over covers that are to be made small before."""
    row = connection.execute(
        "SELECT id FROM stories WHERE covering < ? AND removed_at IS NULL"
        " AND id NOT IN (SELECT value FROM json_each(?))"
        f" AND id NOT IN (SELECT story_id FROM covers WHERE length(image) > {LARGEST})"
        " ORDER BY id DESC LIMIT 1",
        (COVERING, json.dumps(list(waiting))),
    ).fetchone()
    return row and StoryId(row["id"])


def source(connection: Connection, story: StoryId) -> CoverSource | None:
    """Returns what the cover of a story is made of, None for one that is taken down."""
    found = stories.get(connection, story)
    return None if found is None else CoverSource(found, get(connection, story))


def make_ready(connection: Connection, story: StoryId, cover: ReadyCover) -> None:
    """Stores a story's cover as it can be shown."""
    connection.execute(
        "INSERT INTO ready_covers (story_id, drawn, thumbnail) VALUES (?, ?, ?) ON CONFLICT (story_id)"
        " DO UPDATE SET drawn = excluded.drawn, thumbnail = excluded.thumbnail",
        (story, cover.drawn, cover.thumbnail),
    )
    connection.execute(
        "UPDATE stories SET covering = ?, accent = ? WHERE id = ?", (COVERING, cover.accent, story)
    )


def shown(connection: Connection, story: StoryId) -> bytes | None:
    """Returns the cover that a story is shown with: its own, else the one drawn for it; None while neither is
    ready."""
    row = connection.execute(
        f"SELECT coalesce((SELECT image FROM covers WHERE story_id = :story AND length(image) <= {LARGEST}),"
        " (SELECT drawn FROM ready_covers WHERE story_id = :story)) AS image",
        {"story": story},
    ).fetchone()
    return None if row["image"] is None else bytes(row["image"])


def thumbnails(connection: Connection, these: Iterable[StoryId]) -> Mapping[StoryId, bytes]:
    """Returns the small covers of those of the stories that have one ready."""
    rows = connection.execute(
        "SELECT story_id, thumbnail FROM ready_covers WHERE story_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(these)),),
    )
    return {StoryId(row["story_id"]): bytes(row["thumbnail"]) for row in rows}


def _write(connection: Connection, story: StoryId, image: bytes | None) -> None:
    # What was made of the former one is gone at once: it may have been taken away for a reason.
    connection.execute("DELETE FROM ready_covers WHERE story_id = ?", (story,))
    connection.execute("UPDATE stories SET covering = 0, accent = NULL WHERE id = ?", (story,))
    connection.execute("DELETE FROM covers WHERE story_id = ?", (story,))
    if image is not None:
        connection.execute("INSERT INTO covers (story_id, image) VALUES (?, ?)", (story, image))
