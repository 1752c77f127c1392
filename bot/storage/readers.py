"""What is remembered of a reader beside their places."""

from __future__ import annotations

from bot.models import GuildId, Length, Rating, ReaderId, Spoilers
from bot.storage.database import Connection


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


def open_rating(connection: Connection, reader: ReaderId, rating: Rating, now: int) -> None:
    """Remember that they opened this rating where readers are known to be of age."""
    connection.execute(
        "INSERT OR IGNORE INTO opened_ratings (reader_id, rating, opened_at) VALUES (?, ?, ?)",
        (reader, rating, now),
    )


def membership(connection: Connection, reader: ReaderId, guild: GuildId, since: int) -> bool | None:
    """What Discord said of them and this server, if it was asked since then."""
    row = connection.execute(
        "SELECT member FROM memberships WHERE reader_id = ? AND guild_id = ? AND asked_at >= ?",
        (reader, guild, since),
    ).fetchone()
    return None if row is None else bool(row["member"])


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
