"""What a server settles about its stories."""

from __future__ import annotations

from dataclasses import dataclass

from bot.stories.ids import RoleId


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """What a server has settled: the role whose members are librarians, if any, and its time zone."""

    librarian_role: RoleId | None = None
    time_zone: str = "UTC"
