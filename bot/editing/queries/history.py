"""The history of stories in the database."""

from __future__ import annotations

import json
from collections.abc import Iterable

from bot.database import Connection, Row
from bot.database.rows import made
from bot.editing.models import Change, ChangedDetail, ChangeKind, HistoryLine
from bot.stories.changes import ChangedChapter
from bot.stories.details import DETAILS
from bot.stories.ids import ChangeId, ChapterId, ReaderId, StoryId

_COLUMNS = "id, made_at, made_by, kind, note, undoes"


def record(
    connection: Connection,
    story: StoryId,
    line: HistoryLine,
    now: int,
    chapters: Iterable[ChangedChapter] = (),
    details: Iterable[ChangedDetail] = (),
) -> ChangeId:
    """Stores a line of a story's history, and returns its id."""
    (identity,) = connection.execute(
        "INSERT INTO changes (story_id, made_at, made_by, kind, note, undoes) VALUES (?, ?, ?, ?, ?, ?)"
        " RETURNING id",
        (story, now, line.by, line.kind, line.note, line.undoes),
    ).fetchone()
    change = ChangeId(identity)
    connection.executemany(
        "INSERT INTO changed_chapters (change_id, chapter_id, kind, name, position, revision)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        [(change, each.chapter, each.fate, each.name, each.position, each.revision) for each in chapters],
    )
    connection.executemany(
        "INSERT INTO changed_details (change_id, name, before, after) VALUES (?, ?, ?, ?)",
        [(change, each.name, _as_json(each, each.before), _as_json(each, each.after)) for each in details],
    )
    return change


def of(connection: Connection, story: StoryId, offset: int, limit: int) -> list[Change]:
    """Returns one page of a story's history, the latest change first."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM changes WHERE story_id = ? ORDER BY id DESC LIMIT ? OFFSET ?",
        (story, limit, offset),
    )
    return [_made(connection, row) for row in rows.fetchall()]


def count(connection: Connection, story: StoryId) -> int:
    """Returns the number of changes in a story's history."""
    (total,) = connection.execute("SELECT count(*) FROM changes WHERE story_id = ?", (story,)).fetchone()
    return int(total)


def get(connection: Connection, change: ChangeId) -> tuple[StoryId, Change] | None:
    """Returns a change and its story, or None."""
    row = connection.execute(f"SELECT {_COLUMNS}, story_id FROM changes WHERE id = ?", (change,)).fetchone()
    return row and (StoryId(row["story_id"]), _made(connection, row))


def taken_down_by(connection: Connection, story: StoryId) -> ReaderId | None:
    """Returns who took a story down last, or None for nobody in particular."""
    row = connection.execute(
        "SELECT made_by FROM changes WHERE story_id = ? AND kind = ? ORDER BY id DESC LIMIT 1",
        (story, ChangeKind.TAKEN_DOWN),
    ).fetchone()
    return row and row["made_by"] and ReaderId(row["made_by"])


def who_added(connection: Connection, chapter: ChapterId) -> ReaderId | None:
    """Returns who added a chapter to its story, or None for whoever runs the bot."""
    row = connection.execute(
        "SELECT made_by FROM changes JOIN changed_chapters ON change_id = changes.id"
        " WHERE chapter_id = ? ORDER BY changes.id LIMIT 1",
        (chapter,),
    ).fetchone()
    return ReaderId(row["made_by"]) if row and row["made_by"] is not None else None


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


def undoing(connection: Connection, change: ChangeId) -> ChangeId | None:
    """Returns the last change that took this one back, or None."""
    (found,) = connection.execute("SELECT max(id) FROM changes WHERE undoes = ?", (change,)).fetchone()
    return found if found is None else ChangeId(found)


def _made(connection: Connection, row: Row) -> Change:
    chapters = connection.execute(
        "SELECT chapter_id AS chapter, kind AS fate, name, position, revision FROM changed_chapters"
        " WHERE change_id = ? ORDER BY position, chapter_id",
        (row["id"],),
    )
    details = connection.execute(
        "SELECT name, before, after FROM changed_details WHERE change_id = ? ORDER BY name", (row["id"],)
    ).fetchall()
    undone, again = _undone(connection, ChangeId(row["id"])) if row["undoes"] else (None, False)
    return Change(
        id=ChangeId(row["id"]),
        made_at=row["made_at"],
        by=None if row["made_by"] is None else ReaderId(row["made_by"]),
        kind=ChangeKind(row["kind"]),
        note=row["note"],
        chapters=tuple(made(ChangedChapter, each) for each in chapters),
        details=tuple(_detail(each) for each in details if each["name"] in DETAILS),
        undone=undone,
        again=again,
    )


def _undone(connection: Connection, change: ChangeId) -> tuple[Change | None, bool]:
    """Returns the change that was taken back in the end, and whether that was taken back again."""
    root, steps = connection.execute(
        "WITH RECURSIVE chain (id, steps) AS (SELECT CAST(:change AS BIGINT), 0 UNION ALL"
        " SELECT undoes, steps + 1 FROM chain JOIN changes USING (id) WHERE undoes IS NOT NULL)"
        " SELECT id, steps FROM chain ORDER BY steps DESC LIMIT 1",
        {"change": change},
    ).fetchone()
    found = get(connection, ChangeId(root))
    return found and found[1], steps % 2 == 0


def _as_json(detail: ChangedDetail, value: object) -> str:
    return json.dumps(DETAILS[detail.name].kind.to_json(value))


def _detail(row: Row) -> ChangedDetail:
    kind = DETAILS[row["name"]].kind
    return ChangedDetail(row["name"], *(kind.of_json(json.loads(row[side])) for side in ("before", "after")))
