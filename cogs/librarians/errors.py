"""The sentences for errors about librarians' rights, and those errors that only the cog raises."""

from __future__ import annotations

from bot.errors import BadEntryError, Sentences
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
from cogs.ui.errors import no_story_called


class EverybodysRoleError(BadEntryError):
    """The role that every member has cannot be the librarians'."""


def _librarians_only(error: LibrariansOnlyError) -> str:
    also = f", or have the role <@&{error.role}>" if error.role else ""
    return (
        f"Only librarians may do that: those who may manage this server{also}. "
        "Whoever manages it can name a role in `/stories settings`."
    )


def _not_looked_after(error: NotLookedAfterError) -> str:
    return no_story_called(error.typed, "Choose one from the list that appears while you type.")


SENTENCES: Sentences = {
    EverybodysRoleError: "That role is everybody's. Choose one that only librarians have.",
    LibrariansOnlyError: _librarians_only,
    ManagersOnlyError: "Only those who may manage this server can change its settings.",
    HandInOnlyError: (
        "Authors hand their stories in here: bring a new one, or a newer file of yours, with `/stories add`, "
        "and a librarian will look at it. `/stories drafts` shows how yours are doing."
    ),
    NotYourStoryError: (
        "That story is somebody else's. You may change your own; librarians can say whose a story is."
    ),
    NoServerToSetUpError: "These are a server's settings: use this in one that has added me.",
    NotHereError: (
        "Stories are looked after in the server that they belong to: use this there. Those of every server "
        "are in the hands of whoever runs this bot."
    ),
    NotLookedAfterError: _not_looked_after,
    OwnersOnlyError: (
        "What every server reads is in the hands of whoever runs this bot. A server's own stories "
        "are looked after in that server."
    ),
}
