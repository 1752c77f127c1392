"""Stories alike in content: the heaviest terms of each, kept up to date a story at a time, and looked up."""

from __future__ import annotations

import json
import struct
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import product

from bot.database import Connection
from bot.database.rows import made
from bot.recommendations.models import Term
from bot.stories.ids import StoryId
from bot.stories.models import Audience, Story
from bot.stories.queries import spoilers, stories, visibility
from bot.stories.queries.texts import OF_CHAPTER, TextId

_DRIFT = 8
"""The share of stories, one in so many, that may come, change or go before all weights are computed anew."""
_LOOKED_AT = 50
"""The most stories looked at for each term, the heaviest first: a term that
more of them share says little.
"""
_ALL = 0
"""The server's number for a story of the whole installation."""
WEIGHT = struct.Struct("<iH")
"""A term and its weight, as the table `likenesses` holds them."""


@dataclass(frozen=True, slots=True)
class ChangedStory:
    """A story to be looked at, and the number of its changes since it last was."""

    story: StoryId
    changes: int


@dataclass(frozen=True, slots=True)
class SimilaritySource:
    """The source of a story's terms: its details, the texts of its body,
    and how many characters of the first of them a stranger may be shown.
    """

    story: Story
    texts: tuple[TextId, ...]
    open_to: int


@dataclass(frozen=True, slots=True)
class SimilarityTerms:
    """The terms that a story is compared by: their weights,
    and the distinctive words among them that may be revealed to a stranger.
    """

    weights: Mapping[Term, int]
    distinctive: Mapping[Term, str]


# Kept up to date


def next_changed(connection: Connection, passing_over: Collection[StoryId]) -> ChangedStory | None:
    """Returns a story that has changed; if there is none, one whose weights are outdated because the library
    has changed. Leaves out those passed over.
    """
    without = (json.dumps(list(passing_over)),)
    changed = connection.execute(
        "SELECT story_id AS story, changes FROM unlikened_stories"
        " WHERE story_id NOT IN (SELECT value FROM json_each(?)) ORDER BY story_id LIMIT 1",
        without,
    )
    row = changed.fetchone()
    if row is None:
        outdated = connection.execute(
            "SELECT story_id AS story, 0 AS changes FROM likenesses"
            f" WHERE weighed_at < (SELECT changes - stories / {_DRIFT} FROM likeness_totals)"
            " AND story_id NOT IN (SELECT value FROM json_each(?)) ORDER BY weighed_at, story_id LIMIT 1",
            without,
        )
        row = outdated.fetchone()
    return row and made(ChangedStory, row)


def source(connection: Connection, story: StoryId) -> SimilaritySource | None:
    """Returns the source of a story's terms; None where the story is removed."""
    found = stories.get(connection, story)
    if found is None:
        return None
    rows = connection.execute(
        f"SELECT text_id, {spoilers.SHOWN_TO} AS open_to FROM chapters JOIN {OF_CHAPTER}"
        f" JOIN stories ON stories.id = story_id LEFT JOIN {spoilers.PASSED}"
        f" WHERE story_id = :story AND chapters.number IS NOT NULL AND {visibility.OPEN_TO_ALL}"
        " ORDER BY chapters.number",
        {"story": story, **visibility.parameters(Audience(spoilers.NOBODY))},
    ).fetchall()
    return SimilaritySource(
        found, tuple(TextId(row["text_id"]) for row in rows), rows[0]["open_to"] if rows else 0
    )


def count(connection: Connection, story: StoryId, terms: Collection[Term]) -> None:
    """Counts a story under these terms, and no longer under others; under none it is not counted at all."""
    row = connection.execute("SELECT terms FROM counted_stories WHERE story_id = ?", (story,)).fetchone()
    before, now = set(_terms(row["terms"])) if row else set[Term](), set(terms)
    if before == now:
        return
    added, gone = [(term,) for term in sorted(now - before)], [(term,) for term in sorted(before - now)]
    connection.executemany(
        "INSERT INTO term_counts (term, stories) VALUES (?, 1)"
        " ON CONFLICT (term) DO UPDATE SET stories = term_counts.stories + 1",
        added,
    )
    connection.executemany("UPDATE term_counts SET stories = stories - 1 WHERE term = ?", gone)
    connection.executemany("DELETE FROM term_counts WHERE term = ? AND stories = 0", gone)
    connection.execute("DELETE FROM counted_stories WHERE story_id = ?", (story,))
    if now:
        packed = struct.pack(f"<{len(now)}i", *sorted(now))
        connection.execute("INSERT INTO counted_stories (story_id, terms) VALUES (?, ?)", (story, packed))
    connection.execute(
        "UPDATE likeness_totals SET stories = stories + ?, changes = changes + 1", (bool(now) - bool(before),)
    )


def having(connection: Connection, terms: Collection[Term]) -> tuple[dict[Term, int], int]:
    """Returns the number of stories that have each of these terms, and the number of all stories."""
    rows = connection.execute(
        "SELECT term, stories FROM term_counts WHERE term IN (SELECT value FROM json_each(?))",
        (json.dumps(list(terms)),),
    )
    counts = {Term(row["term"]): int(row["stories"]) for row in rows}
    (total,) = connection.execute("SELECT stories FROM likeness_totals").fetchone()
    return counts, int(total)


def write(connection: Connection, story: Story, compared: SimilarityTerms) -> None:
    """Makes a story findable by these terms, and by no others."""
    remove(connection, story.id)
    packed = b"".join(WEIGHT.pack(*each) for each in compared.weights.items())
    connection.execute(
        "INSERT INTO likenesses (story_id, weighed_at, weights, telling)"
        " SELECT ?, changes, ?, ? FROM likeness_totals",
        (story.id, packed, json.dumps(compared.distinctive)),
    )
    connection.executemany(
        "INSERT INTO term_stories (term, guild_id, weight, story_id) VALUES (?, ?, ?, ?)",
        [(term, story.guild or _ALL, weight, story.id) for term, weight in sorted(compared.weights.items())],
    )


def remove(connection: Connection, story: StoryId) -> None:
    """Makes a story findable by no terms."""
    row = connection.execute(
        f"SELECT coalesce(guild_id, {_ALL}) AS guild_id, weights"
        " FROM likenesses JOIN stories ON stories.id = story_id WHERE story_id = ?",
        (story,),
    ).fetchone()
    weights = _weights(row["weights"]) if row else {}
    connection.executemany(
        "DELETE FROM term_stories WHERE term = ? AND guild_id = ? AND weight = ? AND story_id = ?",
        [(term, row["guild_id"], weight, story) for term, weight in sorted(weights.items())],
    )
    connection.execute("DELETE FROM likenesses WHERE story_id = ?", (story,))


def settle(connection: Connection, looked_at: ChangedStory) -> None:
    """Records that a story has been looked at, unless it has changed meanwhile."""
    connection.execute(
        "DELETE FROM unlikened_stories WHERE story_id = ? AND changes = ?",
        (looked_at.story, looked_at.changes),
    )


# Looked up


def compared(connection: Connection, these: Collection[StoryId]) -> dict[StoryId, SimilarityTerms]:
    """Returns the terms of those of these stories that have been looked at."""
    rows = connection.execute(
        "SELECT story_id, weights, telling FROM likenesses"
        " WHERE story_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(these)),),
    )
    return {
        StoryId(row["story_id"]): SimilarityTerms(_weights(row["weights"]), _distinctive(row["telling"]))
        for row in rows
    }


def sharing(
    connection: Connection,
    sought: Mapping[Term, float],
    audience: Audience,
    limit: int,
    apart_from: Collection[StoryId] = (),
) -> list[Story]:
    """Returns the stories shown to this audience that share most of these terms by weight,
    as far as the heaviest stories of each term show.
    """
    found: defaultdict[StoryId, float] = defaultdict(float)
    for (term, much), place in product(sought.items(), _places(audience)):
        heaviest = connection.execute(
            "SELECT story_id, weight FROM term_stories WHERE term = ? AND guild_id = ?"
            " ORDER BY weight DESC, story_id LIMIT ?",
            (term, place, _LOOKED_AT),
        )
        for row in heaviest:
            found[row["story_id"]] += much * row["weight"]
    ranked = [
        story for story in sorted(found, key=found.__getitem__, reverse=True) if story not in apart_from
    ]
    chosen: list[Story] = []
    while ranked and len(chosen) < limit:  # in their order, and no further than wanted
        these, ranked = ranked[:limit], ranked[limit:]
        rows = connection.execute(
            f"SELECT {stories.COLUMNS} FROM stories"
            f" WHERE stories.id IN (SELECT value FROM json_each(:these)) AND {visibility.SHOWN}",
            {"these": json.dumps(these), **visibility.parameters(audience)},
        )
        found_here = {row["story.id"]: row for row in rows}
        chosen += [made(Story, found_here[story], "story") for story in these if story in found_here]
    return chosen[:limit]


def shown(connection: Connection, these: Collection[StoryId], audience: Audience) -> set[StoryId]:
    """Returns those of these stories that may be named to this audience."""
    rows = connection.execute(
        f"SELECT id FROM stories WHERE id IN (SELECT value FROM json_each(:these)) AND {visibility.SHOWN}",
        {"these": json.dumps(list(these)), **visibility.parameters(audience)},
    )
    return {StoryId(row["id"]) for row in rows}


def _places(audience: Audience) -> list[int]:
    """Returns the servers whose stories this audience may be shown, the installation's own among them."""
    own = audience.member_of if audience.direct else {audience.guild}
    return [_ALL, *sorted(guild for guild in own if guild is not None)]


def _terms(packed: bytes) -> Iterable[Term]:
    return (Term(term) for (term,) in struct.iter_unpack("<i", packed))


def _weights(packed: bytes) -> dict[Term, int]:
    return dict(WEIGHT.iter_unpack(packed))


def _distinctive(packed: str) -> dict[Term, str]:
    return {Term(int(term)): word for term, word in json.loads(packed).items()}
