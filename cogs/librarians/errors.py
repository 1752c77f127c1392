"""The sentences for errors about librarians' rights, and those errors that only the cog raises."""

from __future__ import annotations

from bot.errors import BadEntryError, Sentences
from bot.language import _
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
    if error.role:
        return _(
            "Only librarians may do that: whoever manages this server, or has the role {role}. Whoever "
            "manages it can choose the role in `/stories settings`.",
            role=f"<@&{error.role}>",
        )
    return _(
        "Only librarians may do that: here, that’s whoever manages this server, and any role they choose in "
        "`/stories settings`."
    )


def _not_looked_after(error: NotLookedAfterError) -> str:
    return no_story_called(error.typed, _("Please pick one from the list that appears as you type."))


SENTENCES: Sentences = {
    EverybodysRoleError: "Everybody has that role. Please choose one that only librarians have.",
    LibrariansOnlyError: _librarians_only,
    ManagersOnlyError: "Only people who manage this server can do that.",
    HandInOnlyError: (
        "You can hand in stories of your own here, and changes to them: a librarian looks at each, and "
        "`/stories drafts` shows how yours are doing. But only librarians can do this."
    ),
    NotYourStoryError: (
        "That story is somebody else’s, and you can only change your own. If it is yours, a librarian can "
        "say so."
    ),
    NoServerToSetUpError: "This is about a whole server. Please use it in one that has added me.",
    NotHereError: (
        "A story is looked after in the server it belongs to, so use this there. Stories that every server "
        "has are looked after by whoever runs me."
    ),
    NotLookedAfterError: _not_looked_after,
    OwnersOnlyError: (
        "Stories that every server has are looked after by whoever runs me. A server’s own stories are "
        "looked after in that server."
    ),
}
