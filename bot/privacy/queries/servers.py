"""What is stored of servers: which there are, which the bot was removed from, and all of it taken away."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable

from bot.database import Connection
from bot.privacy.models import SERVERS
from bot.stories.ids import GuildId

NO_SERVER = GuildId(0)
"""What stands in the place of a server whose data is gone, where there has to be an id."""


def known(connection: Connection) -> set[GuildId]:
    """Returns the servers of which anything is stored."""
    tables = ("stories", *(each.table for each in SERVERS))
    ids = " UNION ".join(f"SELECT guild_id FROM {table}" for table in tables)
    return {GuildId(guild) for (guild,) in connection.execute(ids) if guild}


def note_left(connection: Connection, guilds: Iterable[GuildId], erase_at: int) -> None:
    """Records that the bot is not in these servers any more, and when their data goes (UTC, seconds). For
    those that were known to be left, it goes when it was to."""
    connection.executemany(
        "INSERT INTO left_servers (guild_id, erase_at) VALUES (?, ?) ON CONFLICT DO NOTHING",
        [(guild, erase_at) for guild in guilds],
    )


def note_there(connection: Connection, guilds: Collection[GuildId]) -> None:
    """Records that the bot is in these servers."""
    connection.execute(
        "DELETE FROM left_servers WHERE guild_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(guilds)),),
    )


def left(connection: Connection) -> set[GuildId]:
    """Returns the servers that the bot is not in any more and whose data has not gone yet."""
    return {GuildId(guild) for (guild,) in connection.execute("SELECT guild_id FROM left_servers")}


def set_right(connection: Connection, latest: int) -> None:
    """Has data that would go later than any can (`latest`, UTC in seconds) go then: the clock was ahead when
    the bot was removed."""
    connection.execute(
        "UPDATE left_servers SET erase_at = :latest WHERE erase_at > :latest", {"latest": latest}
    )


def next_to_erase(connection: Connection, passing_over: Collection[GuildId]) -> tuple[GuildId, int] | None:
    """Returns the server whose data goes next, and when (UTC, seconds), or None. Skips those of
    `passing_over`."""
    row = connection.execute(
        "SELECT guild_id, erase_at FROM left_servers WHERE guild_id NOT IN (SELECT value FROM json_each(?))"
        " ORDER BY erase_at, guild_id LIMIT 1",
        (json.dumps(list(passing_over)),),
    ).fetchone()
    return row and (GuildId(row["guild_id"]), int(row["erase_at"]))


def erase(connection: Connection, guild: GuildId, now: int, posts_until: int) -> None:
    """Deletes what is stored of a server. Its stories are taken down at this time, and are left to go one by
    one, each once its public posts are gone or that time has come."""
    whose = {"guild": guild, "nobody": NO_SERVER, "now": now, "until": posts_until}
    connection.execute(
        "DELETE FROM served_quotes WHERE whom IN ("
        " SELECT channel_id FROM subscriptions WHERE guild_id = :guild"
        " UNION SELECT channel_id FROM public_posts WHERE guild_id = :guild)",
        whose,
    )
    connection.execute(
        "INSERT INTO going_stories (story_id, posts_until)"
        " SELECT id, :until FROM stories WHERE guild_id = :guild ON CONFLICT DO NOTHING",
        whose,
    )
    connection.execute(
        "UPDATE stories SET removed_at = :now WHERE guild_id = :guild AND removed_at IS NULL", whose
    )
    # Where the bot still is, its posts can be taken away: now, or when another story of theirs is taken down.
    connection.execute(
        "UPDATE public_posts SET guild_id = NULL WHERE guild_id = :guild AND :until > :now", whose
    )
    # A chapter that this server's roles opened early stays closed to everybody else.
    connection.execute(
        "UPDATE early_access SET guild_id = :nobody, roles = '[]' WHERE guild_id = :guild", whose
    )
    for each in SERVERS:
        connection.execute(f"DELETE FROM {each.table} WHERE guild_id = :guild", whose)
    connection.execute("DELETE FROM left_servers WHERE guild_id = :guild", whose)
