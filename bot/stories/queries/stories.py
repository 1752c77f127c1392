"""Stories without their texts: kept, changed, taken down, and seen by an audience."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import PurePath

import regex

from bot.database import Connection
from bot.database.rows import columns, made
from bot.stories.cautions import folded_cautions
from bot.stories.chapters import BodySize
from bot.stories.detail_kinds import NameList
from bot.stories.details import DETAILS, Details, of_json, to_json
from bot.stories.ids import GuildId, ReaderId, StoryId
from bot.stories.models import Audience, Origin, Story, Suggestion
from bot.stories.queries import visibility
from bot.stories.series import part_of
from bot.stories.tags import tags_of
from bot.text.direction import without_isolates

_ELSEWHERE = {"guild": "stories.guild_id", "owner": "stories.owner_id"}
COLUMNS = columns(Story, "stories", "story", _ELSEWHERE)
"""The columns that a statement selects so that `made` can build a `Story` with the prefix "story"."""
SEEN = columns(Story, "stories", "story", {**_ELSEWHERE, **visibility.COUNTS})
"""The same with the counts as an audience knows them, for statements with `visibility.parameters`."""
SUGGESTED = columns(Suggestion, "stories", elsewhere={"story": "stories.id", "percent": "NULL"})
"""The columns that a statement selects so that `made` can build a `Suggestion`, with no percent yet."""
_INDEX = ("title", "authors", "tags")
"""The columns of the index of stories."""
COUNTING = 3
"""The version of `bot.text.word_counts` that the words of new stories are counted by. Stories of a lesser one
are counted anew (bot/editing/recounting.py)."""
DRAWN = ("title", "authors", "summary", "content_warnings", "fandoms", "characters", "relationships", "tags")
"""The details that decide how a story's cover is drawn."""
_NOT_GOING = "stories.id NOT IN (SELECT story_id FROM going_stories)"
"""Whether a story that is taken down is there for good, not going with its server (bot/privacy)."""
_ARTICLE = regex.compile(r"^(?:the|an?)\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class FormerStory:
    """A story that a file made before, the details as that file gave them, and whether the story is taken
    down."""

    story: Story
    file_details: Details
    removed: bool


def folded(text: str) -> str:
    """Returns text in the form in which titles are compared: without case, accents, typographic quotes or
    doubled spaces."""
    if text.isascii():
        return " ".join(text.casefold().split())
    plain = without_isolates(text).replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    letters = (c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return " ".join("".join(letters).casefold().split())


def sort_title(title: str) -> str:
    """Returns a title in the form by which lists are ordered: folded, without a leading English article."""
    return _ARTICLE.sub("", folded(title))


def authors_folded(details: Details) -> list[str]:
    """Returns the authors in the form in which they are compared; an empty name stands for nobody."""
    return [folded(author) for author in details.authors] or [""]


def by_file(connection: Connection, origin: Origin, reader: int = 0) -> Story | None:
    """Returns the story made from a file with these very contents, for this server or the installation, or
    None; only one that this version of the reader or a later one has read."""
    row = connection.execute(
        f"SELECT {COLUMNS} FROM stories WHERE digest = ? AND coalesce(guild_id, 0) = coalesce(?, 0)"
        " AND removed_at IS NULL AND reader >= ?",
        (origin.digest, origin.guild, reader),
    ).fetchone()
    return row and made(Story, row, "story")


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
        return FormerStory(same, of_json(json.loads(details_json) or to_json(same)), removed=False)
    rows = connection.execute(
        f"SELECT {COLUMNS}, file_name, file_details, removed_at FROM stories"
        " WHERE (file_name = :name OR sort_title = :title) AND coalesce(guild_id, 0) = coalesce(:guild, 0)"
        f" AND {_NOT_GOING}"
        " ORDER BY removed_at IS NOT NULL, removed_at DESC",
        {"name": folded(origin.name), "title": sort_title(file_details.title), "guild": origin.guild},
    )
    renamed = []
    for row in rows:
        story = made(Story, row, "story")
        before = of_json(json.loads(row["file_details"]) or to_json(story))
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
    return FormerStory(found, of_json(json.loads(row["file_details"]) or to_json(found)), removed=False)


def of_same_title(connection: Connection, title: str, guild: GuildId | None, limit: int) -> list[Story]:
    """Returns some of the stories of a server, or of the installation (None), that have this title."""
    rows = connection.execute(
        f"SELECT {COLUMNS} FROM stories WHERE sort_title = ? AND coalesce(guild_id, 0) = coalesce(?, 0)"
        " AND removed_at IS NULL ORDER BY id DESC LIMIT ?",
        (sort_title(title), guild, limit),
    )
    return [made(Story, row, "story") for row in rows]


def insert(
    connection: Connection,
    details: Details,
    size: BodySize,
    origin: Origin,
    file_details: Details,
    now: int,
    *,
    reader: int = 1,
) -> StoryId:
    """Inserts a story with the details that its file gave, as this version of the reader read it, makes it
    findable, and returns its id."""
    values = {
        **_values(details, size),
        "guild_id": origin.guild,
        "file_name": folded(origin.name),
        "file_details": json.dumps(to_json(file_details)),
        "digest": origin.digest,
        "reader": reader,
        "counting": COUNTING,
        "added_at": now,
    }
    cursor = connection.execute(
        f"INSERT INTO stories ({', '.join(values)}) VALUES ({', '.join('?' * len(values))})",
        list(values.values()),
    )
    assert cursor.lastrowid is not None  # noqa: S101 - what an INSERT always sets
    identity = StoryId(cursor.lastrowid)
    _make_findable(connection, identity, details)
    return identity


def update(connection: Connection, story: Story) -> None:
    """Writes a story's details and counts, and updates the index of stories. Its cover is drawn anew where
    that shows any of what has changed."""
    values = {name: DETAILS[name].kind.to_column(getattr(story, name)) for name in DRAWN}
    same = " AND ".join(f"{name} = ?" for name in values)
    connection.execute(
        f"UPDATE stories SET covering = 0 WHERE id = ? AND NOT ({same})", (story.id, *values.values())
    )
    _assign(connection, story.id, _values(story, BodySize(story.chapters, story.words, story.script)))
    connection.execute("DELETE FROM story_words WHERE rowid = ?", (story.id,))
    _make_findable(connection, story.id, story)


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
    _assign(connection, story, values)


def give(connection: Connection, story: StoryId, owner: ReaderId | None) -> None:
    """Makes a story this author's own; None makes it nobody's but the librarians'."""
    _assign(connection, story, {"owner_id": owner})


def next_to_count(connection: Connection, passing_over: Collection[StoryId]) -> StoryId | None:
    """Returns a story whose words are not counted as they are today, or None. Skips the stories of
    `passing_over`."""
    row = connection.execute(
        "SELECT id FROM stories WHERE counting < ? AND id NOT IN (SELECT value FROM json_each(?)) LIMIT 1",
        (COUNTING, json.dumps(list(passing_over))),
    ).fetchone()
    return row and StoryId(row["id"])


def keep_counts(connection: Connection, story: StoryId, size: BodySize) -> None:
    """Records the size of a story, and what it warns of, as both are worked out today."""
    row = connection.execute(f"SELECT {COLUMNS} FROM stories WHERE id = ?", (story,)).fetchone()
    values = {"words": size.words, "script": size.script, "counting": COUNTING}
    _assign(connection, story, values | {"cautions": folded_cautions(tags_of(made(Story, row, "story")))})


def take_down(connection: Connection, story: StoryId, now: int) -> None:
    """Takes a story out of the library, unless it is taken down already."""
    connection.execute("UPDATE stories SET removed_at = ? WHERE id = ? AND removed_at IS NULL", (now, story))


def put_back(connection: Connection, story: StoryId) -> None:
    """Puts a story that was taken down into the library again."""
    connection.execute("UPDATE stories SET removed_at = NULL WHERE id = ?", (story,))


def has_successor(connection: Connection, story: StoryId) -> bool:
    """Returns whether the file of a story that was taken down has made another story since."""
    row = connection.execute(
        "SELECT 1 FROM stories JOIN stories AS gone ON gone.id = ? AND gone.digest = stories.digest"
        " AND coalesce(gone.guild_id, 0) = coalesce(stories.guild_id, 0) WHERE stories.removed_at IS NULL",
        (story,),
    ).fetchone()
    return row is not None


def get(connection: Connection, story: StoryId) -> Story | None:
    """Returns a story that is not taken down, without regard to audience, or None."""
    row = connection.execute(
        f"SELECT {COLUMNS} FROM stories WHERE id = ? AND removed_at IS NULL", (story,)
    ).fetchone()
    return row and made(Story, row, "story")


def taken_down(connection: Connection, story: StoryId) -> Story | None:
    """Returns a story that is taken down and can be put back, without regard to audience, or None."""
    row = connection.execute(
        f"SELECT {COLUMNS} FROM stories WHERE id = ? AND removed_at IS NOT NULL AND {_NOT_GOING}", (story,)
    ).fetchone()
    return row and made(Story, row, "story")


def count_of_guild(connection: Connection, guild: GuildId) -> int:
    """Returns the number of stories that a server has of its own."""
    (total,) = connection.execute(
        "SELECT count(*) FROM stories WHERE guild_id = ? AND removed_at IS NULL", (guild,)
    ).fetchone()
    return int(total)


def seen_by(connection: Connection, story: StoryId, audience: Audience) -> tuple[Story, bool] | None:
    """Returns a story visible to this audience and whether its rating is served where they are, or None if it
    is not visible."""
    row = connection.execute(
        f"SELECT {SEEN}, {visibility.PERMITTED} AS permitted FROM stories"
        f" WHERE stories.id = :story AND {visibility.VISIBLE}",
        {"story": story, **visibility.parameters(audience)},
    ).fetchone()
    return row and (made(Story, row, "story"), bool(row["permitted"]))


def _assign(connection: Connection, story: StoryId, values: Mapping[str, object]) -> None:
    assignments = ", ".join(f"{name} = ?" for name in values)
    connection.execute(f"UPDATE stories SET {assignments} WHERE id = ?", (*values.values(), story))


def _values(details: Details, size: BodySize) -> dict[str, object]:
    """Returns the columns of a story: its details and counts, and the title that it is sorted by."""
    return {
        **{name: each.kind.to_column(getattr(details, name)) for name, each in DETAILS.items()},
        "sort_title": sort_title(details.title),
        "cautions": folded_cautions(tags_of(details)),
        "chapters": size.chapters,
        "words": size.words,
        "script": size.script,
    }


def _make_findable(connection: Connection, identity: StoryId, details: Details) -> None:
    found: dict[str, list[str]] = {column: [] for column in _INDEX}
    for name, each in DETAILS.items():
        if each.found_by:
            value = getattr(details, name)
            found[each.found_by] += value if isinstance(each.kind, NameList) else [value]
    connection.execute(
        f"INSERT INTO story_words (rowid, {', '.join(_INDEX)}) VALUES (?{', ?' * len(_INDEX)})",
        (identity, *(" ".join(found[column]) for column in _INDEX)),
    )
    _number_in_series(connection, identity, details)


def _number_in_series(connection: Connection, identity: StoryId, details: Details) -> None:
    connection.execute("DELETE FROM series_parts WHERE story_id = ?", (identity,))
    parts = {
        (folded(part.name), author, part.number, identity)
        for part in map(part_of, details.series)
        for author in authors_folded(details)
        if part.number is not None
    }
    connection.executemany(
        "INSERT INTO series_parts (name, author, number, story_id) VALUES (?, ?, ?, ?)", parts
    )
