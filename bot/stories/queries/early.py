"""Chapters that are open to some readers before they are open to all."""

from __future__ import annotations

import json
from collections.abc import Collection

from bot.database import Connection
from bot.database.rows import columns, made
from bot.stories.ids import ChapterId, GuildId, ReaderId, StoryId
from bot.stories.models import EarlyAccess

COLUMNS = columns(EarlyAccess, "early_access", "early", {"guild": "early_access.guild_id"})
"""The columns that a statement selects so that `made` can build an `EarlyAccess` with the prefix "early"."""

NOT_REFUSED = "coalesce(refused_at NOT BETWEEN :now - 3599 AND :now, TRUE)"
"""The condition that what is planned was not refused within the last hour. (What was in the future, was so
by a clock that was ahead.)"""


def set_access(
    connection: Connection, story: StoryId, chapter: ChapterId, access: EarlyAccess | None
) -> None:
    """Records who may read a chapter early; with None, it is open to all."""
    connection.execute("DELETE FROM early_access WHERE chapter_id = ?", (chapter,))
    if access is not None:
        connection.execute(
            "INSERT INTO early_access (chapter_id, story_id, guild_id, roles, opens_at)"
            " VALUES (?, ?, ?, ?, ?)",
            (chapter, story, access.guild, json.dumps(access.roles), access.opens_at),
        )


def of(connection: Connection, story: StoryId) -> dict[ChapterId, EarlyAccess]:
    """Returns the early chapters of a story, each with who may read it."""
    rows = connection.execute(
        f"SELECT chapter_id, {COLUMNS} FROM early_access JOIN chapters ON chapters.id = chapter_id"
        " WHERE early_access.story_id = ? AND position >= 0 ORDER BY position",
        (story,),
    )
    return {ChapterId(row["chapter_id"]): made(EarlyAccess, row, "early") for row in rows}


def refuse(connection: Connection, chapter: ChapterId, now: int) -> None:
    """Records that a chapter cannot be opened to everybody now: it waits an hour, with its own time."""
    connection.execute("UPDATE early_access SET refused_at = ? WHERE chapter_id = ?", (now, chapter))


def next_to_open(
    connection: Connection, passing_over: Collection[ChapterId], now: int
) -> tuple[ChapterId, int] | None:
    """Returns the next chapter of a story in the library that opens by itself, and when (UTC, seconds), or
    None. Skips the chapters of `passing_over`, and those that were refused within the last hour."""
    row = connection.execute(
        "SELECT chapters.id, opens_at FROM early_access JOIN chapters ON chapters.id = chapter_id"
        " JOIN stories ON stories.id = chapters.story_id"
        " WHERE opens_at IS NOT NULL AND position >= 0 AND removed_at IS NULL"
        f" AND chapters.id NOT IN (SELECT value FROM json_each(:waiting)) AND {NOT_REFUSED}"
        " ORDER BY opens_at, position, chapters.id LIMIT 1",
        {"waiting": json.dumps(list(passing_over)), "now": now},
    ).fetchone()
    return row and (ChapterId(row["id"]), int(row["opens_at"]))


def guilds_for(connection: Connection, reader: ReaderId) -> list[GuildId]:
    """Returns the servers whose roles decide what a reader may read early of the stories that they have
    begun, saved for later, subscribed to or joined others in reading. 0 stands for a server of which nothing
    is stored any more."""
    rows = connection.execute(
        "SELECT DISTINCT guild_id FROM early_access WHERE guild_id <> 0 AND story_id IN ("
        " SELECT story_id FROM readings WHERE reader_id = :reader UNION"
        " SELECT story_id FROM saved_stories WHERE reader_id = :reader UNION"
        " SELECT story_id FROM subscriptions WHERE reader_id = :reader AND channel_id IS NULL UNION"
        " SELECT story_id FROM read_along_members JOIN read_alongs ON read_alongs.id = read_along_id"
        " WHERE reader_id = :reader)",
        {"reader": reader},
    )
    return [GuildId(row["guild_id"]) for row in rows]


def guild_of(connection: Connection, chapter: ChapterId) -> GuildId | None:
    """Returns the server whose roles open a chapter early; None where it is open to all."""
    row = connection.execute("SELECT guild_id FROM early_access WHERE chapter_id = ?", (chapter,)).fetchone()
    return row and GuildId(row["guild_id"])
