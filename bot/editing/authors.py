"""The service for authors' own stories: drafts handed in and given back, and who owns a story."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.clock import Clock
from bot.database import Connection, Database
from bot.editing.access import unkept_draft
from bot.editing.models import ChangeKind, Draft, HistoryLine
from bot.editing.queries import drafts, history
from bot.librarians.errors import OwnersOnlyError
from bot.librarians.service import is_librarian, looked_after, require_librarian, require_may_bring_in
from bot.stories.ids import DraftId, ReaderId, StoryId
from bot.stories.models import Credentials, Listing, Story, page_of
from bot.stories.queries import stories

DRAFTS_A_PAGE = 10
LONGEST_ANSWER = 500
"""Characters of what a librarian writes to an author whose draft is given back."""
_NOTE = "owner"


class Authors:
    """Keeps whose a story is, and leads drafts from authors to librarians and back."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def drafts(self, who: Credentials, page: int) -> Listing[Draft]:
        """Returns a page of the drafts that wait for them where they are: their own, and, for librarians,
        those that were handed in, which come first. Raises NotALibrarianError, as all methods here do."""

        def job(connection: Connection) -> Listing[Draft]:
            if who.guild is not None or not who.owner:
                require_may_bring_in(connection, who, who.guild)
            handed_in = is_librarian(connection, who, who.guild)
            found = drafts.unkept(connection, who.guild, who.reader, handed_in=handed_in)
            return page_of(found, page, DRAFTS_A_PAGE)

        return await self._database.read(job)

    async def hand_in(self, who: Credentials, draft: DraftId) -> Draft:
        """Hands a draft in to the librarians, and returns it. Raises DraftGoneError where there is none of
        theirs, as the methods below do."""
        now = self._clock.now()
        return await self._change(who, draft, lambda connection: drafts.hand_in(connection, draft, now))

    async def take_back(self, who: Credentials, draft: DraftId) -> Draft:
        """Takes a draft back that waits for a librarian, and returns it."""
        return await self.give_back(who, draft, "")

    async def give_back(self, who: Credentials, draft: DraftId, answer: str) -> Draft:
        """Gives a draft back to its author with an answer, and returns it."""
        said, now = answer.strip()[:LONGEST_ANSWER], self._clock.now()
        return await self._change(
            who, draft, lambda connection: drafts.give_back(connection, draft, said, now)
        )

    async def give_story(self, who: Credentials, story: StoryId, owner: ReaderId | None) -> Story:
        """Makes a story this author's own, or nobody's (None), and returns it. Only librarians may; raises
        OwnersOnlyError for a story of every server."""

        def job(connection: Connection) -> Story:
            found = looked_after(connection, who, story)
            require_librarian(connection, who, found.guild)
            if found.guild is None:
                raise OwnersOnlyError
            if found.owner != owner:
                stories.give(connection, story, owner)
                line = HistoryLine(ChangeKind.DETAILS, who.reader, _NOTE)
                history.record(connection, story, line, self._clock.now())
            return looked_after(connection, who, story)

        return await self._database.transaction(job)

    async def _change(self, who: Credentials, draft: DraftId, change: Callable[[Connection], None]) -> Draft:
        def job(connection: Connection) -> Draft:
            before = unkept_draft(connection, who, draft)
            change(connection)
            after = drafts.get(connection, draft)
            return before if after is None else replace(after, must_be_accepted=before.must_be_accepted)

        return await self._database.transaction(job)
