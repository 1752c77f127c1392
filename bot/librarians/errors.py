"""Who may not look after stories, and what they may not choose."""

from __future__ import annotations

from dataclasses import dataclass

from bot.errors import FiresideError, UnknownStoryError
from bot.stories.ids import RoleId


class NotALibrarianError(FiresideError):
    """Somebody may not do that; each reason is a type below."""


class OwnersOnlyError(NotALibrarianError):
    """Stories of every server are changed by whoever runs the bot alone."""


class NotHereError(NotALibrarianError):
    """A server's own stories are looked after in that server."""


@dataclass(eq=False)
class LibrariansOnlyError(NotALibrarianError):
    """They neither manage the server nor have the librarians' role, if it has named one."""

    role: RoleId | None


class NoServerToSetUpError(NotALibrarianError):
    """A server's settings were asked for where there is none that has added the bot."""


class ManagersOnlyError(NotALibrarianError):
    """A server's settings are changed by those who may manage it."""


@dataclass(eq=False)
class NotLookedAfterError(UnknownStoryError):
    """No story that this librarian looks after goes by what they typed."""
