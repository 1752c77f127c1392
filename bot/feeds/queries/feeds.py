"""Feeds tied to stories, and their known entries."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict

from bot.database import Connection
from bot.database.rows import columns, made
from bot.feeds.models import KnownEntry, TiedFeed
from bot.stories.ids import StoryId

_FEED = columns(TiedFeed, "feeds", elsewhere={"story": "story_id"})
_LONGEST = 8 * 86_400
"""Seconds between two looks at a feed, at most."""
_DUE = f"(next_at <= :now OR next_at > :now + {_LONGEST})"
"""True of a feed that is to be looked at. One that would be later than any can be is due, too: the clock was
ahead when that was worked out."""
_THERE = "(SELECT removed_at FROM stories WHERE id = story_id) IS NULL"


def tie(connection: Connection, feed: TiedFeed) -> None:
    """Ties a feed to its story, in the place of any other."""
    untie(connection, feed.story)
    connection.execute(
        "INSERT INTO feeds (story_id, address, tied_by, tied_at, since, etag, modified, interval, next_at,"
        " tried_at, read_at, failures, error, told_at) VALUES (:story, :address, :tied_by, :tied_at, :since,"
        " :etag, :modified, :interval, :next_at, :tried_at, :read_at, :failures, :error, :told_at)",
        asdict(feed),
    )


def untie(connection: Connection, story: StoryId) -> None:
    """Deletes a story's feed and its entries, if it has one."""
    connection.execute("DELETE FROM feeds WHERE story_id = ?", (story,))


def of(connection: Connection, story: StoryId) -> TiedFeed | None:
    """Returns the feed that is tied to a story, if any."""
    row = connection.execute(f"SELECT {_FEED} FROM feeds WHERE story_id = ?", (story,)).fetchone()
    return row and made(TiedFeed, row)


def due(connection: Connection, now: int, most: int, passing_over: Collection[StoryId]) -> list[StoryId]:
    """Returns the stories whose feed is due, the longest overdue first,
    without removed ones and those passed over.
    """
    rows = connection.execute(
        f"SELECT story_id FROM feeds WHERE {_DUE} AND {_THERE}"
        " AND story_id NOT IN (SELECT value FROM json_each(:waiting)) ORDER BY next_at, story_id LIMIT :most",
        {"now": now, "waiting": json.dumps(list(passing_over)), "most": most},
    )
    return [StoryId(row["story_id"]) for row in rows]


def claim(connection: Connection, story: StoryId, now: int, expires: int) -> TiedFeed | None:
    """Claims a feed that is due and returns it, or None where somebody else looks at it. The claim expires if
    the feed is not settled."""
    claimed = connection.execute(
        f"UPDATE feeds SET next_at = :expires WHERE story_id = :story AND {_DUE}",
        {"story": story, "now": now, "expires": expires},
    )
    return of(connection, story) if claimed.rowcount else None


def next_to_report(
    connection: Connection, failures: int, passing_over: Collection[StoryId]
) -> StoryId | None:
    """Returns a story whose librarian is to be told that its feed is gone, has failed so often,
    or works again.
    """
    row = connection.execute(
        "SELECT story_id FROM feeds WHERE CASE WHEN told_at IS NULL THEN failures >= ? OR next_at IS NULL"
        f" ELSE failures = 0 END AND {_THERE}"
        " AND story_id NOT IN (SELECT value FROM json_each(?)) ORDER BY story_id LIMIT 1",
        (failures, json.dumps(list(passing_over))),
    ).fetchone()
    return row and StoryId(row["story_id"])


def mark_reported(connection: Connection, feed: TiedFeed, now: int) -> None:
    """Records that the librarian was told of the state of the feed."""
    told_at = now if feed.failures else None
    connection.execute("UPDATE feeds SET told_at = ? WHERE story_id = ?", (told_at, feed.story))


def settle(connection: Connection, feed: TiedFeed) -> bool:
    """Saves the result of a look at a feed; returns False where it has been untied meanwhile,
    or another was tied.
    """
    cursor = connection.execute(
        "UPDATE feeds SET address = :address, etag = :etag, modified = :modified, interval = :interval,"
        " next_at = :next_at, tried_at = :tried_at, read_at = :read_at, failures = :failures, error = :error"
        " WHERE story_id = :story AND tied_at = :tied_at",
        asdict(feed),
    )
    return cursor.rowcount == 1


def known(connection: Connection, story: StoryId) -> dict[str, KnownEntry]:
    """Returns the entries that were seen in a story's feed, by their keys."""
    rows = connection.execute(
        "SELECT key, title, digest, chapter_key FROM feed_entries WHERE story_id = ?", (story,)
    )
    return {row["key"]: made(KnownEntry, row) for row in rows}


def remember(connection: Connection, story: StoryId, entries: Mapping[str, KnownEntry]) -> set[str]:
    """Saves the present state of entries, and returns the keys of those that were not known."""
    before = known(connection, story)
    connection.executemany(
        "INSERT INTO feed_entries (story_id, key, title, digest, chapter_key)"
        " VALUES (:story, :key, :title, :digest, :chapter_key) ON CONFLICT (story_id, key) DO UPDATE"
        " SET title = excluded.title, digest = excluded.digest, chapter_key = excluded.chapter_key",
        [{"story": story, "key": key, **asdict(entry)} for key, entry in entries.items()],
    )
    return set(entries) - set(before)


def count(connection: Connection, story: StoryId) -> tuple[int, int]:
    """Returns the number of entries seen in a story's feed, and of those that became chapters."""
    row = connection.execute(
        "SELECT count(*) AS entries, count(nullif(chapter_key, '')) AS chapters FROM feed_entries"
        " WHERE story_id = ?",
        (story,),
    ).fetchone()
    return row["entries"], row["chapters"]
