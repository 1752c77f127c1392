"""What is remembered of a reader beside their places."""

from __future__ import annotations

from bot.database import Connection
from bot.database.rows import made
from bot.readers.models import Length, MembershipAnswer, QuietHours
from bot.stories.details import Rating
from bot.stories.ids import GuildId, ReaderId
from bot.stories.models import Spoilers


def length(connection: Connection, reader: ReaderId) -> Length:
    """The passage length they chose, or the default."""
    row = connection.execute("SELECT length FROM readers WHERE id = ?", (reader,)).fetchone()
    return Length(row["length"]) if row else Length.MEDIUM


def set_length(connection: Connection, reader: ReaderId, chosen: Length) -> None:
    """Remember the passage length."""
    connection.execute(
        "INSERT INTO readers (id, length) VALUES (?, ?)"
        " ON CONFLICT (id) DO UPDATE SET length = excluded.length",
        (reader, chosen),
    )


def spoilers(connection: Connection, reader: ReaderId) -> Spoilers:
    """What they want to be kept from them of what they have not read, or the default."""
    row = connection.execute("SELECT spoilers FROM readers WHERE id = ?", (reader,)).fetchone()
    return Spoilers(row["spoilers"]) if row else Spoilers.TEXT


def set_spoilers(connection: Connection, reader: ReaderId, chosen: Spoilers) -> None:
    """Remember what is to be kept from them."""
    connection.execute(
        "INSERT INTO readers (id, length, spoilers) VALUES (?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET spoilers = excluded.spoilers",
        (reader, Length.MEDIUM, chosen),
    )


def time_zone(connection: Connection, reader: ReaderId) -> str:
    """The IANA name of the time zone that they live by; empty where they have not said."""
    row = connection.execute("SELECT time_zone FROM readers WHERE id = ?", (reader,)).fetchone()
    return str(row["time_zone"]) if row else ""


def set_time_zone(connection: Connection, reader: ReaderId, zone: str) -> None:
    """Remember the time zone that they live by."""
    connection.execute(
        "INSERT INTO readers (id, length, time_zone) VALUES (?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET time_zone = excluded.time_zone",
        (reader, Length.MEDIUM, zone),
    )


def quiet_hours(connection: Connection, reader: ReaderId) -> QuietHours | None:
    """When nothing is to arrive, by their own clock; None where they have not said."""
    row = connection.execute(
        'SELECT quiet_from AS start, quiet_until AS "end" FROM readers'
        " WHERE id = ? AND quiet_from IS NOT NULL",
        (reader,),
    ).fetchone()
    return row and made(QuietHours, row)


def set_quiet_hours(connection: Connection, reader: ReaderId, hours: QuietHours | None) -> None:
    """Remember when nothing is to arrive; None: it may at any time."""
    connection.execute(
        "INSERT INTO readers (id, length, quiet_from, quiet_until) VALUES (?, ?, ?, ?) ON CONFLICT (id)"
        " DO UPDATE SET quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until",
        (reader, Length.MEDIUM, hours and hours.start, hours and hours.end),
    )


def open_rating(connection: Connection, reader: ReaderId, rating: Rating, now: int) -> None:
    """Remember that they opened this rating where readers are known to be of age."""
    connection.execute(
        "INSERT OR IGNORE INTO opened_ratings (reader_id, rating, opened_at) VALUES (?, ?, ?)",
        (reader, rating, now),
    )


def membership(connection: Connection, reader: ReaderId, guild: GuildId) -> MembershipAnswer | None:
    """What Discord said last of them and this server, if it ever did."""
    row = connection.execute(
        "SELECT member, asked_at FROM memberships WHERE reader_id = ? AND guild_id = ?", (reader, guild)
    ).fetchone()
    return row and made(MembershipAnswer, row)


def remember_membership(
    connection: Connection, reader: ReaderId, guild: GuildId, now: int, *, member: bool
) -> None:
    """Keep what Discord said of them and this server."""
    connection.execute(
        "INSERT OR REPLACE INTO memberships (reader_id, guild_id, member, asked_at) VALUES (?, ?, ?, ?)",
        (reader, guild, member, now),
    )


def take_offer(connection: Connection, offer: int, now: int) -> bool:
    """Whether this offer was still open; it no longer is. Offers of more than 30 days ago are forgotten."""
    connection.execute("DELETE FROM taken_offers WHERE taken_at < ?", (now - 30 * 86_400,))
    cursor = connection.execute(
        "INSERT OR IGNORE INTO taken_offers (offer, taken_at) VALUES (?, ?)", (offer, now)
    )
    return cursor.rowcount == 1


def guilds(connection: Connection, reader: ReaderId) -> list[GuildId]:
    """The servers of whose own stories the reader has begun any, saved any for later, or is told of new
    chapters."""
    rows = connection.execute(
        "SELECT DISTINCT stories.guild_id FROM stories WHERE stories.guild_id IS NOT NULL AND stories.id IN ("
        " SELECT story_id FROM readings WHERE reader_id = :reader UNION"
        " SELECT story_id FROM saved_stories WHERE reader_id = :reader UNION"
        " SELECT story_id FROM subscriptions WHERE reader_id = :reader AND channel_id IS NULL)",
        {"reader": reader},
    )
    return [GuildId(row["guild_id"]) for row in rows]
