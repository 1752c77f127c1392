"""Who may look at a draft, change it and keep it, and who may put a story back."""

from __future__ import annotations

from dataclasses import replace

from bot.database import Connection
from bot.editing.errors import (
    AlreadyHandedInError,
    DraftGoneError,
    TakenBackError,
    TakenDownByOthersError,
    TooManyDraftsError,
)
from bot.editing.models import Draft
from bot.editing.queries import drafts, history
from bot.errors import StaleButtonError
from bot.librarians.errors import HandInOnlyError
from bot.librarians.service import (
    is_librarian,
    must_hand_in,
    require_librarian,
    require_may_bring_in,
    require_may_bring_up_to_date,
)
from bot.stories.ids import DraftId, GuildId
from bot.stories.models import Credentials, Story

MOST_DRAFTS = 10
"""The most drafts that an author has at once; librarians may have more."""


def own_draft(connection: Connection, who: Credentials, identity: DraftId) -> Draft:
    """Returns a draft of theirs, or one that was handed in to them. Raises DraftGoneError where there is
    none, NotALibrarianError, or StaleButtonError if it is neither; TakenBackError where its author has it and
    they are a librarian."""
    draft = drafts.get(connection, identity)
    if draft is None:
        raise DraftGoneError
    guild = draft.origin.guild
    if draft.by == who.reader:
        require_may_bring_in(connection, who, guild)
    elif draft.handed_in_at is None:
        raise TakenBackError if is_librarian(connection, who, guild) else StaleButtonError
    else:
        require_librarian(connection, who, guild)
    return replace(draft, must_be_accepted=must_hand_in(connection, who, guild))


def unkept_draft(connection: Connection, who: Credentials, identity: DraftId) -> Draft:
    """Returns a draft as `own_draft` does. Raises DraftGoneError once it is kept, too."""
    draft = own_draft(connection, who, identity)
    if draft.kept_as is not None:
        raise DraftGoneError
    return draft


def changeable_draft(connection: Connection, who: Credentials, identity: DraftId) -> Draft:
    """Returns a draft as `unkept_draft` does. Raises AlreadyHandedInError while it waits for a librarian, and
    they are its author."""
    draft = unkept_draft(connection, who, identity)
    if draft.handed_in_at is not None and draft.must_be_accepted:
        raise AlreadyHandedInError
    return draft


def keepable_draft(connection: Connection, who: Credentials, identity: DraftId) -> Draft:
    """Returns a draft as `own_draft` does, kept or not. Raises HandInOnlyError where a librarian has to
    accept it."""
    draft = own_draft(connection, who, identity)
    if draft.must_be_accepted:
        raise HandInOnlyError
    return draft


def require_room(connection: Connection, who: Credentials, guild: GuildId | None) -> None:
    """Raises TooManyDraftsError where an author has as many drafts as they may have."""
    if is_librarian(connection, who, guild):
        return
    if drafts.count_unkept(connection, who.reader) >= MOST_DRAFTS:
        raise TooManyDraftsError(MOST_DRAFTS)


def require_may_put_back(connection: Connection, who: Credentials, story: Story) -> None:
    """Raises StoryGoneError for another server's story, NotALibrarianError for one that is not theirs, and
    TakenDownByOthersError where they are its author and somebody else took it down."""
    if is_librarian(connection, who, story.guild):
        return
    require_may_bring_up_to_date(connection, who, story)
    if history.taken_down_by(connection, story.id) != who.reader:
        raise TakenDownByOthersError
