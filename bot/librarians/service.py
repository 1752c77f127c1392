"""The service for librarians: the stories they look after, and the settings of their server."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from bot.clock import Clock
from bot.database import Connection, Database
from bot.errors import AmbiguousStoryError, StoryGoneError
from bot.librarians.errors import (
    HandInOnlyError,
    LibrariansOnlyError,
    ManagersOnlyError,
    NoServerToSetUpError,
    NotHereError,
    NotLookedAfterError,
    NotYourStoryError,
    OwnersOnlyError,
)
from bot.librarians.models import ServerSettings
from bot.librarians.queries import servers
from bot.readers.queries import readers
from bot.readers.time_zones import time_zone_named
from bot.stories.ids import GuildId, ReaderId, RoleId, StoryId
from bot.stories.models import Credentials, LookedAfter, Story, Suggestion
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
        """Returns whether there may be stories here that they look after, or may bring in."""

        return await self._database.read(
            lambda connection: _all_looked_after(connection, who) != LookedAfter()
        )

    async def find(self, who: Credentials, typed: str) -> StoryId:
        """Returns the story that they chose from the list or whose title they typed, among those they look
        after.

        Raises NotALibrarianError, also for a title that every server's story has and none that they look
        after, UnknownStoryError or AmbiguousStoryError.
        """

        def job(connection: Connection) -> StoryId:
            if not who.owner and _is_only_everybodys(connection, who, typed):
                raise OwnersOnlyError
            which = stories_looked_after(connection, who)
            if chosen := _ID.fullmatch(typed.strip()):
                return StoryId(int(chosen[1]))
            found = finding.among_looked_after(connection, typed, which, _CHOICES)
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
            which = stories_looked_after(connection, who)
            return finding.among_looked_after(connection, typed, which, _CHOICES)

        return await self._database.read(job)

    async def settings(self, who: Credentials) -> ServerSettings:
        """Returns the settings of the server that they manage. Raises NotALibrarianError."""

        guild = managed_guild(who)
        return await self._database.read(lambda connection: servers.settings(connection, guild))

    async def change_settings(
        self,
        who: Credentials,
        *,
        role: RoleId | None = None,
        time_zone: str | None = None,
        takes_remarks: bool | None = None,
        author_role: RoleId | None = None,
        authors_hand_in: bool | None = None,
        host_role: RoleId | None = None,
    ) -> ServerSettings:
        """Changes the settings that are given, and leaves the others as they are. Raises NotALibrarianError
        or UnknownTimeZoneError."""
        given = {
            "librarian_role": role,
            "time_zone": time_zone and await asyncio.to_thread(time_zone_named, time_zone),
            "takes_remarks": takes_remarks,
            "author_role": author_role,
            "authors_hand_in": authors_hand_in,
            "host_role": host_role,
        }
        return await self._set(who, {name: each for name, each in given.items() if each is not None})

    async def without_role(self, who: Credentials) -> ServerSettings:
        """Removes the librarians' role, so that only managers look after the stories. Raises
        NotALibrarianError."""
        return await self._set(who, {"librarian_role": None})

    async def without_authors(self, who: Credentials) -> ServerSettings:
        """Lets nobody but librarians bring in stories. Raises NotALibrarianError."""
        return await self._set(who, {"author_role": None})

    async def without_hosts(self, who: Credentials) -> ServerSettings:
        """Lets nobody but moderators and librarians start read-alongs. Raises NotALibrarianError."""
        return await self._set(who, {"host_role": None})

    async def _set(self, who: Credentials, changes: Mapping[str, Any]) -> ServerSettings:
        def job(connection: Connection) -> ServerSettings:
            guild = managed_guild(who)
            now = servers.settings(connection, guild)
            changed = replace(now, **changes)
            servers.keep_settings(connection, guild, changed)
            if changed.time_zone != now.time_zone:
                self._zone_changed(connection, guild, self._clock.now())
            return changed

        return await self._database.transaction(job)


def _is_only_everybodys(connection: Connection, who: Credentials, typed: str) -> bool:
    """Returns whether a story of the installation has the title that was typed, and none of their server."""
    own = who.guild is not None and stories.of_same_title(connection, typed, who.guild, 1)
    return not own and bool(stories.of_same_title(connection, typed, None, 1))


def zone_of_server(connection: Connection, guild: GuildId | None) -> str:
    """Returns the IANA name of a server's time zone; UTC where none is set, and outside of servers."""
    return "UTC" if guild is None else servers.settings(connection, guild).time_zone


def takes_remarks(connection: Connection, story: Story) -> bool:
    """Returns whether readers may make remarks on a story, by its author's wish and its server's."""
    settings = ServerSettings() if story.guild is None else servers.settings(connection, story.guild)
    return story.takes_remarks and settings.takes_remarks


def zone_of(connection: Connection, who: Credentials) -> str:
    """Returns the IANA name of the time zone in which somebody means times: their server's or, outside of
    servers, their own; UTC where none is set."""
    if who.guild is None:
        return readers.time_zone(connection, who.reader) or "UTC"
    return zone_of_server(connection, who.guild)


def looked_after(connection: Connection, who: Credentials, story: StoryId) -> Story:
    """Returns a story that these credentials allow to change.

    Raises StoryGoneError where the story is gone or another server's, else NotALibrarianError.
    """
    found = stories.get(connection, story)
    if found is None:
        raise StoryGoneError
    require_librarian_of(connection, who, found)
    return found


def editable(connection: Connection, who: Credentials, story: StoryId) -> Story:
    """Returns a story that they look after, or one of their own of which they hand changes in. Raises as
    `looked_after` does."""
    found = stories.get(connection, story)
    if found is None:
        raise StoryGoneError
    if not hands_in(connection, who, found):
        require_librarian_of(connection, who, found)
    return found


def hands_in(connection: Connection, who: Credentials, story: Story) -> bool:
    """Returns whether a story is their own, and a librarian has to accept what they change in it."""
    if story.guild is None or story.guild != who.guild or story.owner != who.reader:
        return False
    is_author = _is_author(servers.settings(connection, story.guild), who)
    return is_author and must_hand_in(connection, who, story.guild)


def require_librarian_of(connection: Connection, who: Credentials, story: Story) -> None:
    """Raises StoryGoneError for another server's story, NotALibrarianError for one that they do not look
    after: as a librarian, or as its author where authors change their own stories."""
    if story.guild not in (None, who.guild):
        raise StoryGoneError
    if _owns(connection, who, story):
        return
    try:
        require_librarian(connection, who, story.guild)
    except HandInOnlyError:
        if story.owner == who.reader:
            raise
        raise NotYourStoryError from None


def require_librarian(connection: Connection, who: Credentials, guild: GuildId | None) -> None:
    """Raises NotALibrarianError unless they look after all of this server's stories, or the installation's
    (None)."""
    if guild is None:
        if not who.owner:
            raise OwnersOnlyError
        return
    if who.guild != guild:
        raise NotHereError
    settings = servers.settings(connection, guild)
    if _is_librarian(settings, who):
        return
    if _is_author(settings, who):
        raise HandInOnlyError if settings.authors_hand_in else NotYourStoryError
    raise LibrariansOnlyError(settings.librarian_role)


def require_may_bring_in(connection: Connection, who: Credentials, guild: GuildId | None) -> None:
    """Raises NotALibrarianError unless they may bring in a story for this server, or for the installation
    (None): as a librarian or as an author, who may have to hand it in."""
    if guild is None or who.guild != guild or not _is_author(servers.settings(connection, guild), who):
        require_librarian(connection, who, guild)


def require_may_bring_up_to_date(connection: Connection, who: Credentials, story: Story) -> None:
    """Raises StoryGoneError for another server's story, NotALibrarianError for one of which they may not
    bring in, or hand in, a newer file."""
    if story.guild not in (None, who.guild):
        raise StoryGoneError
    require_may_bring_in(connection, who, story.guild)
    if story.owner != who.reader and not is_librarian(connection, who, story.guild):
        raise NotYourStoryError


def is_librarian(connection: Connection, who: Credentials, guild: GuildId | None) -> bool:
    """Returns whether they look after all of this server's stories, or the installation's (None)."""
    if guild is None:
        return who.owner
    return who.guild == guild and _is_librarian(servers.settings(connection, guild), who)


def may_host(connection: Connection, who: Credentials) -> bool:
    """Returns whether they may start read-alongs in the server that they are in: moderators, librarians, and
    who has the role for it."""
    if who.guild is None:
        return False
    settings = servers.settings(connection, who.guild)
    of_role = settings.host_role is not None and settings.host_role in (*who.roles, RoleId(who.guild))
    return who.moderates or _is_librarian(settings, who) or of_role


def must_hand_in(connection: Connection, who: Credentials, guild: GuildId | None) -> bool:
    """Returns whether a librarian has to accept what they bring in."""
    if guild is None or is_librarian(connection, who, guild):
        return False
    return servers.settings(connection, guild).authors_hand_in


def on_behalf_of(reader: ReaderId, guild: GuildId | None) -> Credentials:
    """Returns the credentials for what this person was allowed to ask for when they did, in a story of this
    server or of every server (None): what they may do today does not undo it."""
    return Credentials(reader, guild=guild, manages=True, owner=True)


def stories_looked_after(connection: Connection, who: Credentials) -> LookedAfter:
    """Returns which stories they look after where they are, with those of their own of which they hand
    changes in. Raises NotALibrarianError where there can be none."""
    found = _all_looked_after(connection, who)
    if found == LookedAfter():
        if who.guild is None:
            raise NotHereError
        require_librarian(connection, who, who.guild)
    return found


def _all_looked_after(connection: Connection, who: Credentials) -> LookedAfter:
    settings = ServerSettings() if who.guild is None else servers.settings(connection, who.guild)
    if who.guild is not None and _is_librarian(settings, who):
        return LookedAfter(who.guild, who.owner)
    if _is_author(settings, who):
        return LookedAfter(who.guild, who.owner, author=who.reader)
    return LookedAfter(installation=who.owner)


def _is_librarian(settings: ServerSettings, who: Credentials) -> bool:
    """Returns whether they look after the stories of the server that they are in."""
    return who.manages or settings.librarian_role in who.roles


def _is_author(settings: ServerSettings, who: Credentials) -> bool:
    """Returns whether they may bring in stories of their own in the server that they are in."""
    role = settings.author_role
    everybody = None if who.guild is None else RoleId(who.guild)
    return role is not None and (role in who.roles or role == everybody)


def _owns(connection: Connection, who: Credentials, story: Story) -> bool:
    """Returns whether a server's story is theirs to change."""
    if story.guild is None or story.owner != who.reader:
        return False
    settings = servers.settings(connection, story.guild)
    return _is_author(settings, who) and not settings.authors_hand_in


def managed_guild(who: Credentials) -> GuildId:
    """Returns the server that they manage. Raises NoServerToSetUpError or ManagersOnlyError."""
    if who.guild is None:
        raise NoServerToSetUpError
    if not who.manages:
        raise ManagersOnlyError
    return who.guild
