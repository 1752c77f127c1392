"""The files that stories were made of, by which a file is known as an update of one that is there."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import PurePath

from bot.database import Connection
from bot.database.rows import made
from bot.stories.details import Details, of_json, to_json
from bot.stories.ids import StoryId
from bot.stories.models import Origin, Story
from bot.stories.queries.stories import COLUMNS, NOT_GOING, assign, folded, sort_title

_SAME_FILE = "digest = ? AND coalesce(guild_id, 0) = coalesce(?, 0)"


@dataclass(frozen=True, slots=True)
class FormerStory:
    """A story that a file made before, the details as that file gave them, and whether the story is taken
    down."""

    story: Story
    file_details: Details
    removed: bool


def by_file(connection: Connection, origin: Origin, reader: int = 0) -> Story | None:
    """Returns the story made from a file with these very contents, for this server or the installation, or
    None; only one that this version of the reader or a later one has read."""
    row = connection.execute(
        f"SELECT {COLUMNS} FROM stories WHERE {_SAME_FILE} AND removed_at IS NULL AND reader >= ?",
        (origin.digest, origin.guild, reader),
    ).fetchone()
    return row and made(Story, row, "story")


def is_taken_down(connection: Connection, origin: Origin) -> bool:
    """Returns whether a story made from a file with these very contents was taken down there."""
    row = connection.execute(
        f"SELECT 1 FROM stories WHERE {_SAME_FILE} AND removed_at IS NOT NULL", (origin.digest, origin.guild)
    ).fetchone()
    return row is not None


def read_before(connection: Connection, reader: int) -> list[tuple[Story, Origin]]:
    """Returns the stories that an earlier version of the reader has read, by title, with where they come
    from. The names of their files are folded."""
    rows = connection.execute(
        f"SELECT {COLUMNS}, file_name, digest FROM stories WHERE reader < ? AND removed_at IS NULL"
        " ORDER BY sort_title, id",
        (reader,),
    )
    found = [(made(Story, row, "story"), row["file_name"], row["digest"]) for row in rows]
    return [(story, Origin(name, digest, story.guild)) for story, name, digest in found]


def former(connection: Connection, origin: Origin, file_details: Details) -> FormerStory | None:
    """Returns the story that an older version of the file made, for this server or the installation, or None.

    That is the one from these very contents, else the one from a file of the same name that gave the same
    title; a story that is taken down only where there is no other. Files are renamed, and browsers number
    them: failing that, it is the only story there that a file of the same type made with the same title and
    authors.
    """
    if (same := by_file(connection, origin)) is not None:
        (details_json,) = connection.execute(
            "SELECT file_details FROM stories WHERE id = ?", (same.id,)
        ).fetchone()
        return FormerStory(same, details_of_file(same, details_json), removed=False)
    rows = connection.execute(
        f"SELECT {COLUMNS}, file_name, file_details, removed_at FROM stories"
        " WHERE (file_name = :name OR sort_title = :title) AND coalesce(guild_id, 0) = coalesce(:guild, 0)"
        f" AND {NOT_GOING}"
        " ORDER BY removed_at IS NOT NULL, removed_at DESC, id",
        {"name": folded(origin.name), "title": sort_title(file_details.title), "guild": origin.guild},
    )
    renamed = []
    for row in rows:
        story = made(Story, row, "story")
        before = details_of_file(story, row["file_details"])
        if sort_title(before.title) != sort_title(file_details.title):
            continue
        found = FormerStory(story, before, row["removed_at"] is not None)
        if row["file_name"] == folded(origin.name):
            return found
        same_kind = PurePath(row["file_name"]).suffix == PurePath(folded(origin.name)).suffix
        if (
            same_kind
            and file_details.authors
            and before.authors == file_details.authors
            and not found.removed
        ):
            renamed.append(found)
    return renamed[0] if len(renamed) == 1 else None


def former_by_id(connection: Connection, story: StoryId) -> FormerStory | None:
    """Returns a story in the library as one that a file is to update, or None."""
    row = connection.execute(
        f"SELECT {COLUMNS}, file_details FROM stories WHERE id = ? AND removed_at IS NULL", (story,)
    ).fetchone()
    if row is None:
        return None
    found = made(Story, row, "story")
    return FormerStory(found, details_of_file(found, row["file_details"]), removed=False)


def details_of_file(story: Story, stored: str) -> Details:
    """Returns the details that a story's file gave, from the column `file_details`: where they were not kept,
    the story's own."""
    return of_json(json.loads(stored) or to_json(story))


def keep_origin(
    connection: Connection, story: StoryId, origin: Origin, file_details: Details, reader: int
) -> None:
    """Records the file that a story is made from now, the details that it gives, and the version of the
    reader that has read it."""
    values = {
        "digest": origin.digest,
        "file_name": folded(origin.name),
        "file_details": json.dumps(to_json(file_details)),
        "reader": reader,
    }
    assign(connection, story, values)


def has_successor(connection: Connection, story: StoryId) -> bool:
    """Returns whether the file of a story that was taken down has made another story since."""
    row = connection.execute(
        "SELECT 1 FROM stories JOIN stories AS gone ON gone.id = ? AND gone.digest = stories.digest"
        " AND coalesce(gone.guild_id, 0) = coalesce(stories.guild_id, 0) WHERE stories.removed_at IS NULL",
        (story,),
    ).fetchone()
    return row is not None
