"""Stories found by their titles, by words, and in lists."""

from __future__ import annotations

import difflib
import json
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

import regex

from bot.database import Connection
from bot.database.full_text import Sought, full_text
from bot.database.rows import made
from bot.stories.details import Completion
from bot.stories.ids import StoryId
from bot.stories.models import Audience, LookedAfter, Story, Suggestion
from bot.stories.queries import looked_after, visibility
from bot.stories.queries.stories import (
    COLUMNS,
    SEEN,
    SUGGESTED,
    WORDS,
    authors_folded,
    folded,
    sort_title,
)
from bot.stories.series import part_of
from bot.text.words import Form

_NEWEST, _COMMONEST = 500, 25


def titled(
    connection: Connection, title: str, audience: Audience | None, *, any_rating: bool = False
) -> list[Story]:
    """Returns the stories with this title, ignoring case, accents and a leading article. With an audience of
    None, all stories are searched.

    `any_rating` includes those whose rating is not served where this audience is, for a refusal that says
    why.
    """
    shown = visibility.VISIBLE if any_rating else visibility.SHOWN
    if audience is None:
        shown = "removed_at IS NULL"
    rows = connection.execute(
        f"SELECT {COLUMNS} FROM stories WHERE sort_title = :title AND {shown} ORDER BY id LIMIT 25",
        {"title": sort_title(title), **(visibility.parameters(audience) if audience else {})},
    )
    return [made(Story, row, "story") for row in rows]


def beginning(connection: Connection, typed: str, audience: Audience, limit: int) -> list[Suggestion]:
    """Returns the stories whose title begins with the typed text, in the order of their titles."""
    key = sort_title(typed)
    rows = connection.execute(
        f"SELECT {SUGGESTED} FROM stories WHERE sort_title >= :key AND sort_title < :end"
        f" AND {visibility.SHOWN} ORDER BY sort_title, id LIMIT :limit",
        {"key": key, "end": key + "\U0010ffff", "limit": limit, **visibility.parameters(audience)},
    )
    return [made(Suggestion, row) for row in rows]


def mentioning(
    connection: Connection,
    typed: str,
    audience: Audience,
    limit: int,
    among: Collection[StoryId] | None = None,
) -> list[Suggestion]:
    """Returns the stories whose title, authors or tags have words beginning with each of the words typed.
    `among` limits the search to these stories."""
    words = _words(typed)
    if not words:
        return []
    index = full_text(connection)
    rows = connection.execute(
        f"SELECT {SUGGESTED} FROM {WORDS.table} JOIN stories ON stories.id = {index.id(WORDS)}"
        f" WHERE {index.holds(WORDS)} AND {visibility.SHOWN}"
        " AND (:among IS NULL OR stories.id IN (SELECT value FROM json_each(:among)))"
        f" ORDER BY {index.id(WORDS)} LIMIT :limit",
        {
            **index.values(WORDS, words),
            "among": None if among is None else json.dumps(list(among)),
            "limit": limit,
            **visibility.parameters(audience),
        },
    )
    return [made(Suggestion, row) for row in rows]


ORDERS = {
    "title": "sort_title, stories.id",
    "newest": "stories.id DESC",
    "longest": "words DESC, stories.id DESC",
    "shortest": "words, stories.id",
}
"""The orders in which the library can be listed."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The stories that the library is to list: those that match the words of `search` and, where these are
    given, have this status, fandom and language."""

    search: str = ""
    completion: Completion | None = None
    fandom: str = ""
    language: str = ""


def page(
    connection: Connection, wanted: Wanted, order: str, audience: Audience, offset: int, limit: int
) -> list[Story]:
    """Returns one page of the library, in one of the ORDERS."""
    where, values = _matching(connection, wanted, audience)
    rows = connection.execute(
        f"SELECT {SEEN} FROM stories WHERE {where} ORDER BY {ORDERS[order]} LIMIT :limit OFFSET :offset",
        {**values, "limit": limit, "offset": offset},
    )
    return [made(Story, row, "story") for row in rows]


def count(connection: Connection, wanted: Wanted, audience: Audience) -> int:
    """Returns the number of stories in all pages of `page`."""
    where, values = _matching(connection, wanted, audience)
    (total,) = connection.execute(f"SELECT count(*) FROM stories WHERE {where}", values).fetchone()
    return int(total)


def fandoms(connection: Connection, wanted: Wanted, audience: Audience) -> list[tuple[str, int]]:
    """Returns the fandoms of the stories wanted, each with the number of its stories, the commonest first."""
    where, values = _matching(connection, wanted, audience)
    rows = connection.execute(
        f"SELECT fandoms, count(*) AS many FROM stories WHERE {where} AND fandoms <> '[]' GROUP BY fandoms",
        values,
    )
    counted: Counter[str] = Counter()
    for row in rows:
        counted.update(dict.fromkeys(json.loads(row["fandoms"]), row["many"]))
    return sorted(counted.items(), key=lambda each: (-each[1], each[0]))


def languages(connection: Connection, wanted: Wanted, audience: Audience) -> list[tuple[str, int]]:
    """Returns the languages of the stories wanted, as `fandoms` does."""
    where, values = _matching(connection, wanted, audience)
    rows = connection.execute(
        f"SELECT language, count(*) AS many FROM stories WHERE {where} AND language <> ''"
        " GROUP BY language ORDER BY many DESC, language",
        values,
    )
    return [(str(name), int(many)) for name, many in rows]


def nearest(connection: Connection, typed: str, audience: Audience | None) -> list[str]:
    """Returns up to three titles spelt much like the typed text. With an audience of None, all stories are
    searched."""
    stems = regex.findall(r"[\p{L}\p{N}]{1,3}", folded(typed))[:12]
    if not stems:
        return []
    shown = visibility.SHOWN if audience else "removed_at IS NULL"
    index = full_text(connection)
    rows = connection.execute(
        f"SELECT stories.title FROM {WORDS.table} JOIN stories ON stories.id = {index.id(WORDS)}"
        f" WHERE {index.holds(WORDS)} AND {shown} ORDER BY {index.id(WORDS)} LIMIT 200",
        {
            **index.values(WORDS, [[Form((stem,), goes_on=True) for stem in stems]], column="title"),
            **(visibility.parameters(audience) if audience else {}),
        },
    )
    titles = {folded(row["title"]): row["title"] for row in rows}
    whole = difflib.get_close_matches(folded(typed), titles, n=3, cutoff=0.5)
    words = {word: title for title in titles for word in title.split() if len(word) > 3}
    part = [words[word] for word in difflib.get_close_matches(folded(typed), words, n=3, cutoff=0.75)]
    return [titles[title] for title in dict.fromkeys([*whole, *part])][:3]


def next_in_series(connection: Connection, story: Story, audience: Audience) -> Story | None:
    """Returns the next part of a series that a story is in, among those by one of its authors that may be
    shown to this audience; None where there is none. Of several series the first named counts first."""
    authors = {f"author_{number}": author for number, author in enumerate(authors_folded(story))}
    for part in map(part_of, story.series):
        row = connection.execute(
            f"SELECT {SEEN} FROM series_parts JOIN stories ON stories.id = series_parts.story_id"
            " WHERE series_parts.name = :name AND series_parts.number > :number"
            f" AND series_parts.author IN ({', '.join(f':{name}' for name in authors)})"
            f" AND {visibility.SHOWN} ORDER BY series_parts.number, stories.id LIMIT 1",
            {
                "name": folded(part.name),
                "number": part.number,
                **authors,
                **visibility.parameters(audience),
            },
        ).fetchone()
        if row is not None:
            return made(Story, row, "story")
    return None


def common_warnings(connection: Connection, audience: Audience) -> list[str]:
    """Returns the commonest content warnings of the newest stories that may be shown to this audience."""
    rows = connection.execute(
        f"SELECT content_warnings FROM stories WHERE content_warnings <> '[]' AND {visibility.SHOWN}"
        " ORDER BY stories.id DESC LIMIT :newest",
        {"newest": _NEWEST, **visibility.parameters(audience)},
    )
    counted = Counter(name for row in rows for name in json.loads(row["content_warnings"]))
    return [name for name, _ in counted.most_common(_COMMONEST)]


def exist(connection: Connection) -> bool:
    """Returns whether the library holds any story at all."""
    found = connection.execute("SELECT 1 FROM stories WHERE removed_at IS NULL LIMIT 1")
    return found.fetchone() is not None


def among_looked_after(
    connection: Connection, typed: str, which: LookedAfter, limit: int
) -> list[Suggestion]:
    """Returns those of the stories that somebody looks after whose title, authors or tags have words
    beginning with those typed, in the order of titles."""
    holds, values = _holding(connection, typed)
    rows = connection.execute(
        f"SELECT {SUGGESTED} FROM stories WHERE {looked_after.LOOKED_AFTER} AND {holds}"
        " ORDER BY sort_title, id LIMIT :limit",
        {**values, "limit": limit, **looked_after.parameters(which)},
    )
    return [made(Suggestion, row) for row in rows]


def _matching(connection: Connection, wanted: Wanted, audience: Audience) -> tuple[str, dict[str, object]]:
    holds, values = _holding(connection, wanted.search)
    conditions = [visibility.SHOWN, holds]
    if wanted.completion:
        conditions.append("completion = :completion")
    if wanted.fandom:
        conditions.append("instr(stories.fandoms, :fandom) > 0")
    if wanted.language:
        conditions.append("language = :language")
    values |= {
        "completion": wanted.completion,
        "fandom": json.dumps(wanted.fandom),  # as it stands in the list, in quotes
        "language": wanted.language,
    }
    return " AND ".join(conditions), {**values, **visibility.parameters(audience)}


def _holding(connection: Connection, typed: str) -> tuple[str, dict[str, object]]:
    """Returns the condition that a story has words beginning with those typed, if any are, and its values."""
    words = _words(typed)
    if not words:
        return "FALSE" if typed.strip() else "TRUE", {}  # without a word, nothing matches what is typed
    index = full_text(connection)
    found = f"SELECT {index.id(WORDS)} FROM {WORDS.table} WHERE {index.holds(WORDS)}"
    return f"stories.id IN ({found})", index.values(WORDS, words)


def _words(typed: str) -> Sought:
    """Returns the words of the typed text, each of which is to begin one of the story's."""
    return [[Form((word,), goes_on=True)] for word in regex.findall(r"[\p{L}\p{N}]+", typed)[:12]]
