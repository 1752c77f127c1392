"""Stories in the database as they are exported, and what of them is kept as it was."""

from __future__ import annotations

from collections.abc import Sequence

from bot.database import Connection
from bot.exports.models import ExportedChapter, ExportedStory
from bot.stories.details import of_json, to_json
from bot.stories.ids import StoryId
from bot.stories.models import Origin
from bot.stories.queries import covers, stories, story_files, versions


def all_stories(connection: Connection) -> list[StoryId]:
    """Returns the stories that are not taken down, in the order in which they came."""
    rows = connection.execute("SELECT id FROM stories WHERE removed_at IS NULL ORDER BY id")
    return [StoryId(row["id"]) for row in rows]


def story(connection: Connection, identity: StoryId) -> ExportedStory | None:
    """Returns a story as it is now, or None for one that is taken down."""
    found = stories.get(connection, identity)
    if found is None:
        return None
    row = connection.execute(
        "SELECT file_name, digest, reader, file_details, added_at FROM stories WHERE id = ?", (identity,)
    ).fetchone()
    dates = connection.execute(
        "SELECT added_at FROM chapters JOIN revisions ON chapter_id = chapters.id"
        " AND revisions.revision = chapters.revision WHERE story_id = ? AND position >= 0 ORDER BY position",
        (identity,),
    ).fetchall()
    chapters = zip(versions.of(connection, identity), dates, strict=True)
    return ExportedStory(
        origin=Origin(row["file_name"], row["digest"], found.guild),
        reader=row["reader"],
        details=of_json(to_json(found)),
        file_details=story_files.details_of_file(found, row["file_details"]),
        owner=found.owner,
        added_at=row["added_at"],
        chapters=tuple(ExportedChapter(each.content, date["added_at"]) for each, date in chapters),
        cover=covers.whole(connection, identity),
        chosen=covers.is_chosen(connection, identity),
    )


def keep_dates(connection: Connection, identity: StoryId, added_at: int, dates: Sequence[int]) -> None:
    """Records when a story, and the texts of its chapters in reading order, were added, UTC in seconds."""
    connection.execute("UPDATE stories SET added_at = ? WHERE id = ?", (added_at, identity))
    connection.executemany(
        "UPDATE revisions SET added_at = ? WHERE chapter_id ="
        " (SELECT id FROM chapters WHERE story_id = ? AND position = ?)",
        [(date, identity, position) for position, date in enumerate(dates)],
    )
