"""The covers of stories: bytes of image files."""

from __future__ import annotations

import json
from collections.abc import Collection

from bot.database import Connection
from bot.stories.ids import StoryId

LARGEST = 524_288
"""Bytes of a cover that is sent with a first answer, for which Discord waits three seconds."""


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


def undo(connection: Connection, story: StoryId) -> None:
    """Exchanges a story's cover for the former one, if there was a choice; twice, and all is as it was."""
    row = connection.execute("SELECT image FROM former_covers WHERE story_id = ?", (story,)).fetchone()
    if row is not None:
        choose(connection, story, row["image"])


def too_large(connection: Connection, waiting: Collection[StoryId]) -> StoryId | None:
    """Returns a story whose cover is too large to be sent, or None. Passes over the waiting ones."""
    row = connection.execute(
        f"SELECT story_id FROM covers WHERE length(image) > {LARGEST}"
        " AND story_id NOT IN (SELECT value FROM json_each(?)) LIMIT 1",
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


def _write(connection: Connection, story: StoryId, image: bytes | None) -> None:
    connection.execute("DELETE FROM covers WHERE story_id = ?", (story,))
    if image is not None:
        connection.execute("INSERT INTO covers (story_id, image) VALUES (?, ?)", (story, image))
