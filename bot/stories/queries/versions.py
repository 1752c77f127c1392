"""The versions of a story's text, and the mapping of each version's words to the next."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Protocol

from bot.database import Connection
from bot.database.rows import made
from bot.stories.chapters import FormerText, MappedStretch, StoredChapter
from bot.stories.ids import ChapterId, StoryId
from bot.stories.models import Chapter, Place
from bot.stories.queries import chapters, early
from bot.stories.queries.texts import OF_CHAPTER, SAME_TEXT, TextId, same_text, stored
from bot.text.spans import Spans

_CHAPTERS_WITH_TEXTS = (
    f"SELECT {chapters.COLUMNS}, chapters.source_key AS key, texts.text, revisions.notes, {early.COLUMNS}"
    f" FROM chapters JOIN {OF_CHAPTER} JOIN texts ON texts.id = text_id"
    " LEFT JOIN early_access ON early_access.chapter_id = chapters.id"
)
_IN_PLACE = "ON CONFLICT (chapter_id, revision) DO UPDATE SET stretches = excluded.stretches"
_FORMER_CHARACTERS = 2_000_000
"""The most characters of former texts that are looked through for words that come back."""


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
        f"{_CHAPTERS_WITH_TEXTS} WHERE chapters.story_id = ? AND position < 0 ORDER BY position", (story,)
    )
    return [made(StoredChapter, row) for row in rows]


def former_texts(connection: Connection, story: StoryId) -> list[FormerText]:
    """Returns the texts that chapters of the story had before, the newest first, as far as they may be looked
    through."""
    rows = connection.execute(
        """
        SELECT * FROM (
            SELECT carries.chapter_id, carries.revision, texts.id AS text_id, stretches, added_at,
                sum(coalesce(packed_texts.characters, length(text))) OVER (
                    ORDER BY added_at DESC, carries.chapter_id, carries.revision DESC
                ) AS characters
            FROM chapters JOIN carries ON carries.chapter_id = chapters.id
            JOIN revisions ON revisions.chapter_id = carries.chapter_id
            AND revisions.revision = carries.revision JOIN texts ON texts.id = revisions.text_id
            LEFT JOIN packed_texts ON packed_texts.text_id = texts.id WHERE story_id = ?
        ) AS former WHERE characters <= ? ORDER BY added_at DESC, chapter_id, revision DESC
        """,
        (story, _FORMER_CHARACTERS),
    ).fetchall()
    known: dict[TextId, str] = {}  # each is packed as its difference to one that is newer
    for row in rows:
        known[row["text_id"]] = stored(connection, row["text_id"], known)
    return [
        FormerText(
            ChapterId(row["chapter_id"]),
            row["revision"],
            known[row["text_id"]],
            _stretches(row["stretches"]),
        )
        for row in rows
    ]


def next_edition(connection: Connection, story: StoryId) -> int:
    """Counts another edition of a story, and returns its number."""
    row = connection.execute(
        "UPDATE stories SET edition = edition + 1 WHERE id = ? RETURNING edition", (story,)
    ).fetchone()
    return int(row["edition"])


def record(
    connection: Connection, chapter: ChapterId, revision: int, stretches: Sequence[MappedStretch]
) -> None:
    """Stores the mapping of a former text's words."""
    connection.execute(
        f"INSERT INTO carries (chapter_id, revision, stretches) VALUES (?, ?, ?) {_IN_PLACE}",
        (chapter, revision, _column(stretches)),
    )


def map_identical_texts(connection: Connection, chapter: Chapter, text: str) -> None:
    """Maps the places of former revisions whose text is the same as today's to the same offsets of
    today's."""
    connection.execute(
        f"""
        INSERT INTO carries (chapter_id, revision, stretches) SELECT chapter_id, revision, :stretches
            FROM revisions JOIN texts ON texts.id = revisions.text_id
            LEFT JOIN packed_texts ON packed_texts.text_id = texts.id
            WHERE chapter_id = :chapter AND revision < :now AND {SAME_TEXT} {_IN_PLACE}
        """,
        {
            "stretches": _column([(0, chapter.characters, chapter.id, chapter.revision, 0)]),
            "chapter": chapter.id,
            "now": chapter.revision,
            **same_text(text),
        },
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


def mark_arrived(connection: Connection, these: Iterable[ChapterId], edition: int) -> None:
    """Records the edition in which chapters came to where they stand, or were given another text."""
    connection.executemany(
        "UPDATE chapters SET arrived = ? WHERE id = ?", [(edition, each) for each in these]
    )


def keep_written(connection: Connection, chapter: Chapter, written: Spans) -> None:
    """Stores what was first written in a chapter's current text."""
    connection.execute(
        "UPDATE revisions SET written = ? WHERE chapter_id = ? AND revision = ?",
        (json.dumps(written, separators=(",", ":")), chapter.id, chapter.revision),
    )


def stretches_of(connection: Connection, place: Place) -> list[MappedStretch] | None:
    """Returns the mapping of the words of a place's text, or None if that text is the current one."""
    row = connection.execute(
        "SELECT stretches FROM carries WHERE chapter_id = ? AND revision = ?", (place.chapter, place.revision)
    ).fetchone()
    return row and _stretches(row["stretches"])


def _column(stretches: Sequence[MappedStretch]) -> str:
    return json.dumps(stretches, separators=(",", ":"))


def _stretches(column: str) -> list[MappedStretch]:
    return [
        (start, end, ChapterId(chapter), revision, at)
        for start, end, chapter, revision, at in json.loads(column)
    ]
