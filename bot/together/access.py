"""Who may start read-alongs, and who may change one."""

from __future__ import annotations

from bot.database import Connection
from bot.librarians.service import is_librarian, may_host
from bot.stories.access import permitted_story
from bot.stories.ids import GuildId
from bot.stories.models import Audience, Credentials
from bot.together.errors import NotAHostError, ReadAlongGoneError
from bot.together.models import ReadAlong, ReadAlongId
from bot.together.plans import existing


def require_may_host(connection: Connection, who: Credentials) -> GuildId:
    """Returns the server that somebody is in. Raises NotAHostError unless they may start a read-along
    there."""
    if who.guild is None or not may_host(connection, who):
        raise NotAHostError
    return who.guild


def changeable(connection: Connection, who: Credentials, identity: ReadAlongId) -> ReadAlong:
    """Returns a read-along of the server that somebody is in. Raises ReadAlongGoneError where there is none,
    NotAHostError where it is not theirs to change."""
    found = here(connection, who.guild, identity)
    if not hosts(connection, who, found):
        raise NotAHostError
    return found


def hosts(connection: Connection, who: Credentials, read_along: ReadAlong) -> bool:
    """Returns whether a read-along is theirs to change: its host's, a moderator's or a librarian's."""
    if who.guild != read_along.guild:
        return False
    return who.reader == read_along.host or who.moderates or is_librarian(connection, who, who.guild)


def here(connection: Connection, guild: GuildId | None, identity: ReadAlongId) -> ReadAlong:
    """Returns a read-along of this server. Raises ReadAlongGoneError where there is none."""
    found = existing(connection, identity)
    if found.guild != guild:
        raise ReadAlongGoneError
    return found


def shown(connection: Connection, audience: Audience, identity: ReadAlongId) -> ReadAlong:
    """Returns a read-along of where somebody is, in direct messages of one of their servers.

    Raises ReadAlongGoneError where there is none, StoryGoneError or RatingRefusedError where its story may
    not be shown there.
    """
    found = existing(connection, identity)
    if audience.direct:
        if found.guild not in audience.member_of:
            raise ReadAlongGoneError
    else:
        here(connection, audience.guild, identity)
    permitted_story(connection, found.story, audience)
    return found
