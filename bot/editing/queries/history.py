"""The history of stories in the database."""

from __future__ import annotations

from collections.abc import Iterable

from bot.database import Connection, Row
from bot.database.rows import made
from bot.editing.models import Change, ChangeKind
from bot.stories.changes import ChangedChapter
from bot.stories.ids import ChangeId, ReaderId, StoryId


def record(
    connection: Connection,
    story: StoryId,
    kind: ChangeKind,
    now: int,
    by: ReaderId | None,
    *,
    note: str = "",
    chapters: Iterable[ChangedChapter] = (),
) -> None:
    """Stores a line of a story's history."""
    cursor = connection.execute(
        "INSERT INTO changes (story_id, made_at, made_by, kind, note) VALUES (?, ?, ?, ?, ?)",
        (story, now, by, kind, note),
    )
    connection.executemany(
        "INSERT INTO changed_chapters (change_id, chapter_id, kind, name, position, revision)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        [
            (cursor.lastrowid, each.chapter, each.fate, each.name, each.position, each.revision)
            for each in chapters
        ],
    )


def of(connection: Connection, story: StoryId, offset: int, limit: int) -> list[Change]:
    """Returns one page of a story's history, the latest change first."""
    rows = connection.execute(
        "SELECT id, made_at, made_by, kind, note FROM changes WHERE story_id = ?"
        " ORDER BY id DESC LIMIT ? OFFSET ?",
        (story, limit, offset),
    )
    return [_made(connection, row) for row in rows.fetchall()]


def count(connection: Connection, story: StoryId) -> int:
    """Returns the number of changes in a story's history."""
    (total,) = connection.execute("SELECT count(*) FROM changes WHERE story_id = ?", (story,)).fetchone()
    return int(total)


def get(connection: Connection, change: ChangeId) -> tuple[StoryId, Change] | None:
    """Returns a change and its story, or None."""
    row = connection.execute(
        "SELECT id, made_at, made_by, kind, note, story_id FROM changes WHERE id = ?", (change,)
    ).fetchone()
    return row and (StoryId(row["story_id"]), _made(connection, row))


def is_edited(connection: Connection, story: StoryId) -> bool:
    """Returns whether a librarian has changed chapters since the story's file was last read."""
    row = connection.execute(
        "SELECT 1 FROM changes WHERE story_id = :story AND kind IN (:chapters, :restored) AND id > coalesce(("
        " SELECT max(id) FROM changes WHERE story_id = :story"
        " AND kind IN (:added, :updated, :reread, :back)), 0)",
        {
            "story": story,
            "chapters": ChangeKind.CHAPTERS,
            "restored": ChangeKind.RESTORED,
            "added": ChangeKind.ADDED,
            "updated": ChangeKind.UPDATED,
            "reread": ChangeKind.REREAD,
            "back": ChangeKind.PUT_BACK,
        },
    ).fetchone()
    return row is not None


def _made(connection: Connection, row: Row) -> Change:
    chapters = connection.execute(
        "SELECT chapter_id AS chapter, kind AS fate, name, position, revision FROM changed_chapters"
        " WHERE change_id = ? ORDER BY position, chapter_id",
        (row["id"],),
    )
    touched = tuple(made(ChangedChapter, each) for each in chapters)
    by = None if row["made_by"] is None else ReaderId(row["made_by"])
    return Change(ChangeId(row["id"]), row["made_at"], by, ChangeKind(row["kind"]), row["note"], touched)
