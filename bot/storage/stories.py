"""Stories: kept, found by id, by title and by words, and listed."""

from __future__ import annotations

import difflib
import json
import sqlite3
import unicodedata
from collections.abc import Collection, Sequence
from typing import Any

import regex

from bot.models import Audience, GuildId, Rating, Story, StoryId, Suggestion
from bot.storage import visibility
from bot.storage.database import Connection

_COLUMNS = (
    "id",
    "title",
    "authors",
    "language",
    "summary",
    "notes",
    "disclaimer",
    "rating",
    "tags",
    "source",
    "licence",
    "guild_id",
    "chapters",
    "words",
)
COLUMNS = ", ".join(f"stories.{name}" for name in _COLUMNS)
"""What a query selects that makes stories."""
_DETAILS = tuple(name for name in _COLUMNS if name not in ("id", "guild_id"))
_ARTICLE = regex.compile(r"^(?:the|an?)\s+(?=\S)")


def folded(text: str) -> str:
    """Text as titles are compared: without case, accents, typographic quotes or doubled spaces."""
    plain = text.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    letters = (c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return " ".join("".join(letters).casefold().split())


def sort_title(title: str) -> str:
    """A title as lists are ordered: folded, its leading English article left out."""
    return _ARTICLE.sub("", folded(title))


def by_file(connection: Connection, digest: str, guild: GuildId | None) -> Story | None:
    """The story that was made from a file with these very contents, for this server or installation."""
    row = connection.execute(
        f"SELECT {COLUMNS} FROM stories WHERE digest = ? AND coalesce(guild_id, 0) = coalesce(?, 0)"
        " AND removed_at IS NULL",
        (digest, guild),
    ).fetchone()
    return row and made(row)


def by_file_name(connection: Connection, name: str, title: str, guild: GuildId | None) -> Story | None:
    """The story that a file of this name made, if it is called the same, for this server or installation."""
    row = connection.execute(
        f"SELECT {COLUMNS} FROM stories WHERE file_name = ? AND sort_title = ?"
        " AND coalesce(guild_id, 0) = coalesce(?, 0) AND removed_at IS NULL",
        (folded(name), sort_title(title), guild),
    ).fetchone()
    return row and made(row)


def insert(connection: Connection, story: Story, file_name: str, digest: str, now: int) -> StoryId:
    """Keep a story's details (`story.id` is not used) and make it findable."""
    columns = ("guild_id", "sort_title", *_DETAILS, "file_name", "digest", "added_at")
    cursor = connection.execute(
        f"INSERT INTO stories ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",
        (story.guild, sort_title(story.title), *_details(story), folded(file_name), digest, now),
    )
    identity = StoryId(_rowid(cursor))
    _make_findable(connection, identity, story)
    return identity


def update(connection: Connection, story: Story, digest: str) -> None:
    """Write a story's new details, and the digest of what they came from."""
    assignments = ", ".join(f"{name} = ?" for name in ("sort_title", *_DETAILS, "digest"))
    connection.execute(
        f"UPDATE stories SET {assignments} WHERE id = ?",
        (sort_title(story.title), *_details(story), digest, story.id),
    )
    connection.execute("DELETE FROM story_words WHERE rowid = ?", (story.id,))
    _make_findable(connection, story.id, story)


def _details(story: Story) -> list[object]:
    values = (getattr(story, name) for name in _DETAILS)
    return [json.dumps(value) if isinstance(value, tuple) else value for value in values]


def _make_findable(connection: Connection, identity: StoryId, story: Story) -> None:
    connection.execute(
        "INSERT INTO story_words (rowid, title, authors, tags) VALUES (?, ?, ?, ?)",
        (identity, story.title, " ".join(story.authors), " ".join(story.tags)),
    )


def keep_cover(connection: Connection, story: StoryId, image: bytes) -> None:
    """Keep a story's cover, an image file's bytes."""
    connection.execute("INSERT OR REPLACE INTO covers (story_id, image) VALUES (?, ?)", (story, image))


def cover(connection: Connection, story: StoryId) -> bytes | None:
    """A story's cover, if it has one."""
    row = connection.execute("SELECT image FROM covers WHERE story_id = ?", (story,)).fetchone()
    return row and bytes(row["image"])


def get(connection: Connection, story: StoryId) -> Story | None:
    """A story that has not been taken down, whoever asks. For the command line."""
    row = connection.execute(
        f"SELECT {COLUMNS} FROM stories WHERE id = ? AND removed_at IS NULL", (story,)
    ).fetchone()
    return row and made(row)


def seen_by(connection: Connection, story: StoryId, audience: Audience) -> tuple[Story, bool] | None:
    """A story visible to this audience, and whether its rating is served where they are; else None."""
    row = connection.execute(
        f"SELECT {COLUMNS}, {visibility.PERMITTED} AS permitted FROM stories"
        f" WHERE stories.id = :story AND {visibility.VISIBLE}",
        {"story": story, **visibility.parameters(audience)},
    ).fetchone()
    return row and (made(row[:-1]), bool(row["permitted"]))


def titled(
    connection: Connection, title: str, audience: Audience | None, *, any_rating: bool = False
) -> list[Story]:
    """The stories with this title, give or take case, accents and article; None: whoever asks.

    `any_rating` finds those too that are not served where this audience is, for a refusal that says why.
    """
    shown = visibility.VISIBLE if any_rating else visibility.SHOWN
    if audience is None:
        shown = "removed_at IS NULL"
    rows = connection.execute(
        f"SELECT {COLUMNS} FROM stories WHERE sort_title = :title AND {shown} ORDER BY id LIMIT 25",
        {"title": sort_title(title), **(visibility.parameters(audience) if audience else {})},
    )
    return [made(row) for row in rows]


def beginning(connection: Connection, typed: str, audience: Audience, limit: int) -> list[Suggestion]:
    """Stories whose title begins with what was typed, in the order of their titles."""
    key = sort_title(typed)
    rows = connection.execute(
        f"SELECT id, title, authors FROM stories WHERE sort_title >= :key AND sort_title < :end"
        f" AND {visibility.SHOWN} ORDER BY sort_title, id LIMIT :limit",
        {"key": key, "end": key + "\U0010ffff", "limit": limit, **visibility.parameters(audience)},
    )
    return [_suggestion(row) for row in rows]


def mentioning(
    connection: Connection,
    typed: str,
    audience: Audience,
    limit: int,
    among: Collection[StoryId] | None = None,
) -> list[Suggestion]:
    """Stories, of these if any are given, whose title, authors or tags have words that begin with each of the
    words typed."""
    words = _query(typed)
    if not words:
        return []
    rows = connection.execute(
        f"SELECT id, stories.title, stories.authors FROM story_words JOIN stories ON id = story_words.rowid"
        f" WHERE story_words MATCH :words AND {visibility.SHOWN}"
        " AND (:among IS NULL OR id IN (SELECT value FROM json_each(:among))) LIMIT :limit",
        {
            "words": words,
            "among": None if among is None else json.dumps(list(among)),
            "limit": limit,
            **visibility.parameters(audience),
        },
    )
    return [_suggestion(row) for row in rows]


def page(connection: Connection, search: str, audience: Audience, offset: int, limit: int) -> list[Story]:
    """A stretch of the library in the order of titles, narrowed by words if any."""
    where, values = _matching(search, audience)
    rows = connection.execute(
        f"SELECT {COLUMNS} FROM stories WHERE {where} ORDER BY sort_title, id LIMIT :limit OFFSET :offset",
        {**values, "limit": limit, "offset": offset},
    )
    return [made(row) for row in rows]


def count(connection: Connection, search: str, audience: Audience) -> int:
    """How many stories `page` has."""
    where, values = _matching(search, audience)
    (total,) = connection.execute(f"SELECT count(*) FROM stories WHERE {where}", values).fetchone()
    return int(total)


def nearest(connection: Connection, typed: str, audience: Audience) -> list[str]:
    """Up to three titles that are spelt much like what was typed."""
    stems = regex.findall(r"[\p{L}\p{N}]{1,3}", folded(typed))[:12]
    if not stems:
        return []
    rows = connection.execute(
        f"SELECT stories.title FROM story_words JOIN stories ON id = story_words.rowid"
        f" WHERE story_words MATCH :words AND {visibility.SHOWN} LIMIT 200",
        {
            "words": "title: (" + " OR ".join(f'"{stem}"*' for stem in stems) + ")",
            **visibility.parameters(audience),
        },
    )
    titles = {folded(row["title"]): row["title"] for row in rows}
    whole = difflib.get_close_matches(folded(typed), titles, n=3, cutoff=0.5)
    words = {word: title for title in titles for word in title.split() if len(word) > 3}
    part = [words[word] for word in difflib.get_close_matches(folded(typed), words, n=3, cutoff=0.75)]
    return [titles[title] for title in dict.fromkeys([*whole, *part])][:3]


def _matching(search: str, audience: Audience) -> tuple[str, dict[str, object]]:
    words = _query(search)
    matching = " AND id IN (SELECT rowid FROM story_words WHERE story_words MATCH :words)" if words else ""
    if search.strip() and not words:
        matching = " AND FALSE"  # what was typed holds no word, so nothing goes by it
    return visibility.SHOWN + matching, {"words": words, **visibility.parameters(audience)}


def exist(connection: Connection) -> bool:
    """Whether the library holds any story at all."""
    return connection.execute("SELECT 1 FROM stories WHERE removed_at IS NULL").fetchone() is not None


def _query(typed: str) -> str:
    """What was typed as an FTS5 query: every word a quoted prefix, so that nothing in it is an operator."""
    words = regex.findall(r"[\p{L}\p{N}]+", typed)
    return " ".join(f'"{word}"*' for word in words[:12])


def _rowid(cursor: sqlite3.Cursor) -> int:
    assert cursor.lastrowid is not None  # noqa: S101 - what an INSERT always sets
    return cursor.lastrowid


def _names(column: str) -> tuple[str, ...]:
    return tuple(json.loads(column))


def _suggestion(row: sqlite3.Row) -> Suggestion:
    return Suggestion(StoryId(row["id"]), row["title"], _names(row["authors"]), percent=None)


def made(values: Sequence[Any]) -> Story:
    """A story from the values of COLUMNS."""
    identity, title, authors, language, summary, notes, disclaimer, rating, tags, *rest = values
    return Story(
        identity,
        title,
        _names(authors),
        language,
        summary,
        notes,
        disclaimer,
        None if rating is None else Rating(rating),
        _names(tags),
        *rest,
    )
