"""Stories without their texts: kept, changed, taken down, and seen by an audience."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Collection, Mapping

import regex

from bot.database import Connection
from bot.database.full_text import WordIndex, full_text
from bot.database.rows import columns, made
from bot.stories.cautions import folded_cautions
from bot.stories.chapters import BodySize
from bot.stories.detail_kinds import NameList
from bot.stories.details import DETAILS, Details, to_json
from bot.stories.ids import GuildId, ReaderId, StoryId
from bot.stories.models import Audience, Origin, Story, Suggestion
from bot.stories.queries import visibility
from bot.stories.series import part_of
from bot.stories.tags import tags_of
from bot.text.direction import without_isolates
from bot.text.index_words import folded_words

_ELSEWHERE = {"guild": "stories.guild_id", "owner": "stories.owner_id"}
COLUMNS = columns(Story, "stories", "story", _ELSEWHERE)
"""The columns that a statement selects so that `made` can build a `Story` with the prefix "story"."""
SEEN = columns(Story, "stories", "story", {**_ELSEWHERE, **visibility.COUNTS})
"""The same with the counts as an audience knows them, for statements with `visibility.parameters`."""
SUGGESTED = columns(Suggestion, "stories", elsewhere={"story": "stories.id", "percent": "NULL"})
"""The columns that a statement selects so that `made` can build a `Suggestion`, with no percent yet."""
WORDS = WordIndex("story_words", ("title", "authors", "tags"), folded_words)
"""The index of stories: a row's id is the story's."""
COUNTING = 3
"""The version of `bot.text.word_counts` that the words of new stories are counted by. Stories of a lesser one
are counted anew (bot/editing/recounting.py)."""
DRAWN = ("title", "authors", "summary", "content_warnings", "fandoms", "characters", "relationships", "tags")
"""The details that decide how a story's cover is drawn."""
NOT_GOING = "stories.id NOT IN (SELECT story_id FROM going_stories)"
"""Whether a story that is taken down is there for good, not going with its server (bot/privacy)."""
_ARTICLE = regex.compile(r"^(?:the|an?)\s+(?=\S)")


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
    (new,) = connection.execute(
        f"INSERT INTO stories ({', '.join(values)}) VALUES ({', '.join('?' * len(values))}) RETURNING id",
        list(values.values()),
    ).fetchone()
    identity = StoryId(new)
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
    assign(connection, story.id, _values(story, BodySize(story.chapters, story.words, story.script)))
    hide(connection, story.id)
    _make_findable(connection, story.id, story)


def hide(connection: Connection, story: StoryId) -> None:
    """Takes a story out of the index of stories."""
    row = full_text(connection).id(WORDS)
    connection.execute(f"DELETE FROM {WORDS.table} WHERE {row} = ?", (story,))


def give(connection: Connection, story: StoryId, owner: ReaderId | None) -> None:
    """Makes a story this author's own; None makes it nobody's but the librarians'."""
    assign(connection, story, {"owner_id": owner})


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
    assign(connection, story, values | {"cautions": folded_cautions(tags_of(made(Story, row, "story")))})


def take_down(connection: Connection, story: StoryId, now: int) -> None:
    """Takes a story out of the library, unless it is taken down already."""
    connection.execute("UPDATE stories SET removed_at = ? WHERE id = ? AND removed_at IS NULL", (now, story))


def put_back(connection: Connection, story: StoryId) -> None:
    """Puts a story that was taken down into the library again."""
    connection.execute("UPDATE stories SET removed_at = NULL WHERE id = ?", (story,))


def get(connection: Connection, story: StoryId) -> Story | None:
    """Returns a story that is not taken down, without regard to audience, or None."""
    row = connection.execute(
        f"SELECT {COLUMNS} FROM stories WHERE id = ? AND removed_at IS NULL", (story,)
    ).fetchone()
    return row and made(Story, row, "story")


def taken_down(connection: Connection, story: StoryId) -> Story | None:
    """Returns a story that is taken down and can be put back, without regard to audience, or None."""
    row = connection.execute(
        f"SELECT {COLUMNS} FROM stories WHERE id = ? AND removed_at IS NOT NULL AND {NOT_GOING}", (story,)
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


def assign(connection: Connection, story: StoryId, values: Mapping[str, object]) -> None:
    """Sets columns of a story's row."""
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


def index_next(connection: Connection, most: int) -> int:
    """Adds the next stories by their ids, at most so many, to an index of stories that is being made. Returns
    how many were left to be added."""
    row = full_text(connection).id(WORDS)
    last = connection.execute(f"SELECT {row} FROM {WORDS.table} ORDER BY {row} DESC LIMIT 1").fetchone()
    rows = connection.execute(
        f"SELECT {COLUMNS} FROM stories WHERE id > ? ORDER BY id LIMIT ?", (last[0] if last else 0, most)
    ).fetchall()
    for each in (made(Story, row, "story") for row in rows):
        _index(connection, each.id, each)
    return len(rows)


def _make_findable(connection: Connection, identity: StoryId, details: Details) -> None:
    _index(connection, identity, details)
    _number_in_series(connection, identity, details)


def _index(connection: Connection, identity: StoryId, details: Details) -> None:
    found: dict[str, list[str]] = {column: [] for column in WORDS.columns}
    for name, each in DETAILS.items():
        if each.found_by:
            value = getattr(details, name)
            found[each.found_by] += value if isinstance(each.kind, NameList) else [value]
    texts = (" ".join(found[column]) for column in WORDS.columns)
    full_text(connection).add(connection, WORDS, [(identity, *texts)])


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
