"""The states of stories before changes and after them, by which a change can be taken back as a whole."""

from __future__ import annotations

import hashlib
import json
import zlib
from dataclasses import dataclass

from bot.database import Connection
from bot.database.rows import made
from bot.stories.chapter_notes import ChapterNotes
from bot.stories.details import Details, of_json, to_json
from bot.stories.ids import ChangeId, ChapterId, GuildId, StoryId
from bot.stories.models import ChapterKind, EarlyAccess, Origin, Story
from bot.stories.queries import covers, stories
from bot.stories.queries.texts import OF_CHAPTER

_OF_FILE = ("digest", "file_name", "file_details", "reader")
_WITH_FILE = f"SELECT {stories.COLUMNS}, {', '.join(_OF_FILE)} FROM stories"
_KEPT = 50
"""The number of a story's last changes whose former states are kept: an undo is a change as well."""


@dataclass(frozen=True, slots=True)
class FormerText:
    """A chapter of a former version; its text is that of `revision`."""

    chapter: ChapterId
    revision: int
    title: str
    kind: ChapterKind
    key: str
    notes: ChapterNotes
    early: EarlyAccess | None


@dataclass(frozen=True, slots=True)
class FormerState:
    """A story as it was before a change: its details, the file that it was made from with the details that
    this gave, as the version `reader` had read it, and its chapters in order.

    `cover` is None where the change left the cover alone, empty where there was none.
    """

    details: Details
    origin: Origin
    file_details: Details
    reader: int
    chapters: tuple[FormerText, ...]
    cover: bytes | None


@dataclass(frozen=True, slots=True)
class State:
    """The state of a story, encoded, and its cover, to be kept as the former one once a change is made."""

    story: StoryId
    encoded: bytes
    cover: bytes | None

    @property
    def digest(self) -> str:
        """The digest by which the state is known."""
        return hashlib.sha256(self.encoded + (self.cover or b"")).hexdigest()


def of(connection: Connection, story: StoryId) -> State:
    """Returns the state of a story as it is now."""
    row = connection.execute(f"{_WITH_FILE} WHERE id = ?", (story,)).fetchone()
    chapters = connection.execute(
        "SELECT chapters.id, chapters.revision, title, kind, source_key, revisions.notes,"
        " early_access.guild_id, roles, opens_at"
        f" FROM chapters JOIN {OF_CHAPTER} LEFT JOIN early_access ON early_access.chapter_id = chapters.id"
        " WHERE chapters.story_id = ? AND position >= 0 ORDER BY position",
        (story,),
    )
    state = {
        "details": to_json(made(Story, row, "story")),
        "file": {name: row[name] for name in _OF_FILE},
        "chapters": [tuple(each) for each in chapters],
    }
    return State(story, json.dumps(state).encode(), covers.whole(connection, story))


def keep(connection: Connection, change: ChangeId, before: State) -> None:
    """Stores the state that a change was made from, with the digest of the one that it led to. Of each story
    the last few are kept."""
    after = of(connection, before.story)
    cover = None if before.cover == after.cover else before.cover or b""
    connection.execute(
        "INSERT INTO former_states (change_id, story_id, before, before_digest, after_digest, cover)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (change, before.story, zlib.compress(before.encoded), before.digest, after.digest, cover),
    )
    connection.execute(
        "DELETE FROM former_states WHERE story_id = :story AND change_id <= ("
        " SELECT change_id FROM former_states WHERE story_id = :story"
        " ORDER BY change_id DESC LIMIT 1 OFFSET :kept)",
        {"story": before.story, "kept": _KEPT},
    )


def before(connection: Connection, change: ChangeId) -> FormerState | None:
    """Returns the state from which a change was made, or None where it is not kept."""
    row = connection.execute(
        "SELECT before, cover, guild_id FROM former_states JOIN stories ON stories.id = story_id"
        " WHERE change_id = ?",
        (change,),
    ).fetchone()
    if row is None:
        return None
    state = json.loads(zlib.decompress(row["before"]))
    file, guild = state["file"], None if row["guild_id"] is None else GuildId(row["guild_id"])
    details = of_json(state["details"])
    return FormerState(
        details=details,
        origin=Origin(file["file_name"], file["digest"], guild),
        file_details=of_json(json.loads(file["file_details"]) or state["details"]),
        reader=file["reader"],
        chapters=tuple(map(_former_text, state["chapters"])),
        cover=row["cover"],
    )


def orders(connection: Connection, story: StoryId, limit: int) -> list[list[tuple[str, str]]]:
    """Returns the chapters of a story's last versions, the newest first, each by its key and its title."""
    rows = connection.execute(
        "SELECT before FROM former_states WHERE story_id = ? ORDER BY change_id DESC LIMIT ?", (story, limit)
    )
    former = (json.loads(zlib.decompress(row["before"]))["chapters"] for row in rows)
    return [[(key, title) for _, _, title, _, key, *_ in chapters] for chapters in former]


def is_kept(connection: Connection, change: ChangeId) -> bool:
    """Returns whether the state from which a change was made is kept."""
    row = connection.execute("SELECT 1 FROM former_states WHERE change_id = ?", (change,)).fetchone()
    return row is not None


def is_as_left(connection: Connection, story: StoryId, change: ChangeId) -> bool:
    """Returns whether a story is as this change left it, and what it was before is kept."""
    row = connection.execute(
        "SELECT after_digest FROM former_states WHERE change_id = ? AND story_id = ?", (change, story)
    ).fetchone()
    return row is not None and row["after_digest"] == of(connection, story).digest


def restored(connection: Connection, story: StoryId, undone: ChangeId) -> None:
    """Records that a story is again as it was before a change, though its texts have other revisions: the
    changes before that one can be taken back now."""
    names = {"now": of(connection, story).digest, "story": story, "undone": undone}
    (names["former"],) = connection.execute(
        "SELECT before_digest FROM former_states WHERE change_id = :undone", names
    ).fetchone()
    for column in ("before_digest", "after_digest"):
        connection.execute(
            f"UPDATE former_states SET {column} = :now WHERE story_id = :story AND {column} = :former", names
        )


def _former_text(
    kept: tuple[int, int, str, str, str, str, int | None, str | None, int | None],
) -> FormerText:
    chapter, revision, title, kind, key, notes, guild, roles, opens_at = kept
    return FormerText(
        ChapterId(chapter),
        revision,
        title,
        ChapterKind(kind),
        key,
        ChapterNotes.of_column(notes),
        EarlyAccess(GuildId(guild), tuple(json.loads(roles)), opens_at) if guild and roles else None,
    )
