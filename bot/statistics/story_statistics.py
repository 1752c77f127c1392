"""The service for a story's readers in numbers, for those who look after it."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import replace

from bot.clock import Clock
from bot.database import Connection, Database
from bot.librarians.service import editable, stories_looked_after
from bot.statistics.disclosure import STEP, Draw, beginning_of, disclosable, told, week_of
from bot.statistics.models import Readers, StoryNumbers
from bot.statistics.queries import reader_numbers, story_statistics
from bot.statistics.queries.reader_numbers import CountedNumbers
from bot.stories.ids import StoryId
from bot.stories.models import Credentials, Story
from bot.workers import Batch, Worker

_FOUR_WEEKS = 28 * 86_400
_LINES, _LOOKED_AT = 5, 50
_STORIES = 10


class StoryStatistics:
    """Tells the numbers of stories' readers, and counts them on Mondays."""

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
            return reader_numbers.most_read(connection, which, _STORIES)

        return await self._database.read(job)

    async def of(self, who: Credentials, story: StoryId) -> StoryNumbers:
        """Returns the numbers of a story that they look after. Readers who have not read on for four weeks
        count as stopped.

        Raises StoryGoneError or NotALibrarianError.
        """

        def job(connection: Connection) -> StoryNumbers:
            found = editable(connection, who, story)
            counted = reader_numbers.of(connection, story)
            lines = tuple(reader_numbers.lines(connection, counted.lines))
            return StoryNumbers(found, counted.readers, counted.subscribers, lines)

        return await self._database.read(job)

    def worker(self) -> Worker[StoryId]:
        """Returns the worker that counts every story's readers once a week."""
        return Worker("readers in numbers", self._clock, self._due, self._count)

    async def _due(self, waiting: Collection[StoryId]) -> Batch[StoryId]:
        week = week_of(self._clock.now())
        found = await self._database.read(
            lambda connection: reader_numbers.next_to_count(connection, waiting, week)
        )
        return Batch([] if found is None else [found], next_at=beginning_of(week + 1))

    async def _count(self, story: StoryId) -> None:
        week, since = week_of(self._clock.now()), self._clock.now() - _FOUR_WEEKS
        counted = await self._database.read(lambda connection: _counted(connection, story, since, _draw))
        await self._database.transaction(
            lambda connection: reader_numbers.keep(connection, story, week, counted)
        )


def readers_told(connection: Connection, story: StoryId) -> int | None:
    """Returns the number of people who have begun a story as it is told, None where they are too few."""
    return reader_numbers.of(connection, story).readers.total


def _counted(connection: Connection, story: StoryId, since: int, draw: Draw) -> CountedNumbers:
    fates = story_statistics.fates(connection, story, since)
    lines = [
        replace(each, readers=number)
        for each in story_statistics.quoted_lines(connection, story, _LOOKED_AT)
        if (number := told(each.readers, draw)) is not None
    ]
    return CountedNumbers(
        disclosable(fates.readers, fates.finished, fates.stopped, draw),
        told(story_statistics.subscribers(connection, story), draw),
        tuple(sorted(lines, key=lambda each: -each.readers)[:_LINES]),
    )


def _draw() -> int:
    return secrets.randbelow(STEP)
