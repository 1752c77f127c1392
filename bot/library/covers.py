"""The covers of stories as they are shown: made ready in the background, and looked up."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable, Mapping
from functools import partial

from bot.clock import Clock
from bot.database import Connection, Database
from bot.pictures.covers import as_thumbnail
from bot.pictures.errors import UnreadablePictureError
from bot.pictures.process import Pictures
from bot.stories.ids import StoryId
from bot.stories.models import Story
from bot.stories.queries import covers
from bot.stories.queries.covers import ReadyCover
from bot.stories.tags import tags_of
from bot.text import markup
from bot.workers import Batch, Worker

_SETTLING = 2.0
"""Seconds of real time."""


class ReadyCovers:
    """The covers of lists and cards. Nothing waits for one: while it is not ready, there is none."""

    def __init__(self, database: Database, clock: Clock, pictures: Pictures) -> None:
        self._database = database
        self._clock = clock
        self._pictures = pictures
        self._changed = asyncio.Event()

    def look(self) -> None:
        """Has the worker look at once for covers to be made."""
        self._changed.set()

    async def thumbnails(self, stories: Iterable[StoryId]) -> Mapping[StoryId, bytes]:
        """Returns the small covers of those of the stories that have one ready. What may be shown is for the
        caller to know."""
        these = list(stories)
        if not these:
            return {}
        return await self._database.read(partial(covers.thumbnails, these=these))

    async def prepare(self) -> None:
        """Waits a little, so that a bot that has just started answers people before it draws."""
        await asyncio.sleep(_SETTLING)

    def worker(self) -> Worker[StoryId]:
        """Returns the worker that makes covers ready, one after the other."""
        return Worker("ready covers", self._clock, self._due, self._make, self._changed)

    async def _due(self, waiting: Collection[StoryId]) -> Batch[StoryId]:
        found = await self._database.read(partial(covers.next_to_make, waiting=waiting))
        return Batch([] if found is None else [found])

    async def _make(self, story: StoryId) -> None:
        """Makes a cover ready. It stays due where its story was changed meanwhile."""
        source = await self._database.read(partial(covers.source, story=story))
        if source is None:
            return
        ready = await self._ready(source.story, source.image)

        def job(connection: Connection) -> None:
            if covers.source(connection, story) == source:
                covers.make_ready(connection, story, ready)

        await self._database.transaction(job, alone=True)

    async def _ready(self, story: Story, image: bytes | None) -> ReadyCover:
        if image is not None:
            try:
                return ReadyCover(None, *await as_thumbnail(image))
            except UnreadablePictureError:
                pass  # Discord would not show it either
        drawn = await self._pictures.of_cover(
            story.title,
            authors=story.authors,
            tags=tags_of(story),
            summary=markup.strip(story.summary),
        )
        return ReadyCover(drawn.image, drawn.thumbnail, drawn.accent)
