"""Server settings in the database."""

from __future__ import annotations

from dataclasses import asdict

from bot.database import Connection
from bot.database.rows import columns, made
from bot.librarians.models import ServerSettings
from bot.stories.ids import GuildId

_COLUMNS = columns(
    ServerSettings,
    "server_settings",
    elsewhere={
        "librarian_role": "librarian_role_id",
        "author_role": "author_role_id",
        "host_role": "host_role_id",
    },
)


def settings(connection: Connection, guild: GuildId) -> ServerSettings:
    """Returns the server's settings, or the defaults."""
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM server_settings WHERE guild_id = ?", (guild,)
    ).fetchone()
    return made(ServerSettings, row) if row else ServerSettings()


def keep_settings(connection: Connection, guild: GuildId, settings: ServerSettings) -> None:
    """Stores the server's settings."""
    connection.execute(
        "INSERT INTO server_settings (guild_id, librarian_role_id, time_zone, takes_remarks,"
        " author_role_id, authors_hand_in, host_role_id) VALUES (:guild, :librarian_role, :time_zone,"
        " :takes_remarks, :author_role, :authors_hand_in, :host_role) ON CONFLICT (guild_id) DO UPDATE SET"
        " librarian_role_id = excluded.librarian_role_id, time_zone = excluded.time_zone,"
        " takes_remarks = excluded.takes_remarks, author_role_id = excluded.author_role_id,"
        " authors_hand_in = excluded.authors_hand_in, host_role_id = excluded.host_role_id",
        {"guild": guild, **asdict(settings)},
    )
