"""The service for librarians: the stories they look after, and the settings of their server."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import replace

from bot.clock import Clock
from bot.database import Connection, Database
from bot.errors import AmbiguousStoryError, StoryGoneError
from bot.librarians.errors import (
    LibrariansOnlyError,
    ManagersOnlyError,
    NoServerToSetUpError,
    NotHereError,
    NotLookedAfterError,
    OwnersOnlyError,
)
from bot.librarians.models import ServerSettings
from bot.librarians.queries import servers
from bot.readers.time_zones import time_zone_named
from bot.stories.ids import GuildId, RoleId, StoryId
from bot.stories.models import Credentials, Story, Suggestion
from bot.stories.queries import finding, stories

_CHOICES = 25
"""The number of choices that Discord shows while somebody types."""
_ID = re.compile(r"id:(\d{1,18})")

ZoneChanged = Callable[[Connection, GuildId, int], None]
"""Adjusts schedules to a server's new time zone at a time (UTC, seconds), in the transaction that stores
it."""


class Librarians:
    """Finds the stories that somebody looks after, and keeps a server's settings."""

    def __init__(self, database: Database, clock: Clock, zone_changed: ZoneChanged) -> None:
        self._database = database
        self._zone_changed = zone_changed
        self._clock = clock

    async def looks_after_any(self, who: Credentials) -> bool:
        """Returns whether there may be stories here that they look after."""

        def job(connection: Connection) -> bool:
            return who.owner or (who.guild is not None and _is_librarian(connection, who, who.guild))

        return await self._database.read(job)

    async def find(self, who: Credentials, typed: str) -> StoryId:
        """Returns the story that they chose from the list or whose title they typed, among those they look
        after.

        Raises NotALibrarianError, UnknownStoryError or AmbiguousStoryError.
        """

        def job(connection: Connection) -> StoryId:
            _require_any(connection, who)
            if chosen := _ID.fullmatch(typed.strip()):
                return StoryId(int(chosen[1]))
            found = _matching(connection, who, typed)
            same = [each for each in found if stories.folded(each.title) == stories.folded(typed)]
            found = same or found
            if not found:
                raise NotLookedAfterError(typed)
            if len(found) > 1:
                raise AmbiguousStoryError(typed)
            return found[0].story

        return await self._database.read(job)

    async def suggest(self, who: Credentials, typed: str) -> list[Suggestion]:
        """Returns the stories that they look after and that match the typed text. Raises
        NotALibrarianError."""

        def job(connection: Connection) -> list[Suggestion]:
            _require_any(connection, who)
            return _matching(connection, who, typed)

        return await self._database.read(job)

    async def settings(self, who: Credentials) -> ServerSettings:
        """Returns the settings of the server that they manage. Raises NotALibrarianError."""

        guild = _managed_guild(who)
        return await self._database.read(lambda connection: servers.settings(connection, guild))

    async def change_settings(
        self, who: Credentials, *, role: RoleId | None = None, time_zone: str | None = None
    ) -> ServerSettings:
        """Sets the librarians' role, the time zone, or both. Raises NotALibrarianError or
        UnknownTimeZoneError."""
        zone = None if time_zone is None else await asyncio.to_thread(time_zone_named, time_zone)

        def job(connection: Connection) -> ServerSettings:
            guild = _managed_guild(who)
            now = servers.settings(connection, guild)
            changed = ServerSettings(role or now.librarian_role, zone or now.time_zone)
            servers.keep_settings(connection, guild, changed)
            if changed.time_zone != now.time_zone:
                self._zone_changed(connection, guild, self._clock.now())
            return changed

        return await self._database.transaction(job)

    async def without_role(self, who: Credentials) -> ServerSettings:
        """Removes the librarians' role, so that only managers look after the stories. Raises
        NotALibrarianError."""

        def job(connection: Connection) -> ServerSettings:
            guild = _managed_guild(who)
            changed = replace(servers.settings(connection, guild), librarian_role=None)
            servers.keep_settings(connection, guild, changed)
            return changed

        return await self._database.transaction(job)


def zone_of_server(connection: Connection, guild: GuildId | None) -> str:
    """Returns the IANA name of a server's time zone; UTC where none is set, and outside of servers."""
    return "UTC" if guild is None else servers.settings(connection, guild).time_zone


def looked_after(connection: Connection, who: Credentials, story: StoryId) -> Story:
    """Returns a story that these credentials allow to change.

    Raises StoryGoneError where the story is gone or another server's, else NotALibrarianError.
    """
    found = stories.get(connection, story)
    if found is None:
        raise StoryGoneError
    require_librarian_of(connection, who, found)
    return found


def require_librarian_of(connection: Connection, who: Credentials, story: Story) -> None:
    """Raises StoryGoneError for another server's story, NotALibrarianError for one that they do not look
    after."""
    if story.guild not in (None, who.guild):
        raise StoryGoneError
    require_librarian(connection, who, story.guild)


def require_librarian(connection: Connection, who: Credentials, guild: GuildId | None) -> None:
    """Raises NotALibrarianError unless they look after this server's stories, or the installation's
    (None)."""
    if guild is None:
        if not who.owner:
            raise OwnersOnlyError
        return
    if who.guild != guild:
        raise NotHereError
    if not _is_librarian(connection, who, guild):
        raise LibrariansOnlyError(servers.settings(connection, guild).librarian_role)


def _is_librarian(connection: Connection, who: Credentials, guild: GuildId) -> bool:
    """Returns whether they look after the stories of the server that they are in."""
    return who.manages or servers.settings(connection, guild).librarian_role in who.roles


def _matching(connection: Connection, who: Credentials, typed: str) -> list[Suggestion]:
    """Returns the stories that they look after and that match the typed text."""
    guild = who.guild if who.guild and _is_librarian(connection, who, who.guild) else None
    return finding.looked_after(connection, typed, guild, _CHOICES, all_servers=who.owner)


def _require_any(connection: Connection, who: Credentials) -> None:
    """Raises NotALibrarianError unless there may be stories that they look after."""
    if not who.owner:
        if who.guild is None:
            raise NotHereError
        require_librarian(connection, who, who.guild)


def _managed_guild(who: Credentials) -> GuildId:
    if who.guild is None:
        raise NoServerToSetUpError
    if not who.manages:
        raise ManagersOnlyError
    return who.guild
