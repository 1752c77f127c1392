"""Errors about librarians' rights and choices."""

from __future__ import annotations

from dataclasses import dataclass

from bot.errors import FiresideError, UnknownStoryError
from bot.stories.ids import RoleId


class NotALibrarianError(FiresideError):
    """Somebody may not change a story or a setting; the reasons are the types below."""


class OwnersOnlyError(NotALibrarianError):
    """Only whoever runs the bot may change the stories of every server."""


class NotHereError(NotALibrarianError):
    """A server's own stories can be changed in that server only."""


@dataclass(eq=False)
class LibrariansOnlyError(NotALibrarianError):
    """Somebody neither manages the server nor has its librarians' role. `role` is that role, if there is
    one."""

    role: RoleId | None


class HandInOnlyError(NotALibrarianError):
    """Authors hand their stories in here, and librarians change them."""


class NotYourStoryError(NotALibrarianError):
    """An author may change their own stories only, and this one is somebody else's."""


class NoServerToSetUpError(NotALibrarianError):
    """Server settings were asked for outside of a server that has added the bot."""


class ManagersOnlyError(NotALibrarianError):
    """Only those who may manage a server can change its settings."""


@dataclass(eq=False)
class NotLookedAfterError(UnknownStoryError):
    """None of the stories that this librarian looks after matches the typed text."""
