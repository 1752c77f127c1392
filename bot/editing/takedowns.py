"""The service that takes stories down and puts them back."""

from __future__ import annotations

from collections.abc import Callable

from bot.clock import Clock
from bot.database import Connection, Database
from bot.editing.errors import AddedAgainError, TakenDownByOthersError
from bot.editing.models import ChangeKind, HistoryLine
from bot.editing.queries import history
from bot.librarians.service import (
    is_librarian,
    looked_after,
    require_librarian_of,
    require_may_bring_up_to_date,
)
from bot.statistics.story_statistics import readers_told
from bot.stories.ids import StoryId
from bot.stories.models import Credentials, Story
from bot.stories.queries import stories


class Takedowns:
    """Takes stories down. They stay in the database, so that they can be put back with every reader's place.

    `taken_down` is called once that is stored.
    """

    def __init__(self, database: Database, clock: Clock, taken_down: Callable[[], None]) -> None:
        self._database = database
        self._clock = clock
        self._taken_down = taken_down

    async def asked(self, who: Credentials, story: StoryId) -> tuple[Story, int | None]:
        """Returns a story that they look after, and the number of people who have begun it, None where these
        are too few to be told.

        Raises StoryGoneError or NotALibrarianError, as all methods here do that take credentials.
        """

        def job(connection: Connection) -> tuple[Story, int | None]:
            found = looked_after(connection, who, story)
            return found, readers_told(connection, story)

        return await self._database.read(job)

    async def take_down(self, who: Credentials, story: StoryId) -> Story:
        """Takes a story down, and returns it; from then on nobody sees it."""

        def job(connection: Connection) -> Story:
            now = self._clock.now()
            if (gone := stories.taken_down(connection, story)) is not None:
                require_librarian_of(connection, who, gone)
                return gone
            found = looked_after(connection, who, story)
            stories.take_down(connection, story, now)
            history.record(connection, story, HistoryLine(ChangeKind.TAKEN_DOWN, who.reader), now)
            return found

        taken_down = await self._database.transaction(job)
        self._taken_down()
        return taken_down

    async def put_back(self, who: Credentials, story: StoryId) -> Story:
        """Puts a story back that was taken down, and returns it. Raises AddedAgainError where its file has
        been added again, TakenDownByOthersError where an author wants back what a librarian took down."""

        def job(connection: Connection) -> Story:
            found = stories.taken_down(connection, story)
            if found is None:
                return looked_after(connection, who, story)
            require_may_put_back(connection, who, found)
            if stories.has_successor(connection, story):
                raise AddedAgainError
            stories.put_back(connection, story)
            line = HistoryLine(ChangeKind.PUT_BACK, who.reader)
            history.record(connection, story, line, self._clock.now())
            return found

        return await self._database.transaction(job)


def require_may_put_back(connection: Connection, who: Credentials, story: Story) -> None:
    """Raises StoryGoneError for another server's story, NotALibrarianError for one that is not theirs, and
    TakenDownByOthersError where they are its author and somebody else took it down."""
    if is_librarian(connection, who, story.guild):
        return
    require_may_bring_up_to_date(connection, who, story)
    if history.taken_down_by(connection, story.id) != who.reader:
        raise TakenDownByOthersError
