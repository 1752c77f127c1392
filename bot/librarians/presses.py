"""The presses on a server's settings."""

from __future__ import annotations

from dataclasses import dataclass

from bot.presses import Press


@dataclass(frozen=True, slots=True)
class LeaveToManagers(Press, code="norole"):
    """Removes the librarians' role, so that only those who may manage the server look after its stories."""


@dataclass(frozen=True, slots=True)
class NoAuthors(Press, code="noauthors"):
    """Lets nobody but librarians bring in stories."""


@dataclass(frozen=True, slots=True)
class NoHosts(Press, code="nohosts"):
    """Lets nobody but moderators and librarians start read-alongs."""
