"""Chapters and their texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import astuple

from bot.database import Connection
from bot.database.rows import columns, made
from bot.stories.cautions import folded_cautions
from bot.stories.chapter_notes import ChapterNotes
from bot.stories.chapters import NumberedChapter
from bot.stories.ids import ChapterId, StoryId
from bot.stories.models import Audience, Chapter, ChapterKind, NamedChapter
from bot.stories.queries import visibility
from bot.stories.queries.texts import NOTES_OF_NEXT, OF_CHAPTER, TextId, stored

_COLUMNS = (
    "id",
    "story_id",
    "position",
    "number",
    "title",
    "kind",
    "revision",
    "characters",
    "words",
    "words_before",
)
COLUMNS = columns(Chapter, "chapters", "chapter", {"story": "chapters.story_id"})
"""The columns that a statement selects so that `made` can build a `Chapter` with the prefix "chapter"."""
_FIRST_REVISION = 1
_KINDS = {kind.value: kind for kind in ChapterKind}


def insert(connection: Connection, story: StoryId, new: NumberedChapter, text: TextId, now: int) -> Chapter:
    """Inserts a chapter with its text as its first revision, and returns it."""
    (identity,) = connection.execute(
        f"INSERT INTO chapters ({', '.join(_COLUMNS[1:])}, source_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " RETURNING id",
        (
            story,
            new.position,
            new.number,
            new.title,
            new.kind,
            _FIRST_REVISION,
            len(new.text),
            new.words,
            new.words_before,
            new.key,
        ),
    ).fetchone()
    chapter = new.with_id(ChapterId(identity), story, _FIRST_REVISION)
    _keep_revision(connection, chapter, text, new.notes, now)
    return chapter


def put_back(
    connection: Connection,
    chapter: Chapter,
    source_key: str,
    text: TextId | None,
    notes: ChapterNotes,
    now: int,
) -> None:
    """Gives a chapter that was set aside its place again, with its notes, and with a new text where it has
    one (its revision is new then)."""
    assignments = ", ".join(f"{name} = ?" for name in (*_COLUMNS[1:], "source_key"))
    connection.execute(
        f"UPDATE chapters SET {assignments} WHERE id = ?", (*astuple(chapter)[1:], source_key, chapter.id)
    )
    if text is not None:
        _keep_revision(connection, chapter, text, notes, now)
    else:
        connection.execute(
            "UPDATE revisions SET notes = ?, cautions = ? WHERE chapter_id = ? AND revision = ?",
            (notes.to_column(), _cautions(notes), chapter.id, chapter.revision),
        )


def keep_counts(connection: Connection, counted: Iterable[tuple[int, int, ChapterId]]) -> None:
    """Records the words of chapters, and those before each of them; and what they warn of, as that is
    compared today."""
    for words, words_before, chapter in counted:
        connection.execute(
            "UPDATE chapters SET words = ?, words_before = ? WHERE id = ?", (words, words_before, chapter)
        )
        rows = connection.execute(
            "SELECT revision, notes FROM revisions WHERE chapter_id = ? AND notes NOT IN ('', ?)",
            (chapter, NOTES_OF_NEXT),
        )
        connection.executemany(
            "UPDATE revisions SET cautions = ? WHERE chapter_id = ? AND revision = ?",
            [
                (_cautions(ChapterNotes.of_column(row["notes"])), chapter, row["revision"])
                for row in rows.fetchall()
            ],
        )


def set_aside(connection: Connection, story: StoryId) -> None:
    """Takes every chapter out of the reading order, until `put_back` and `insert` make it anew."""
    connection.execute(
        "UPDATE chapters SET position = -1 - id, number = NULL WHERE story_id = ? AND position >= 0", (story,)
    )


def get(connection: Connection, chapter: ChapterId, audience: Audience | None) -> Chapter | None:
    """Returns the chapter with this id, or None where it is not open to this audience. With an audience of
    None, here and below, every chapter is."""
    return _one(connection, "chapters.id = :chapter", {"chapter": chapter}, audience)


def at(connection: Connection, story: StoryId, position: int, audience: Audience | None) -> Chapter | None:
    """Returns the chapter at a position in reading order, or None."""
    where = "story_id = :story AND position = :position"
    return _one(connection, where, {"story": story, "position": position}, audience)


def after(connection: Connection, chapter: Chapter, audience: Audience | None) -> Chapter | None:
    """Returns the chapter that is read after this one, or None at the end: a story is read from its front
    matter into its body, and ends there. Early chapters stand behind its back matter."""
    goes_on = "position > :position AND (kind = :kind OR :kind = 'front')"
    return _one(connection, f"story_id = :story AND {goes_on}", _place_of(chapter), audience)


def before(connection: Connection, chapter: Chapter, audience: Audience | None) -> Chapter | None:
    """Returns the chapter of the same part of the story before this one, or None at its beginning."""
    where = "story_id = :story AND position >= 0 AND position < :position AND kind = :kind"
    return _one(connection, where, _place_of(chapter), audience, order="DESC")


def of(connection: Connection, story: StoryId, audience: Audience | None) -> list[Chapter]:
    """Returns all chapters of the story in reading order."""
    rows = connection.execute(
        f"SELECT {COLUMNS} FROM chapters WHERE story_id = :story AND position >= 0 {_open_to(audience)}"
        " ORDER BY position",
        {"story": story, **_values(audience)},
    )
    return [made(Chapter, row, "chapter") for row in rows]


def names(connection: Connection, story: StoryId, audience: Audience) -> Iterator[NamedChapter]:
    """Yields what the chapters of the story are called by, in reading order: a quarter of the work of `of`,
    for a story of thousands."""
    rows = connection.execute(
        "SELECT id, number, title, kind FROM chapters"
        f" WHERE story_id = :story AND position >= 0 {_open_to(audience)} ORDER BY position",
        {"story": story, **_values(audience)},
    )
    for identity, number, title, kind in rows:
        yield NamedChapter(identity, number, title, _KINDS[kind])


def of_body_to(connection: Connection, story: StoryId, last: int) -> list[Chapter]:
    """Returns the chapters of the body up to a position, in reading order."""
    rows = connection.execute(
        f"SELECT {COLUMNS} FROM chapters WHERE story_id = ? AND position BETWEEN 0 AND ?"
        " AND number IS NOT NULL ORDER BY position",
        (story, last),
    )
    return [made(Chapter, row, "chapter") for row in rows]


def first_of_body(connection: Connection, story: StoryId) -> Chapter | None:
    """Returns the first chapter of the body. None if there is no such story: every story has a body, and its
    first chapter is open to all."""
    row = connection.execute(
        f"SELECT {COLUMNS} FROM chapters WHERE story_id = ? AND number = 1", (story,)
    ).fetchone()
    return row and made(Chapter, row, "chapter")


def text(connection: Connection, chapter: ChapterId, revision: int) -> str:
    """Returns the stored text of a chapter's revision."""
    row = connection.execute(
        "SELECT text_id FROM revisions WHERE chapter_id = ? AND revision = ?", (chapter, revision)
    ).fetchone()
    return stored(connection, TextId(row["text_id"]))


def revision_after(connection: Connection, chapter: ChapterId, revision: int) -> int | None:
    """Returns the revision of a chapter that followed this one, or None."""
    (after,) = connection.execute(
        "SELECT min(revision) FROM revisions WHERE chapter_id = ? AND revision > ?", (chapter, revision)
    ).fetchone()
    return after if after is None else int(after)


def notes(connection: Connection, chapter: ChapterId, revision: int) -> ChapterNotes:
    """Returns the notes of a chapter's revision."""
    row = connection.execute(
        "SELECT notes FROM revisions WHERE chapter_id = ? AND revision >= ? AND notes <> ?"
        " ORDER BY revision LIMIT 1",
        (chapter, revision, NOTES_OF_NEXT),
    ).fetchone()
    return ChapterNotes.of_column(row["notes"])


def notes_of_story(connection: Connection, story: StoryId) -> list[ChapterNotes]:
    """Returns the notes of all chapters of the story, in reading order."""
    rows = connection.execute(
        f"SELECT revisions.notes FROM chapters JOIN {OF_CHAPTER}"
        " WHERE story_id = ? AND position >= 0 ORDER BY position",
        (story,),
    )
    return [ChapterNotes.of_column(row["notes"]) for row in rows]


def _keep_revision(
    connection: Connection, chapter: Chapter, text: TextId, notes: ChapterNotes, now: int
) -> None:
    connection.execute(
        "INSERT INTO revisions (chapter_id, revision, text_id, notes, cautions, added_at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (chapter.id, chapter.revision, text, notes.to_column(), _cautions(notes), now),
    )
    connection.execute("DELETE FROM waiting_texts WHERE text_id = ?", (text,))


def _cautions(notes: ChapterNotes) -> str:
    return folded_cautions(notes.content_warnings)


def _one(
    connection: Connection,
    where: str,
    values: dict[str, object],
    audience: Audience | None,
    order: str = "ASC",
) -> Chapter | None:
    row = connection.execute(
        f"SELECT {COLUMNS} FROM chapters WHERE {where} {_open_to(audience)}"
        f" ORDER BY position {order} LIMIT 1",
        values | _values(audience),
    ).fetchone()
    return row and made(Chapter, row, "chapter")


def _place_of(chapter: Chapter) -> dict[str, object]:
    return {"story": chapter.story, "position": chapter.position, "kind": chapter.kind}


def _open_to(audience: Audience | None) -> str:
    return "" if audience is None else f"AND {visibility.OPEN}"


def _values(audience: Audience | None) -> dict[str, object]:
    return {} if audience is None else visibility.parameters(audience)
