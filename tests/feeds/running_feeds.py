"""The service that follows feeds, over a real database and site, with a story of two chapters.

Run as a program, `python -m tests.feeds.running_feeds`, it follows what is tied in the database of the
settings until it is killed.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.app import opened
from bot.clock import Clock
from bot.database import Database
from bot.editing.service import Editing
from bot.feeds.fetching import Fetching
from bot.feeds.polling import FeedPoller
from bot.feeds.reports import FeedReports, Trouble
from bot.feeds.service import Feeds, FeedState, Tied
from bot.imports.manuscript import Manuscript, ManuscriptChapter
from bot.imports.models import ImportLimits
from bot.library.service import Library
from bot.settings import Settings
from bot.stories.details import Details
from bot.stories.ids import ReaderId, StoryId
from bot.stories.models import Credentials, Origin
from tests.feeds.website import DAY, item
from tests.support.librarians import TITLE, paragraphs

OWNER = Credentials(ReaderId(1), owner=True)


def chapter(number: int, **parts: str) -> str:
    """An entry with a text of its own."""
    return item(number, words(number), **parts)


def words(number: int) -> str:
    return "".join(f"<p>{each}</p>" for each in paragraphs(100 * number, 3).split("\n\n"))


def synopsis(number: int, **parts: str) -> str:
    """An entry with nothing but a summary."""
    return item(number, "", description=f"What happens in chapter {number}.", **parts)


@dataclass
class Follower:
    """The service, and what came of it."""

    database: Database
    clock: Clock
    feeds: Feeds
    poller: FeedPoller
    reports: FeedReports
    editing: Editing
    story: StoryId

    async def tie(self, address: str, *, with_backlog: bool = False) -> Tied:
        """Tie a feed to the story."""
        return await self.feeds.tie(OWNER, self.story, address, with_backlog=with_backlog)

    async def state(self) -> FeedState:
        """How it stands with the feed."""
        return await self.feeds.state(OWNER, self.story)

    async def poll(self) -> None:
        """Look at what is due."""
        await self.poller.worker().round()

    async def days_later(self, days: float = 2) -> FeedState:
        """Look at what is due after so many days."""
        self.clock.advance(days * DAY)
        await self.poll()
        return await self.state()

    async def chapters(self) -> list[tuple[str, str]]:
        """The titles and texts that a reader finds."""
        found = await Library(self.database).whole(self.story)
        return [(each.chapter.title, each.text) for each in found]

    async def titles(self) -> list[str]:
        """The titles that a reader finds."""
        return [title for title, _ in await self.chapters()]

    async def execute(self, statement: str) -> None:
        """Do something to the database behind the service's back."""
        await self.database.transaction(lambda connection: connection.execute(statement))

    async def notices(self) -> int:
        """How many chapters subscribers are told of."""
        return await self.database.read(
            lambda connection: int(
                connection.execute("SELECT count(chapter_id) FROM announcements").fetchone()[0]
            )
        )

    async def told(self) -> list[str]:
        """What was announced that is no chapter."""
        return await self.database.read(
            lambda connection: [
                row[0]
                for row in connection.execute(
                    "SELECT title FROM announcements WHERE chapter_id IS NULL ORDER BY id"
                )
            ]
        )

    async def troubles(self) -> list[Trouble]:
        """What a librarian is told now."""
        found: list[Trouble] = []

        async def report(trouble: Trouble) -> None:
            found.append(trouble)

        await self.reports.worker(report).round()
        return found


@asynccontextmanager
async def following(database: Path | str, limits: ImportLimits | None = None) -> AsyncIterator[Follower]:
    """The service over this database."""
    clock = Clock()
    async with opened(database, clock, limits=limits, fetching=Fetching(clock, loopback=True)) as app:
        chapters = [
            ManuscriptChapter(title, paragraphs(at), key=title) for title, at in (("Dawn", 1), ("Noon", 30))
        ]
        manuscript = Manuscript(Details(title=TITLE), tuple(chapters))
        acquired = await app.importer.add(manuscript, Origin("ferry.txt", "1"))
        yield Follower(
            app.database,
            clock,
            app.feeds,
            app.feed_poller,
            app.feed_reports,
            app.editing,
            acquired.story.id,
        )


async def _follow(database: Path | str) -> None:
    async with following(database) as follower:
        while True:
            await follower.days_later(8)


if __name__ == "__main__":
    asyncio.run(_follow(Settings.from_env(offline=True).database))
