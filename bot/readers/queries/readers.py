"""Readers' preferences and memberships in the database."""

from __future__ import annotations

import json

from bot.database import Connection
from bot.database.rows import made
from bot.readers.models import USUAL_LENGTH, Length, MembershipAnswer, QuietHours, Standing
from bot.stories.details import Rating
from bot.stories.ids import GuildId, ReaderId
from bot.stories.models import Spoilers


def length(connection: Connection, reader: ReaderId) -> Length:
    """Returns the passage length that the reader chose, or the usual one."""
    row = connection.execute("SELECT length FROM readers WHERE id = ?", (reader,)).fetchone()
    return Length(row["length"]) if row and row["length"] else USUAL_LENGTH


def set_length(connection: Connection, reader: ReaderId, chosen: Length) -> None:
    """Stores the passage length."""
    _set(connection, reader, length=chosen)


def spoilers(connection: Connection, reader: ReaderId) -> Spoilers:
    """Returns the spoiler guard that the reader chose, or the default."""
    row = connection.execute("SELECT spoilers FROM readers WHERE id = ?", (reader,)).fetchone()
    return Spoilers(row["spoilers"]) if row else Spoilers.TEXT


def set_spoilers(connection: Connection, reader: ReaderId, chosen: Spoilers) -> None:
    """Stores the spoiler guard."""
    _set(connection, reader, spoilers=chosen)


def time_zone(connection: Connection, reader: ReaderId) -> str:
    """Returns the IANA name of the reader's time zone, or an empty string where they have not set it."""
    row = connection.execute("SELECT time_zone FROM readers WHERE id = ?", (reader,)).fetchone()
    return str(row["time_zone"]) if row else ""


def set_time_zone(connection: Connection, reader: ReaderId, zone: str) -> None:
    """Stores the reader's time zone, an IANA name."""
    _set(connection, reader, time_zone=zone)


def quiet_hours(connection: Connection, reader: ReaderId) -> QuietHours | None:
    """Returns the reader's quiet hours in their local time, or None where they have not set any."""
    row = connection.execute(
        'SELECT quiet_from AS start, quiet_until AS "end" FROM readers'
        " WHERE id = ? AND quiet_from IS NOT NULL",
        (reader,),
    ).fetchone()
    return row and made(QuietHours, row)


def set_quiet_hours(connection: Connection, reader: ReaderId, hours: QuietHours | None) -> None:
    """Stores the reader's quiet hours; None removes them."""
    _set(connection, reader, quiet_from=hours and hours.start, quiet_until=hours and hours.end)


def locale(connection: Connection, reader: ReaderId) -> str:
    """Returns Discord's locale in which the reader was last seen, or an empty string."""
    row = connection.execute("SELECT locale FROM locales WHERE reader_id = ?", (reader,)).fetchone()
    return str(row["locale"]) if row else ""


def set_locale(connection: Connection, reader: ReaderId, locale: str) -> None:
    """Stores the locale in which the reader was seen."""
    connection.execute(
        "INSERT INTO locales (reader_id, locale) VALUES (?, ?)"
        " ON CONFLICT (reader_id) DO UPDATE SET locale = excluded.locale",
        (reader, locale),
    )


def open_rating(connection: Connection, reader: ReaderId, rating: Rating, now: int) -> None:
    """Records that the reader opened this rating where readers are known to be of age."""
    connection.execute(
        "INSERT INTO opened_ratings (reader_id, rating, opened_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (reader, rating, now),
    )


def membership(connection: Connection, reader: ReaderId, guild: GuildId) -> MembershipAnswer | None:
    """Returns Discord's last answer about the reader and this server, or None."""
    row = connection.execute(
        "SELECT member, asked_at, roles FROM memberships WHERE reader_id = ? AND guild_id = ?",
        (reader, guild),
    ).fetchone()
    return row and made(MembershipAnswer, row)


def remember_membership(
    connection: Connection, reader: ReaderId, guild: GuildId, standing: Standing, now: int
) -> None:
    """Stores Discord's answer about the reader and this server."""
    connection.execute(
        "INSERT INTO memberships (reader_id, guild_id, member, roles, asked_at)"
        " VALUES (?, ?, ?, ?, ?) ON CONFLICT (reader_id, guild_id) DO UPDATE"
        " SET member = excluded.member, roles = excluded.roles, asked_at = excluded.asked_at",
        (reader, guild, standing.member, json.dumps(standing.roles), now),
    )


def take_offer(connection: Connection, offer: int, now: int) -> bool:
    """Takes an offer. Returns whether it was still open. Deletes the records of offers taken more than 30
    days ago."""
    connection.execute("DELETE FROM taken_offers WHERE taken_at < ?", (now - 30 * 86_400,))
    cursor = connection.execute(
        "INSERT INTO taken_offers (offer, taken_at) VALUES (?, ?) ON CONFLICT DO NOTHING", (offer, now)
    )
    return cursor.rowcount == 1


def guilds(connection: Connection, reader: ReaderId) -> list[GuildId]:
    """Returns the servers whose own stories the reader has begun, saved for later or subscribed to, and those
    where they have joined others in reading."""
    rows = connection.execute(
        "SELECT DISTINCT stories.guild_id FROM stories"
        " WHERE stories.guild_id IS NOT NULL AND removed_at IS NULL AND stories.id IN ("
        " SELECT story_id FROM readings WHERE reader_id = :reader UNION"
        " SELECT story_id FROM saved_stories WHERE reader_id = :reader UNION"
        " SELECT story_id FROM subscriptions WHERE reader_id = :reader AND channel_id IS NULL)"
        " UNION SELECT guild_id FROM read_along_members JOIN read_alongs ON read_alongs.id = read_along_id"
        " WHERE reader_id = :reader",
        {"reader": reader},
    )
    return [GuildId(row["guild_id"]) for row in rows]


def _set(connection: Connection, reader: ReaderId, **columns: object) -> None:
    """Stores these columns of a reader's row, which is made where there is none."""
    row = {"id": reader, **columns}
    connection.execute(
        f"INSERT INTO readers ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})"
        f" ON CONFLICT (id) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in columns)}",
        tuple(row.values()),
    )
