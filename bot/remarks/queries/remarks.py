"""Remarks in the database."""

from __future__ import annotations

from bot.database import Connection
from bot.database.rows import made
from bot.remarks.models import Remark, RemarkSection
from bot.stories.ids import ReaderId, RemarkId, StoryId
from bot.stories.models import Excerpt, LookedAfter, Story
from bot.stories.queries import chapters, looked_after, stories

_BLOCKING = (
    "remark_blocks.guild_id = coalesce(stories.guild_id, 0)"
    " AND remark_blocks.author_id IN (0, coalesce(stories.owner_id, 0))"
)
_BLOCKED = (
    f"EXISTS (SELECT 1 FROM remark_blocks WHERE {_BLOCKING} AND remark_blocks.reader_id = remarks.reader_id)"
)
_LED_TO_BLOCK = f"EXISTS (SELECT 1 FROM remark_blocks WHERE {_BLOCKING} AND remark_id = remarks.id)"
_REMARK = """
    remarks.id AS id, remarks.chapter_id AS "excerpt.place.chapter",
    remarks.revision AS "excerpt.place.revision", start_offset AS "excerpt.place.offset",
    end_offset AS "excerpt.end", remarks.words AS words, correction, note, reader_id AS reader, made_at,
    done_at
"""
_REMARKS = f"""
    FROM remarks JOIN stories ON stories.id = remarks.story_id
    JOIN chapters ON chapters.id = remarks.chapter_id
    WHERE {looked_after.LOOKED_AFTER} AND (:story IS NULL OR remarks.story_id = :story)
"""
_SELECTED = f"""
    SELECT {stories.COLUMNS}, {chapters.COLUMNS}, {_REMARK}, {_BLOCKED} AS blocked
    {_REMARKS}
"""
_IN_SECTION = {
    RemarkSection.OPEN: "done_at IS NULL",
    RemarkSection.DONE: "done_at IS NOT NULL",
    RemarkSection.BLOCKED: _LED_TO_BLOCK,
}
_THREE_MONTHS = 90 * 86_400


def insert(
    connection: Connection,
    story: StoryId,
    where: Excerpt,
    words: str,
    correction: str,
    note: str,
    reader: ReaderId,
    now: int,
) -> RemarkId:
    """Stores a remark, and returns its id. The very same remark of the same reader is stored once only."""
    values = {
        "story": story,
        "chapter": where.place.chapter,
        "revision": where.place.revision,
        "start": where.place.offset,
        "end": where.end,
        "words": words,
        "correction": correction,
        "note": note,
        "reader": reader,
        "now": now,
    }
    connection.execute(
        "INSERT INTO remarks (story_id, chapter_id, revision, start_offset, end_offset, words, correction,"
        " note, reader_id, made_at) VALUES (:story, :chapter, :revision, :start, :end, :words, :correction,"
        " :note, :reader, :now) ON CONFLICT DO NOTHING",
        values,
    )
    row = connection.execute(
        "SELECT id FROM remarks WHERE reader_id = :reader AND chapter_id = :chapter AND revision = :revision"
        " AND start_offset = :start AND end_offset = :end AND correction = :correction AND note = :note",
        values,
    ).fetchone()
    return RemarkId(row["id"])


def count_since(connection: Connection, reader: ReaderId, since: int) -> int:
    """Returns the number of remarks that a reader has made since a time (UTC, seconds)."""
    (total,) = connection.execute(
        "SELECT count(*) FROM remarks WHERE reader_id = ? AND made_at > ?", (reader, since)
    ).fetchone()
    return int(total)


def take_back(connection: Connection, reader: ReaderId, remark: RemarkId) -> bool:
    """Deletes a remark of this reader, unless it is done or led to a block. Returns whether it is gone."""
    connection.execute(
        "DELETE FROM remarks WHERE id = ? AND reader_id = ? AND done_at IS NULL"
        " AND id NOT IN (SELECT remark_id FROM remark_blocks)",
        (remark, reader),
    )
    return connection.execute("SELECT 1 FROM remarks WHERE id = ?", (remark,)).fetchone() is None


def get(connection: Connection, which: LookedAfter, remark: RemarkId) -> Remark | None:
    """Returns a remark on one of the stories that somebody looks after, or None."""
    row = connection.execute(
        f"{_SELECTED} AND remarks.id = :remark",
        {"remark": remark, "story": None, **looked_after.parameters(which)},
    ).fetchone()
    return row and made(Remark, row)


def count(connection: Connection, which: LookedAfter, story: StoryId | None, section: RemarkSection) -> int:
    """Returns the number of remarks in all pages of `page`."""
    (total,) = connection.execute(
        f"SELECT count(*) {_REMARKS} AND {_IN_SECTION[section]}",
        {"story": story, **looked_after.parameters(which)},
    ).fetchone()
    return int(total)


def page(
    connection: Connection,
    which: LookedAfter,
    story: StoryId | None,
    section: RemarkSection,
    offset: int,
    limit: int,
) -> list[Remark]:
    """Returns one page of a list of remarks, the newest first."""
    rows = connection.execute(
        f"{_SELECTED} AND {_IN_SECTION[section]} ORDER BY made_at DESC, remarks.id DESC"
        " LIMIT :limit OFFSET :offset",
        {"story": story, "limit": limit, "offset": offset, **looked_after.parameters(which)},
    )
    return [made(Remark, row) for row in rows]


def finish(connection: Connection, remark: RemarkId, now: int) -> None:
    """Marks a remark as done. Those that were done three months ago are deleted, but for those that led to
    a block."""
    connection.execute(
        "DELETE FROM remarks WHERE done_at < ? AND id NOT IN (SELECT remark_id FROM remark_blocks)",
        (now - _THREE_MONTHS,),
    )
    connection.execute("UPDATE remarks SET done_at = ? WHERE id = ? AND done_at IS NULL", (now, remark))


def reopen(connection: Connection, remark: RemarkId) -> None:
    """Puts a remark among the open ones again."""
    connection.execute("UPDATE remarks SET done_at = NULL WHERE id = ?", (remark,))


def is_blocked(connection: Connection, story: Story, reader: ReaderId) -> bool:
    """Returns whether remarks of this reader on a story are not taken."""
    row = connection.execute(
        f"SELECT 1 FROM stories JOIN remark_blocks ON {_BLOCKING} WHERE stories.id = ? AND reader_id = ?",
        (story.id, reader),
    ).fetchone()
    return row is not None


def block(connection: Connection, remark: Remark, author: ReaderId | None) -> None:
    """Takes no more remarks of the reader who made this one, on the stories of this author or, with None, on
    all stories of the server."""
    connection.execute(
        "INSERT INTO remark_blocks (guild_id, author_id, reader_id, remark_id) VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        (remark.story.guild or 0, author or 0, remark.reader, remark.id),
    )


def unblock(connection: Connection, remark: Remark, author: ReaderId | None) -> None:
    """Takes remarks of the reader who made this one again, as far as this author has blocked them or, with
    None, whoever has."""
    connection.execute(
        "DELETE FROM remark_blocks WHERE guild_id = :guild AND reader_id = :reader"
        " AND author_id IN (:author, :owner)",
        {
            "guild": remark.story.guild or 0,
            "reader": remark.reader,
            "author": author or 0,
            "owner": author or remark.story.owner or 0,
        },
    )
