"""The service that takes stories down and puts them back."""

from __future__ import annotations

from dataclasses import dataclass

from bot.clock import Clock
from bot.database import Connection, Database
from bot.editing.access import require_may_put_back
from bot.editing.editor import StoryEditor
from bot.editing.edits import PlainEdit
from bot.editing.errors import AddedAgainError
from bot.editing.models import ChangeKind, HistoryLine
from bot.editing.queries import history
from bot.editing.writer import WrittenStory
from bot.errors import StoryGoneError
from bot.language import _
from bot.librarians.service import (
    editable,
    looked_after,
    require_librarian_of,
)
from bot.statistics.story_statistics import readers_told
from bot.stories.ids import StoryId
from bot.stories.models import Credentials, Story
from bot.stories.queries import stories, story_files


@dataclass(frozen=True)
class Withdrawal(PlainEdit, code="withdrawal"):
    """Takes a story down."""

    @property
    def report(self) -> str:
        """Says so."""
        return _("taken down, with every message that shows it")

    def make(self, connection: Connection, who: Credentials, story: StoryId, now: int) -> WrittenStory:
        """Takes it out of the library; from then on nobody sees it."""
        found, line = looked_after(connection, who, story), HistoryLine(ChangeKind.TAKEN_DOWN, who.reader)
        stories.take_down(connection, story, now)
        history.record(connection, story, line, now)
        return WrittenStory(found, line.kind)


class Takedowns:
    """Takes stories down. They stay in the database, so that they can be put back with every reader's
    place."""

    def __init__(self, database: Database, clock: Clock, editor: StoryEditor) -> None:
        self._database = database
        self._clock = clock
        self._editor = editor

    async def asked(self, who: Credentials, story: StoryId) -> tuple[Story, int | None]:
        """Returns a story that they may take down, or ask to be, and the number of people who have begun it,
        None where these are too few to be told.

        Raises StoryGoneError or NotALibrarianError, as all methods here do that take credentials.
        """

        def job(connection: Connection) -> tuple[Story, int | None]:
            found = editable(connection, who, story)
            return found, readers_told(connection, story)

        return await self._database.read(job)

    async def take_down(self, who: Credentials, story: StoryId) -> Story:
        """Takes a story down, and returns it; from then on nobody sees it. Raises what `StoryEditor.make`
        does, too."""
        try:
            return (await self._editor.make(who, story, Withdrawal())).story
        except StoryGoneError:  # it may be taken down already
            gone = await self._database.read(lambda connection: _gone(connection, who, story))
            if gone is None:
                raise
            return gone

    async def put_back(self, who: Credentials, story: StoryId) -> Story:
        """Puts a story back that was taken down, and returns it. Raises AddedAgainError where its file has
        been added again, TakenDownByOthersError where an author wants back what a librarian took down."""

        def job(connection: Connection) -> Story:
            found = stories.taken_down(connection, story)
            if found is None:
                return looked_after(connection, who, story)
            require_may_put_back(connection, who, found)
            if story_files.has_successor(connection, story):
                raise AddedAgainError
            stories.put_back(connection, story)
            line = HistoryLine(ChangeKind.PUT_BACK, who.reader)
            history.record(connection, story, line, self._clock.now())
            return found

        return await self._database.transaction(job)


def _gone(connection: Connection, who: Credentials, story: StoryId) -> Story | None:
    """Returns a story of theirs that is taken down already, or None."""
    found = stories.taken_down(connection, story)
    if found is not None:
        require_librarian_of(connection, who, found)
    return found
