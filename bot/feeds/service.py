"""Looks at the feeds tied to stories when they are due,
and makes their entries chapters or announces them.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial

from bot.clock import Clock
from bot.database import Connection, Database
from bot.editing.chapter_updates import ChapterUpdate
from bot.editing.models import ChangeKind
from bot.editing.writer import StoryWriter
from bot.errors import FiresideError, ImportRefusedError
from bot.feeds.entries import Feed
from bot.feeds.errors import FeedGoneError, FeedNotFetchedError
from bot.feeds.fetching import Fetched, Fetching, FetchOutcome, Known
from bot.feeds.models import TiedFeed
from bot.feeds.news import News, all_seen, missing_in, news_in, with_news
from bot.feeds.parsing import parsed_feed
from bot.feeds.poll_schedule import AN_HOUR, after_failure, after_reading, after_the_end, spread
from bot.feeds.queries import feeds
from bot.librarians.service import looked_after
from bot.stories.chapters import NewChapter, StoredChapter
from bot.stories.ids import ReaderId, StoryId
from bot.stories.models import Credentials, Story
from bot.stories.queries import stories, versions
from bot.subscriptions.outbox import announce_elsewhere
from bot.workers import Batch, Worker

log = logging.getLogger(__name__)

_A_MINUTE = 60
_AT_ONCE = 4
"""The number of feeds looked at side by side."""
_PATIENCE = 3
"""The number of failures in a row before a librarian is told."""


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


class Feeds:
    """Ties feeds to stories. Its workers look at them when they are due, and report those that fail."""

    def __init__(self, database: Database, clock: Clock, writer: StoryWriter, fetching: Fetching) -> None:
        self._database = database
        self._clock = clock
        self._writer = writer
        self._fetching = fetching
        self._settled = asyncio.Event()

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
        await self._change(who, story, news, ChangeKind.CHAPTERS, keep)
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

    async def check(self, who: Credentials, story: StoryId) -> FeedState:
        """Looks at a story's feed now, unless that was done within the last minute.

        Raises FeedGoneError where it has none.
        """

        def job(connection: Connection) -> TiedFeed:
            looked_after(connection, who, story)
            if feed := feeds.of(connection, story):
                return feed
            raise FeedGoneError

        feed = await self._database.read(job)
        if self._clock.now() - feed.tried_at >= _A_MINUTE:
            await self._look(feed)
        return await self.state(who, story)

    def poller(self) -> Worker[StoryId]:
        """Returns the worker that looks at the feeds that are due."""
        return Worker("feeds", self._clock, self._due, self._poll)

    async def _due(self, waiting: Collection[StoryId]) -> Batch[StoryId]:
        now = self._clock.now()
        return Batch(
            await self._database.read(lambda connection: feeds.due(connection, now, _AT_ONCE, waiting))
        )

    async def _poll(self, story: StoryId) -> None:
        feed = await self._database.read(lambda connection: feeds.of(connection, story))
        if feed is not None:
            await self._look(feed)
            self._settled.set()

    async def _look(self, feed: TiedFeed) -> None:
        answer = await self._fetching.fetch(feed.address, Known(feed.etag, feed.modified))
        now = self._clock.now()
        try:
            if answer.outcome is FetchOutcome.FETCHED:
                await self._take(feed, answer)
                return
            after = _after(feed, answer, now)
        except ImportRefusedError as error:
            after = after_failure(feed, str(error), now)
        except FiresideError as error:  # the story was taken down, or the feed untied, in the meantime
            log.info("What the feed %s has was not taken: %s", feed.address, error)
            after = after_failure(feed, "Its story could not be changed just then.", now)
        except Exception:
            log.exception("What the feed %s has could not be taken", feed.address)
            after = after_failure(feed, "Something went wrong on our side.", now)
        await self._database.transaction(lambda connection: feeds.settle(connection, after))

    async def _take(self, feed: TiedFeed, answer: Fetched) -> None:
        """Makes the news of a feed chapters, or announces it, in the transaction that records it as known."""
        found = await parsed_feed(answer.body, answer.source, answer.content_type)
        story, known = await self._database.read(
            lambda connection: (stories.get(connection, feed.story), feeds.known(connection, feed.story))
        )
        if story is None:
            return
        news = await asyncio.to_thread(news_in, found.entries, known, feed.since)
        after = after_reading(feed, answer, self._clock.now(), changed=bool(news.seen))

        def keep(connection: Connection) -> None:
            if not feeds.settle(connection, after):
                raise FeedGoneError
            new = feeds.remember(connection, feed.story, news.seen)
            for entry in news.announced:
                if entry.key in new:
                    now = self._clock.now()
                    announce_elsewhere(connection, feed.story, entry.title, entry.link, now)

        # Whoever tied it was allowed to; what they may do today does not undo it.
        who = Credentials(feed.tied_by, guild=story.guild, manages=True, owner=True)
        kind = ChangeKind.PUBLISHED if news.chapters else ChangeKind.CHAPTERS
        await self._change(who, feed.story, news, kind, keep)
        if news.announced:
            self._writer.announced()

    async def _change(
        self,
        who: Credentials,
        story: StoryId,
        news: News,
        kind: ChangeKind,
        keep: Callable[[Connection], None],
    ) -> None:
        """Applies the news to the story, if it touches that, and runs `keep` in the same transaction."""
        if news.touches_story:
            rewrite = partial(_with_news, news=news)
            update = ChapterUpdate(who=who, story=story, rewrite=rewrite, change=kind, also=keep)
            await self._writer.write(update)
            return

        def job(connection: Connection) -> None:
            looked_after(connection, who, story)
            keep(connection)

        await self._database.transaction(job)

    def reporter(self, report: Report) -> Worker[StoryId]:
        """Returns the worker that reports each feed that has begun to fail for good or for long,
        or to work again, once.
        """

        async def report_one(story: StoryId) -> None:
            feed, found = await self._database.read(
                lambda connection: (feeds.of(connection, story), stories.get(connection, story))
            )
            if feed is not None and found is not None:
                await report(_trouble(feed, found))
                now = self._clock.now()
                await self._database.transaction(partial(feeds.mark_reported, feed=feed, now=now))

        return Worker("feed reports", self._clock, self._next_report, report_one, self._settled)

    async def _next_report(self, waiting: Collection[StoryId]) -> Batch[StoryId]:
        story = await self._database.read(
            lambda connection: feeds.next_to_report(connection, _PATIENCE, waiting)
        )
        return Batch([] if story is None else [story])


def _with_news(story: Sequence[StoredChapter], news: News) -> Sequence[NewChapter]:
    return with_news([each.content for each in story], news.chapters, news.edits)


def _after(feed: TiedFeed, answer: Fetched, now: int) -> TiedFeed:
    if answer.outcome is FetchOutcome.UNCHANGED:
        return after_reading(feed, answer, now, changed=False)
    reason = f"{answer.reason[:1].upper()}{answer.reason[1:]}."
    if answer.outcome is FetchOutcome.GONE:
        return after_the_end(feed, reason, now)
    return after_failure(feed, reason, now, answer.not_before)


def _trouble(feed: TiedFeed, story: Story) -> Trouble:
    occasion = f"f{feed.read_at}" if feed.failures else f"w{feed.told_at}"
    return Trouble(feed.tied_by, story, feed.address, feed.error, f"{occasion}-{feed.story}"[:25])
