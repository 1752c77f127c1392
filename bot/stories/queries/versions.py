"""The versions of a story's text, and the mapping of each version's words to the next."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import Protocol

from bot.database import Connection, Row
from bot.database.rows import made
from bot.stories.chapters import StoredChapter
from bot.stories.ids import ChapterId, StoryId
from bot.stories.models import Chapter, Place
from bot.stories.queries import chapters, early
from bot.stories.queries.texts import OF_CHAPTER

_CHAPTERS_WITH_TEXTS = (
    f"SELECT {chapters.COLUMNS}, chapters.source_key AS key, texts.text, revisions.notes, {early.COLUMNS}"
    f" FROM chapters JOIN {OF_CHAPTER} JOIN texts ON texts.id = text_id"
    " LEFT JOIN early_access ON early_access.chapter_id = chapters.id"
)
_MAPPED_COLUMNS = (
    "chapter_id",
    "revision",
    "offset",
    "words_gone",
    "furthest_chapter_id",
    "furthest_revision",
    "furthest_offset",
    "undo_chapter_id",
    "undo_revision",
    "undo_offset",
)

MappedStretch = tuple[int, int, ChapterId, int, int]
"""A stretch of a former text: its start and end there, and the chapter, revision and offset where it is
since."""


class MapPlace(Protocol):
    """Maps a chapter's offset to the new version, and tells whether the very same words stand there.

    `is_end`: the offset is the end of what was read, not the beginning of what is to be read.
    """

    def __call__(self, chapter: ChapterId, offset: int, *, is_end: bool) -> tuple[Place, bool]:
        """Returns the place in the new version, and whether it is exact."""
        ...


def of(connection: Connection, story: StoryId) -> list[StoredChapter]:
    """Returns the chapters of the story with their current texts and notes, in reading order."""
    rows = connection.execute(
        f"{_CHAPTERS_WITH_TEXTS} WHERE chapters.story_id = ? AND position >= 0 ORDER BY position", (story,)
    )
    return [made(StoredChapter, row) for row in rows]


def removed_chapters(connection: Connection, story: StoryId) -> list[StoredChapter]:
    """Returns the chapters that the story no longer has, with their last texts and notes."""
    rows = connection.execute(
        f"{_CHAPTERS_WITH_TEXTS} WHERE chapters.story_id = ? AND position < 0", (story,)
    )
    return [made(StoredChapter, row) for row in rows]


def record(
    connection: Connection, chapter: ChapterId, revision: int, stretches: Sequence[MappedStretch]
) -> None:
    """Stores the mapping of a former text's words."""
    connection.execute(
        "INSERT OR REPLACE INTO carries (chapter_id, revision, stretches) VALUES (?, ?, ?)",
        (chapter, revision, json.dumps(stretches, separators=(",", ":"))),
    )


def map_identical_texts(connection: Connection, chapter: Chapter) -> None:
    """Maps the places of former revisions whose text is the same as today's to the same offsets of
    today's."""
    connection.execute(
        "INSERT OR REPLACE INTO carries (chapter_id, revision, stretches)"
        " SELECT former.chapter_id, former.revision, json_array(json_array(0, ?, now.chapter_id,"
        " now.revision, 0))"
        " FROM revisions AS now JOIN revisions AS former"
        " ON former.chapter_id = now.chapter_id AND former.revision < now.revision"
        " JOIN texts AS today ON today.id = now.text_id JOIN texts AS was ON was.id = former.text_id"
        " WHERE now.chapter_id = ? AND now.revision = ? AND was.text = today.text",
        (chapter.characters, chapter.id, chapter.revision),
    )


def forget(connection: Connection, chapter: ChapterId, revision: int) -> None:
    """Deletes the mapping of a text's words, since that text is current again."""
    connection.execute("DELETE FROM carries WHERE chapter_id = ? AND revision = ?", (chapter, revision))


def removed_chapter(connection: Connection, chapter: ChapterId) -> StoredChapter | None:
    """Returns a chapter that its story no longer has, with its last text and notes, or None."""
    row = connection.execute(
        f"{_CHAPTERS_WITH_TEXTS} WHERE chapters.id = ? AND position < 0", (chapter,)
    ).fetchone()
    return row and made(StoredChapter, row)


def stretches_of(connection: Connection, place: Place) -> list[MappedStretch] | None:
    """Returns the mapping of the words of a place's text, or None if that text is the current one."""
    row = connection.execute(
        "SELECT stretches FROM carries WHERE chapter_id = ? AND revision = ?", (place.chapter, place.revision)
    ).fetchone()
    return row and [tuple(stretch) for stretch in json.loads(row["stretches"])]


def move_bookmarks(
    connection: Connection, story: StoryId, changed: Collection[ChapterId], map_place: MapPlace
) -> int:
    """Moves every reader's places in the changed chapters to where their words are now. Returns the number of
    readings that this moved."""
    rows = connection.execute(
        "WITH changed AS (SELECT value FROM json_each(:changed))"
        " SELECT * FROM readings WHERE story_id = :story AND (chapter_id IN changed"
        " OR furthest_chapter_id IN changed OR undo_chapter_id IN changed)",
        {"story": story, "changed": json.dumps(list(changed))},
    ).fetchall()
    moved = [values for row in rows if (values := _moved(row, map_place)) is not None]
    connection.executemany(
        'UPDATE readings SET chapter_id = ?, revision = ?, "offset" = ?, words_gone = max(words_gone, ?),'
        " furthest_chapter_id = ?, furthest_revision = ?, furthest_offset = ?,"
        " undo_chapter_id = ?, undo_revision = ?, undo_offset = ? WHERE id = ?",
        moved,
    )
    return len(moved)


def _moved(row: Row, map_place: MapPlace) -> tuple[object, ...] | None:
    """Returns a reading's new values, or None where nothing of it moved."""
    current, exact = map_place(row["chapter_id"], row["offset"], is_end=False)
    furthest, _ = map_place(row["furthest_chapter_id"], row["furthest_offset"], is_end=True)
    undo: tuple[object, ...] = (None, None, None)
    if row["undo_chapter_id"] is not None:
        undo = _values(map_place(row["undo_chapter_id"], row["undo_offset"], is_end=False)[0])
    values = (*_values(current), int(not exact), *_values(furthest), *undo)
    before = tuple(row[name] for name in _MAPPED_COLUMNS)
    return None if values == before else (*values, row["id"])


def _values(place: Place) -> tuple[int, int, int]:
    return place.chapter, place.revision, place.offset
