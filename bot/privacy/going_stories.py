"""Stories that go for good, each a little at a time, so that readers can go on turning pages."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from functools import partial

from bot.clock import Clock
from bot.database import Connection, Database, Job, overwriting
from bot.editing.new_texts import discard_texts
from bot.privacy.queries import going_stories
from bot.recommendations import content_similarity
from bot.stories.ids import StoryId
from bot.stories.queries.texts import TextId
from bot.workers import Batch, Worker

_MOMENTS = 2
"""Seconds after which a story is looked at again whose posts are being deleted."""


class GoingStories:
    """Erases the stories that are to go. Whatever ends it, it goes on where it was."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._woken = asyncio.Event()

    def look(self) -> None:
        """Has the worker look at once for stories that are to go."""
        self._woken.set()

    def worker(self) -> Worker[StoryId]:
        """Returns the worker that erases one story after the other."""
        return Worker("stories that go", self._clock, self._due, self._erase, self._woken)

    async def _due(self, waiting: Collection[StoryId]) -> Batch[StoryId]:
        now = self._clock.now()
        found, waited_for = await self._database.read(
            lambda connection: going_stories.next_story(connection, waiting, now)
        )
        if found is not None:
            return Batch([found])
        return Batch(next_at=now + _MOMENTS if waited_for else None)

    async def _erase(self, story: StoryId) -> None:
        await self._transaction(partial(content_similarity.forget, story=story))
        for below in await self._database.read(going_stories.tables_below):
            of_story = partial(going_stories.some_rows, story=story, below=below)
            while rows := await self._database.read(of_story):
                await self._transaction(partial(going_stories.delete_rows, below=below, rows=rows))
        while found := await self._database.read(partial(going_stories.next_text, story=story)):
            await self._transaction(partial(_delete_text, story=story, found=found))
        await self._transaction(partial(going_stories.empty, story=story))

    async def _transaction(self, delete: Job[None]) -> None:
        """Runs a part of the erasure. What it deletes is overwritten, too."""

        def job(connection: Connection) -> None:
            with overwriting(connection):
                delete(connection)

        await self._database.transaction(job, alone=True)


def _delete_text(connection: Connection, story: StoryId, found: tuple[TextId, str]) -> None:
    text, _ = found
    if going_stories.delete_revisions(connection, story, text):
        discard_texts(connection, [found])
