"""The settings of a server."""

from __future__ import annotations

from dataclasses import dataclass

from bot.stories.ids import RoleId


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """A server's settings: the role whose members are librarians, if any, the time zone, and whether its
    stories take remarks from readers."""

    librarian_role: RoleId | None = None
    time_zone: str = "UTC"
    takes_remarks: bool = True
