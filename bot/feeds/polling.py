"""Looks at feeds, and makes their entries chapters or announces them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection
from functools import partial

from bot.clock import Clock
from bot.database import Connection, Database
from bot.editing.models import ChangeKind
from bot.errors import DatabaseError, FiresideError, ImportRefusedError
from bot.feeds.errors import FeedGoneError
from bot.feeds.fetching import Fetching
from bot.feeds.models import Fetched, FetchOutcome, Known, TiedFeed
from bot.feeds.news import News, news_in
from bot.feeds.news_writer import NewsWriter
from bot.feeds.parsing import parsed_feed
from bot.feeds.poll_schedule import after_failure, after_reading, after_the_end
from bot.feeds.queries import feeds
from bot.librarians.service import on_behalf_of
from bot.posts.models import CLAIM
from bot.stories.ids import StoryId
from bot.stories.queries import stories
from bot.subscriptions.outbox import announce_elsewhere
from bot.workers import Batch, Worker

log = logging.getLogger(__name__)

_AT_ONCE = 4
"""The number of feeds looked at side by side."""


class FeedPoller:
    """Looks at the feeds that are due, by its worker. `polled` is set after each of these looks."""

    def __init__(self, database: Database, clock: Clock, fetching: Fetching, news_writer: NewsWriter) -> None:
        self._database = database
        self._clock = clock
        self._fetching = fetching
        self._news_writer = news_writer
        self.polled = asyncio.Event()

    def worker(self) -> Worker[StoryId]:
        """Returns the worker that looks at the feeds that are due."""
        return Worker("feeds", self._clock, self._due, self._poll, everywhere=True)

    async def _due(self, waiting: Collection[StoryId]) -> Batch[StoryId]:
        now = self._clock.now()
        return Batch(
            await self._database.read(lambda connection: feeds.due(connection, now, _AT_ONCE, waiting))
        )

    async def _poll(self, story: StoryId) -> None:
        now = self._clock.now()
        feed = await self._database.transaction(
            partial(feeds.claim, story=story, now=now, expires=now + CLAIM)
        )
        if feed is not None:
            await self.look(feed)
            self.polled.set()

    async def look(self, feed: TiedFeed) -> News | None:
        """Looks at a feed now, saves what came of it, and returns the news that were taken.

        A feed that cannot be read, or whose entries cannot be taken, is saved as such, and None is returned.
        Raises DatabaseError.
        """
        answer = await self._fetching.fetch(feed.address, Known(feed.etag, feed.modified))
        now, news = self._clock.now(), None
        try:
            if answer.outcome is FetchOutcome.FETCHED:
                return await self._take(feed, answer)
            after = _after(feed, answer, now)
            news = News() if answer.outcome is FetchOutcome.UNCHANGED else None
        except DatabaseError:  # no fault of the feed's: whoever asked tries again soon
            raise
        except ImportRefusedError as error:
            after = after_failure(feed, str(error), now)
        except FiresideError as error:  # the story was taken down, or the feed untied, in the meantime
            log.info("What the feed %s has was not taken: %s", feed.address, error)
            after = after_failure(feed, "Its story could not be changed just then.", now)
        except Exception:
            log.exception("What the feed %s has could not be taken", feed.address)
            after = after_failure(feed, "Something went wrong on our side.", now)
        await self._database.transaction(lambda connection: feeds.settle(connection, after))
        return news

    async def _take(self, feed: TiedFeed, answer: Fetched) -> News | None:
        """Makes the news of a feed chapters, or announces it, in the transaction that records it as known.
        Returns it, or None where the story is gone."""
        found = await parsed_feed(answer.body, answer.source, answer.content_type)
        story, known = await self._database.read(
            lambda connection: (stories.get(connection, feed.story), feeds.known(connection, feed.story))
        )
        if story is None:
            return None
        news = await asyncio.to_thread(news_in, found.entries, known, feed.since)
        after = after_reading(feed, answer, self._clock.now(), changed=bool(news.seen))

        def keep(connection: Connection) -> None:
            if not feeds.settle(connection, after):
                raise FeedGoneError
            new = feeds.remember(connection, feed.story, news.seen)
            now = self._clock.now()
            for entry in news.announced:
                if entry.key in new:
                    announce_elsewhere(connection, feed.story, entry.title, entry.link, now)

        who = on_behalf_of(feed.tied_by, story.guild)
        kind = ChangeKind.PUBLISHED if news.chapters else ChangeKind.CHAPTERS
        await self._news_writer.write(who, feed.story, news, kind, keep)
        return news


def _after(feed: TiedFeed, answer: Fetched, now: int) -> TiedFeed:
    if answer.outcome is FetchOutcome.UNCHANGED:
        return after_reading(feed, answer, now, changed=False)
    if answer.outcome is FetchOutcome.GONE:
        return after_the_end(feed, answer.reason, now)
    return after_failure(feed, answer.reason, now, answer.not_before)
