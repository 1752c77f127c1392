"""The service for a story's readers in numbers, for those who look after it."""

from __future__ import annotations

from bot.clock import Clock
from bot.database import Connection, Database
from bot.librarians.service import looked_after, stories_looked_after
from bot.statistics.disclosure import FEWEST, disclosable, enough
from bot.statistics.models import Readers, StoryNumbers
from bot.statistics.queries import story_statistics
from bot.stories.ids import StoryId
from bot.stories.models import Credentials, Story

_FOUR_WEEKS = 28 * 86_400
_LINES = 5
_STORIES = 10


class StoryStatistics:
    """Counts a story's readers. Numbers that are about a few of them are left out."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def most_read(self, who: Credentials) -> list[tuple[Story, Readers]]:
        """Returns at most ten of the stories that they look after, the most read first, with the numbers of
        their readers.

        Raises NotALibrarianError.
        """

        def job(connection: Connection) -> list[tuple[Story, Readers]]:
            which = stories_looked_after(connection, who)
            found = story_statistics.most_read(connection, which, FEWEST, _STORIES)
            return [(story, disclosable(readers, finished, {})) for story, readers, finished in found]

        return await self._database.read(job)

    async def of(self, who: Credentials, story: StoryId) -> StoryNumbers:
        """Returns the numbers of a story that they look after. Readers who have not read on for four weeks
        count as stopped.

        Raises StoryGoneError or NotALibrarianError.
        """
        since = self._clock.now() - _FOUR_WEEKS

        def job(connection: Connection) -> StoryNumbers:
            found = looked_after(connection, who, story)
            counted = story_statistics.fates(connection, story, since)
            return StoryNumbers(
                found,
                disclosable(counted.readers, counted.finished, counted.stopped),
                enough(story_statistics.subscribers(connection, story)),
                tuple(story_statistics.quoted_lines(connection, story, FEWEST, _LINES)),
            )

        return await self._database.read(job)
