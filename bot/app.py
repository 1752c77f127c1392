"""The one composition root: the database and every service over it, opened once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.backups.service import Backups
from bot.clock import Clock
from bot.database import Connection, Database, database_at
from bot.editing.adding import StoryImporter
from bot.editing.authors import Authors
from bot.editing.covers import Covers
from bot.editing.drafts import Drafts
from bot.editing.early import EarlyChapters
from bot.editing.editor import StoryEditor
from bot.editing.history import History
from bot.editing.planning import Planning
from bot.editing.previews import Previews
from bot.editing.publishing import Publishing
from bot.editing.service import Editing
from bot.editing.takedowns import Takedowns
from bot.editing.writer import StoryWriter
from bot.exports.service import Exports
from bot.feeds.fetching import Fetching
from bot.feeds.news_writer import NewsWriter
from bot.feeds.polling import FeedPoller
from bot.feeds.reports import FeedReports
from bot.feeds.service import Feeds
from bot.health.service import Health
from bot.imports.models import ImportLimits
from bot.leases.service import Leases
from bot.librarians.service import Librarians
from bot.library.covers import ReadyCovers
from bot.library.service import Library
from bot.pictures.process import Pictures
from bot.posts.service import PublicPosts
from bot.privacy.servers import Servers
from bot.privacy.service import Privacy
from bot.quotes.saved import SavedQuotes
from bot.quotes.service import Quotes
from bot.readers.locales import SeenLocales
from bot.readers.membership import Membership
from bot.readers.preferences import ReaderPreferences
from bot.reading.service import ReadingService
from bot.recommendations.collaborative_filtering import CollaborativeFiltering
from bot.recommendations.content_similarity import ContentSimilarity
from bot.recommendations.service import Recommendations
from bot.remarks.making import NewRemarks
from bot.remarks.service import Remarks
from bot.search.service import Search
from bot.shelf.actions import ShelfActions
from bot.shelf.endings import Endings
from bot.shelf.service import Shelf
from bot.statistics.service import Statistics
from bot.statistics.story_statistics import StoryStatistics
from bot.stories.ids import ReaderId
from bot.subscriptions.delivery import Deliveries
from bot.subscriptions.scheduling import follow_guild, follow_reader
from bot.subscriptions.service import Subscriptions
from bot.together.endings import ReadAlongEnds
from bot.together.errands import Errands
from bot.together.hosting import Hosting
from bot.together.opening import Openings
from bot.together.reminders import Reminders, release_reminders
from bot.together.service import ReadAlongs
from bot.together.talking import Talking


class App:
    """Every service of Fireside over one open database. It knows nothing of Discord."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        limits: ImportLimits | None = None,
        fetching: Fetching | None = None,
        watched_folder: Path | None = None,
        backups: Backups | None = None,
        holder: str = "",
    ) -> None:
        self.database, self.clock = database, clock
        self.watched_folder, self.backups = watched_folder, backups
        limits = limits or ImportLimits()
        self.pictures, self.health, self.leases = (
            Pictures(),
            Health(database, clock),
            Leases(database, clock, holder) if database.is_shared else None,
        )

        self.preferences = ReaderPreferences(database, clock, _times_changed)
        self.membership = Membership(database, clock)
        self.locales = SeenLocales(database, clock)
        self.librarians = Librarians(database, clock, follow_guild)
        self.reading = ReadingService(database, clock)
        self.search = Search(database)
        self.shelf = Shelf(database)
        self.shelf_actions = ShelfActions(database, clock)
        self.endings = Endings(database, clock)
        self.quotes, self.saved_quotes = Quotes(database, clock), SavedQuotes(database, clock)
        self.library = Library(database)
        self.ready_covers = ReadyCovers(database, clock, self.pictures)

        self.posts = PublicPosts(database, clock)
        self.deliveries = Deliveries(database, clock, self.membership, self._processes)

        self.subscriptions = Subscriptions(database, clock, self.deliveries.direct, self._announced)
        self.statistics = Statistics(database, clock)
        self.story_statistics = StoryStatistics(database, clock)

        self.writer = StoryWriter(database, clock, limits, self._announced)
        self.importer = StoryImporter(database, self.writer, limits)
        self.exports = Exports(database, self.writer, limits)
        editor = StoryEditor(database, clock, self.writer)
        self.drafts = Drafts(database, clock, self.importer, editor)
        self.previews = Previews(database, self.drafts, self.importer, editor)
        self.authors = Authors(database, clock)
        self.editing = Editing(database, editor)
        self.covers = Covers(database, clock, editor, self.ready_covers.look)
        self.publishing = Publishing(database, clock, self.writer, editor, limits)
        self.planning = Planning(database, clock, editor, self.publishing.wake)
        self.early_chapters = EarlyChapters(database, clock, self.writer, editor)
        self.history = History(database, editor)
        self.takedowns = Takedowns(database, clock, editor)
        self.new_remarks = NewRemarks(database, clock, self.reading)
        self.remarks = Remarks(database, clock, editor)

        self.reminders, self.errands = (
            Reminders(database, clock, self.deliveries.direct),
            Errands(database, clock, self._talked),
        )
        self.openings = Openings(database, clock, self._opened)
        self.read_along_ends, self.hosting, self.read_alongs, self.talking = (
            ReadAlongEnds(database),
            Hosting(database, clock, self.openings.wake),
            ReadAlongs(database, clock, self.deliveries.direct),
            Talking(database, clock, self.errands.wake),
        )

        fetching = fetching or Fetching(clock)
        news_writer = NewsWriter(database, self.writer)
        self.feed_poller = FeedPoller(database, clock, fetching, news_writer)
        self.feed_reports = FeedReports(database, clock, self.feed_poller.polled)
        self.feeds = Feeds(database, clock, fetching, news_writer, self.feed_poller)

        self.recommendations = Recommendations(database, clock)
        self.content_similarity = ContentSimilarity(database, clock)
        self.collaborative_filtering = CollaborativeFiltering(database, clock)
        self.privacy = Privacy(database, clock, self.locales.forget)
        self.servers = Servers(database, clock, self.posts.look)

    def _processes(self) -> int:
        """Returns how many processes are this bot."""
        return 1 if self.leases is None else self.leases.processes

    def _opened(self) -> None:
        """Has everything look that may have something to do once a part of a read-along has opened."""
        self.reminders.wake()
        self.errands.wake()

    def _talked(self) -> None:
        """Has everything look that may have something to do once something was done in a thread."""
        self.posts.look()
        self.reminders.wake()

    def _announced(self) -> None:
        """Has everything look again that may have something to do once a story has changed."""
        self.deliveries.wake()
        self.posts.look()  # a story's rating may have been raised
        self.ready_covers.look()
        self.publishing.wake()
        self.early_chapters.wake()
        self.openings.wake()


def _times_changed(connection: Connection, reader: ReaderId, now: int, zone_changed: bool) -> None:
    """Has everything that is sent to a reader go by their new time zone or quiet hours."""
    follow_reader(connection, reader, now, zone_changed)
    release_reminders(connection, reader, now)


@asynccontextmanager
async def opened(
    place: Path | str,
    clock: Clock | None = None,
    *,
    limits: ImportLimits | None = None,
    fetching: Fetching | None = None,
    watched_folder: Path | None = None,
    backups: Backups | None = None,
    holder: str = "",
) -> AsyncIterator[App]:
    """Opens the services over a database, and closes them at the end. It is a file, which is made where there
    is none, or the address of one on a server. With `backups`, a file that is to be brought up to date is
    backed up first. `holder` is what this process holds leases by, where several share the database.

    Raises a DatabaseError for a file that cannot be used.
    """
    clock = clock or Clock()
    if backups is not None and isinstance(place, Path):
        await asyncio.to_thread(backups.before_update, place, clock.now())
    async with database_at(place) as database:
        app = App(database, clock, limits, fetching, watched_folder, backups, holder)
        try:
            await app.privacy.erase_again()
            yield app
        finally:
            await app.membership.close()
            await app.pictures.close()
            if app.leases is not None:
                await app.leases.release()
