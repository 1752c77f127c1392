"""The feeds service: tie a feed to a story, see its state, look at it now, untie it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from bot.clock import Clock
from bot.database import Connection, Database
from bot.editing.models import ChangeKind
from bot.feeds.entries import Feed
from bot.feeds.errors import FeedGoneError, FeedNotFetchedError
from bot.feeds.fetching import Fetching
from bot.feeds.models import Fetched, FetchOutcome, TiedFeed
from bot.feeds.news import News, all_seen, missing_in
from bot.feeds.news_writer import NewsWriter
from bot.feeds.parsing import parsed_feed
from bot.feeds.poll_schedule import AN_HOUR, spread
from bot.feeds.polling import FeedPoller
from bot.feeds.queries import feeds
from bot.librarians.service import looked_after
from bot.stories.ids import StoryId
from bot.stories.models import Credentials, Story
from bot.stories.queries import versions

_A_MINUTE = 60


@dataclass(frozen=True, slots=True)
class FeedState:
    """A story and the state of its feed; `address` is empty where it has none.

    Times are UTC, in seconds since 1970; `next_at` is None where the feed is gone for good. `error` says why
    it could not be read, if it could not. `entries` counts those seen, `chapters` those that became one.
    """

    story: Story
    address: str = ""
    read_at: int = 0
    next_at: int | None = None
    error: str = ""
    entries: int = 0
    chapters: int = 0


@dataclass(frozen=True, slots=True)
class Tied:
    """A feed that was just tied, the number of chapters it brought,
    and sentences on what had to be assumed.
    """

    state: FeedState
    chapters: int
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """A feed that was looked at: the numbers of new chapters, of chapters that follow an edit, and of entries
    that can be read elsewhere only. `looked` is unset where it had been looked at within the last minute."""

    state: FeedState
    looked: bool = True
    chapters: int = 0
    edited: int = 0
    elsewhere: int = 0


class Feeds:
    """Ties feeds to stories."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        fetching: Fetching,
        news_writer: NewsWriter,
        poller: FeedPoller,
    ) -> None:
        self._database = database
        self._clock = clock
        self._fetching = fetching
        self._news_writer = news_writer
        self._poller = poller

    async def state(self, who: Credentials, story: StoryId) -> FeedState:
        """Returns the state of a story's feed.

        Raises StoryGoneError or NotALibrarianError, as all methods here do.
        """

        def job(connection: Connection) -> FeedState:
            found = looked_after(connection, who, story)
            feed = feeds.of(connection, story)
            if feed is None:
                return FeedState(found)
            entries, chapters = feeds.count(connection, story)
            return FeedState(found, feed.address, feed.read_at, feed.next_at, feed.error, entries, chapters)

        return await self._database.read(job)

    async def tie(self, who: Credentials, story: StoryId, address: str, *, with_backlog: bool) -> Tied:
        """Ties a feed to a story, in the place of any other.

        Entries that are in it already are not announced. `with_backlog` makes chapters of those entries that
        the story does not have yet. Raises FeedNotFetchedError or UnreadableFileError where there is no feed
        to read, StoryTooLongError.
        """
        await self._database.read(lambda connection: looked_after(connection, who, story))
        answer = await self._fetching.fetch(address.strip())
        if answer.outcome is not FetchOutcome.FETCHED:
            raise FeedNotFetchedError(answer.reason)
        feed = await parsed_feed(answer.body, answer.source, answer.content_type)
        old = await self._database.read(lambda connection: versions.of(connection, story))
        chapters = [each.content for each in old]
        missing = await asyncio.to_thread(missing_in, chapters, feed.entries) if with_backlog else []
        tied = self._tied(who, story, answer, feed)
        noted = await asyncio.to_thread(all_seen, feed.entries, chapters, missing)

        def keep(connection: Connection) -> None:
            feeds.tie(connection, tied)
            feeds.remember(connection, story, noted)

        news = News(chapters=missing)
        await self._news_writer.write(who, story, news, ChangeKind.CHAPTERS, keep)
        return Tied(await self.state(who, story), len(missing), feed.warnings)

    def _tied(self, who: Credentials, story: StoryId, answer: Fetched, feed: Feed) -> TiedFeed:
        now = self._clock.now()
        dates = [each.published_at for each in feed.entries if each.published_at is not None]
        return TiedFeed(
            story=story,
            address=answer.address,
            tied_by=who.reader,
            tied_at=now,
            since=min(dates, default=None),
            etag=answer.known.etag,
            modified=answer.known.modified,
            interval=AN_HOUR,
            next_at=now + spread(AN_HOUR),
            tried_at=now,
            read_at=now,
        )

    async def untie(self, who: Credentials, story: StoryId) -> FeedState:
        """Unties a story's feed; the chapters that came from it stay."""

        def job(connection: Connection) -> FeedState:
            found = looked_after(connection, who, story)
            feeds.untie(connection, story)
            return FeedState(found)

        return await self._database.transaction(job)

    async def check(self, who: Credentials, story: StoryId) -> Checked:
        """Looks at a story's feed now, unless that was done within the last minute, and returns what it
        found.

        Raises FeedGoneError where it has none.
        """

        def job(connection: Connection) -> TiedFeed:
            looked_after(connection, who, story)
            if feed := feeds.of(connection, story):
                return feed
            raise FeedGoneError

        feed = await self._database.read(job)
        if 0 <= self._clock.now() - feed.tried_at < _A_MINUTE:
            return Checked(await self.state(who, story), looked=False)
        news = await self._poller.look(feed) or News()
        state = await self.state(who, story)
        return Checked(state, True, len(news.chapters), len(news.edits), len(news.announced))
