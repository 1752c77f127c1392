"""Writes the news of a feed to its story."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.database import Connection, Database
from bot.editing.chapter_updates import ChapterUpdate
from bot.editing.models import ChangeKind
from bot.editing.writer import StoryWriter
from bot.feeds.news import News, with_news
from bot.librarians.service import looked_after
from bot.stories.chapters import NewChapter, StoredChapter
from bot.stories.ids import StoryId
from bot.stories.models import Credentials


class NewsWriter:
    """Makes the news of feeds part of their stories."""

    def __init__(self, database: Database, writer: StoryWriter) -> None:
        self._database = database
        self._writer = writer

    async def write(
        self,
        who: Credentials,
        story: StoryId,
        news: News,
        change: ChangeKind,
        keep: Callable[[Connection], None],
    ) -> None:
        """Applies the news to the story, if it touches that, and runs `keep` in the same transaction.

        Raises StoryGoneError, NotALibrarianError or StoryTooLongError.
        """
        if news.touches_story:

            def rewrite(chapters: Sequence[StoredChapter]) -> Sequence[NewChapter]:
                return with_news([each.content for each in chapters], news.chapters, news.edits)

            update = ChapterUpdate(
                who=who,
                story=story,
                rewrite=rewrite,
                change=change,
                also=lambda connection, _: keep(connection),
            )
            await self._writer.write(update)
            return

        def job(connection: Connection) -> None:
            looked_after(connection, who, story)
            keep(connection)

        await self._database.transaction(job)
        if news.announced:
            self._writer.announced()
