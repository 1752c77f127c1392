"""Planned chapters in the database."""

from __future__ import annotations

import json
from collections.abc import Collection

from bot.database import Connection
from bot.database.rows import columns, made
from bot.editing.models import Release
from bot.editing.rhythm import Rhythm
from bot.stories.chapter_notes import ChapterNotes
from bot.stories.ids import ReaderId, ReleaseId, StoryId
from bot.stories.queries import early

_COLUMNS = columns(Release, "releases", elsewhere={"story": "story_id", "by": "made_by"})


def insert(
    connection: Connection,
    story: StoryId,
    title: str,
    text: str,
    notes: ChapterNotes,
    due_at: int,
    by: ReaderId,
    now: int,
) -> Release:
    """Stores a chapter for its time, and returns it; `text` is stored Markdown."""
    (identity,) = connection.execute(
        "INSERT INTO releases (story_id, title, text, notes, due_at, made_by, made_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (story, title, text, notes.to_column(), due_at, by, now),
    ).fetchone()
    return Release(ReleaseId(identity), story, title, text, notes, due_at, by)


def get(connection: Connection, release: ReleaseId) -> Release | None:
    """Returns a planned chapter, or None where it has appeared or was called off."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM releases WHERE id = ?", (release,)).fetchone()
    return row and made(Release, row)


def of(connection: Connection, story: StoryId) -> list[Release]:
    """Returns the planned chapters of a story, the next first."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM releases WHERE story_id = ? ORDER BY due_at, id", (story,)
    )
    return [made(Release, row) for row in rows]


def next_due(
    connection: Connection, passing_over: Collection[ReleaseId], now: int
) -> tuple[ReleaseId, int] | None:
    """Returns the next planned chapter of a story in the library and when it is due (UTC, seconds), or None.
    Skips the chapters of `passing_over`, and those that were refused within the last hour."""
    row = connection.execute(
        "SELECT id, due_at FROM releases WHERE (SELECT removed_at FROM stories WHERE id = story_id) IS NULL"
        f" AND id NOT IN (SELECT value FROM json_each(:waiting)) AND {early.NOT_REFUSED}"
        " ORDER BY due_at, id LIMIT 1",
        {"waiting": json.dumps(list(passing_over)), "now": now},
    ).fetchone()
    return row and (ReleaseId(row["id"]), row["due_at"])


def change(connection: Connection, release: Release) -> None:
    """Stores another title, text, notes or time of a planned chapter."""
    connection.execute(
        "UPDATE releases SET title = ?, text = ?, notes = ?, due_at = ?, refused_at = NULL WHERE id = ?",
        (release.title, release.text, release.notes.to_column(), release.due_at, release.id),
    )


def rhythm_of(connection: Connection, story: StoryId) -> Rhythm | None:
    """Returns the rhythm of a story's chapters, or None."""
    (column,) = connection.execute("SELECT rhythm FROM stories WHERE id = ?", (story,)).fetchone()
    return Rhythm.of_column(column)


def keep_rhythm(connection: Connection, story: StoryId, rhythm: Rhythm | None) -> None:
    """Stores the rhythm of a story's chapters."""
    column = rhythm.to_column() if rhythm else ""
    connection.execute("UPDATE stories SET rhythm = ? WHERE id = ?", (column, story))


def taken_dates(connection: Connection, story: StoryId) -> list[int]:
    """Returns when chapters of a story appear or open to everybody, as far as it is planned, UTC in
    seconds."""
    rows = connection.execute(
        "SELECT due_at FROM releases WHERE story_id = :story UNION ALL"
        " SELECT opens_at FROM early_access WHERE story_id = :story AND opens_at IS NOT NULL",
        {"story": story},
    )
    return [int(moment) for (moment,) in rows]


def in_rhythm_after(connection: Connection, moment: int) -> list[tuple[ReleaseId, StoryId]]:
    """Returns the chapters that are planned for after a time (UTC, seconds) in stories with a rhythm, each
    with its story, in their order."""
    rows = connection.execute(
        "SELECT releases.id, story_id FROM releases JOIN stories ON stories.id = story_id"
        " WHERE due_at > ? AND rhythm <> '' ORDER BY due_at, releases.id",
        (moment,),
    )
    return [(ReleaseId(row["id"]), StoryId(row["story_id"])) for row in rows]


def postpone(connection: Connection, release: ReleaseId, due_at: int) -> None:
    """Sets another time for a planned chapter."""
    connection.execute("UPDATE releases SET due_at = ? WHERE id = ?", (due_at, release))


def refuse(connection: Connection, release: ReleaseId, now: int) -> None:
    """Records that a planned chapter cannot appear now: it waits an hour, with the time that it was planned
    for."""
    connection.execute("UPDATE releases SET refused_at = ? WHERE id = ?", (now, release))


def take(connection: Connection, release: ReleaseId, now: int, after: int = 0) -> bool:
    """Takes a planned chapter out of the plans; `give_back` puts it back, but not one that was due at another
    time or before: of that nothing is kept. All are UTC in seconds. Returns whether it was there."""
    connection.execute(
        "INSERT INTO taken_releases (story_id, title, text, notes, due_at, made_by, made_at, taken_at)"
        " SELECT story_id, title, text, notes, due_at, made_by, made_at, :now FROM releases"
        " WHERE id = :release AND due_at > :after",
        {"release": release, "now": now, "after": after},
    )
    return connection.execute("DELETE FROM releases WHERE id = ?", (release,)).rowcount == 1


def give_back(connection: Connection, story: StoryId, taken_at: int, after: int = 0) -> int:
    """Plans the chapters of a story again that were taken at a time, but for those that were due at another
    time or before; all UTC in seconds. Returns how many."""
    which = {"story": story, "taken_at": taken_at, "after": after}
    given = connection.execute(
        "INSERT INTO releases (story_id, title, text, notes, due_at, made_by, made_at)"
        " SELECT story_id, title, text, notes, due_at, made_by, made_at FROM taken_releases"
        " WHERE story_id = :story AND taken_at = :taken_at AND due_at > :after ORDER BY id",
        which,
    ).rowcount
    connection.execute(
        "DELETE FROM taken_releases WHERE story_id = :story AND taken_at = :taken_at AND due_at > :after",
        which,
    )
    return given
