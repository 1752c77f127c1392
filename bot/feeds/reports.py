"""Reports feeds that fail, or that work again, to the librarians who tied them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from functools import partial

from bot.clock import Clock
from bot.database import Connection, Database
from bot.feeds.models import TiedFeed
from bot.feeds.queries import feeds
from bot.stories.ids import ReaderId, StoryId
from bot.stories.models import Story
from bot.stories.queries import stories
from bot.workers import Batch, Worker

_PATIENCE = 3
"""The number of failures in a row before a librarian is told."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A report to a librarian that a feed fails, or, with no `error`, that it works again.

    `once` names the occasion, in at most 25 characters.
    """

    to: ReaderId
    story: Story
    address: str
    error: str
    once: str


Report = Callable[[Trouble], Awaitable[None]]


class FeedReports:
    """Reports each feed that has begun to fail for good or for long, or to work again, once.

    Its worker looks for them when `polled` is set.
    """

    def __init__(self, database: Database, clock: Clock, polled: asyncio.Event) -> None:
        self._database = database
        self._clock = clock
        self._polled = polled

    def worker(self, report: Report) -> Worker[StoryId]:
        """Returns the worker that reports them."""
        return Worker(
            "feed reports", self._clock, self._next, partial(self._report, report=report), self._polled
        )

    async def _next(self, waiting: Collection[StoryId]) -> Batch[StoryId]:
        story = await self._database.read(
            lambda connection: feeds.next_to_report(connection, _PATIENCE, waiting)
        )
        return Batch([] if story is None else [story])

    async def _report(self, story: StoryId, report: Report) -> None:
        def job(connection: Connection) -> tuple[TiedFeed | None, Story | None]:
            return feeds.of(connection, story), stories.get(connection, story)

        feed, found = await self._database.read(job)
        if feed is not None and found is not None:
            if feed.tied_by:  # zero: whoever it was had everything about themselves erased
                await report(_trouble(feed, found))
            now = self._clock.now()
            await self._database.transaction(partial(feeds.mark_reported, feed=feed, now=now))


def _trouble(feed: TiedFeed, story: Story) -> Trouble:
    occasion = f"f{feed.read_at}" if feed.failures else f"w{feed.told_at}"
    return Trouble(feed.tied_by, story, feed.address, feed.error, f"{occasion}-{feed.story}"[:25])
