"""The end of a story: when and how long it was read, and what its reader thinks of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.clock import Clock
from bot.database import Connection, Database
from bot.errors import StaleButtonError
from bot.reading.passed import bring_up_to_date
from bot.reading.queries import bookmarks, finished, reading_log
from bot.reading.reading_log import local_day
from bot.shelf.models import Ending, Opinion
from bot.shelf.queries import opinions
from bot.stories.access import permitted_story
from bot.stories.details import Completion
from bot.stories.ids import StoryId
from bot.stories.models import Audience, Place
from bot.stories.queries import chapters, finding

LONGEST_NOTE = 1_000
"""Characters."""
_STARS = range(1, 6)


class Endings:
    """The ends that readers have come to. Methods raise StoryGoneError or RatingRefusedError."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def get(self, audience: Audience, story: StoryId) -> Ending | None:
        """Returns the end of a story for who has read it to that, None for who has not, or not to what is its
        end by now."""
        await bring_up_to_date(self._database, audience.reader)
        return await self._database.read(lambda connection: _ending(connection, audience, story))

    async def opinion(self, audience: Audience, story: StoryId) -> Opinion:
        """Returns what a reader thinks of a story."""

        def job(connection: Connection) -> Opinion:
            permitted_story(connection, story, audience)
            return opinions.get(connection, audience.reader, story)

        return await self._database.read(job)

    async def rate(self, audience: Audience, story: StoryId, stars: int) -> None:
        """Keeps how many stars a reader gives a story, from 1 to 5; 0 takes them back. Raises
        StaleButtonError for any other number."""
        if stars and stars not in _STARS:
            raise StaleButtonError
        await self._change(audience, story, lambda opinion: replace(opinion, stars=stars or None))

    async def note(self, audience: Audience, story: StoryId, typed: str) -> None:
        """Keeps a reader's note on a story; an empty one takes it back."""
        note = typed.strip()[:LONGEST_NOTE]
        await self._change(audience, story, lambda opinion: replace(opinion, note=note))

    async def _change(self, audience: Audience, story: StoryId, change: Callable[[Opinion], Opinion]) -> None:
        def job(connection: Connection) -> None:
            permitted_story(connection, story, audience)
            before = opinions.get(connection, audience.reader, story)
            opinions.keep(connection, audience.reader, story, change(before), self._clock.now())

        await self._database.transaction(job)


def _ending(connection: Connection, audience: Audience, story: StoryId) -> Ending | None:
    found = permitted_story(connection, story, audience)
    reading = bookmarks.get(connection, audience, story)
    if reading is None or not finished.is_at_end(connection, audience, story):
        return None
    current = reading.bookmark.current
    here = chapters.at(connection, story, current.position, audience)
    if here is None:
        return None
    since = local_day(connection, audience.reader, reading.started_at)
    days, seconds = reading_log.since(connection, audience.reader, story, since)
    return Ending(
        story=found,
        reading=reading,
        place=Place(here.id, here.revision, current.offset),
        goes_on=found.completion is Completion.ONGOING,
        finished_at=reading.ended_at,
        seconds=seconds,
        days=max(1, days),
        opinion=opinions.get(connection, audience.reader, story),
        next_in_series=finding.next_in_series(connection, found, audience),
    )
