"""The service that gives stories out as files, and brings such files in."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from bot.database import Connection, Database
from bot.editing.errors import OnlyChapterError
from bot.editing.models import ChangeKind
from bot.editing.writer import Start, StoryUpdate, StoryWriter
from bot.errors import StoryGoneError, TooManyStoriesError, UnreadableFileError
from bot.exports.archive import packed, unpacked
from bot.exports.models import BroughtIn, ExportedStory
from bot.exports.queries import exported
from bot.imports.models import READER, ImportLimits
from bot.stories.changes import Changes
from bot.stories.chapters import BodySize, NewChapter, StoredChapter
from bot.stories.ids import StoryId
from bot.stories.models import Story
from bot.stories.queries import covers, stories, story_files


class Exports:
    """Exports stories, one file each, and brings them in."""

    def __init__(self, database: Database, writer: StoryWriter, limits: ImportLimits) -> None:
        self._database = database
        self._writer = writer
        self._limits = limits

    async def all_stories(self) -> list[StoryId]:
        """Returns the stories that are not taken down."""
        return await self._database.read(exported.all_stories)

    async def export(self, story: StoryId) -> tuple[str, bytes]:
        """Returns the title of a story and its zip. Raises StoryGoneError."""
        found = await self._database.read(partial(exported.story, identity=story))
        if found is None:
            raise StoryGoneError
        return found.details.title, await asyncio.to_thread(packed, found)

    async def bring_in(self, data: bytes) -> tuple[Story | None, BroughtIn]:
        """Brings in a story from a zip that `export` made, and returns it with what came of it. One that is
        there stays as it is; one that has been taken down here stays so, and None is returned for it.

        Raises UnreadableFileError, StoryTooLongError or TooManyStoriesError.
        """
        if len(data) > self._limits.file_bytes:
            raise UnreadableFileError("This file is larger than files may be here (FILE_LIMIT_MB).")
        story = await asyncio.to_thread(unpacked, data)
        if await self._database.read(partial(_is_gone, story=story)):
            return None, BroughtIn.TAKEN_DOWN
        arrival = _Arrival(story=story, most_stories=self._limits.stories_of_server)
        try:
            written = await self._writer.write(arrival)
        except OnlyChapterError as error:
            raise UnreadableFileError("In this export, no chapter is open to all.") from error
        return written.story, BroughtIn.NEW if written.kind else BroughtIn.THERE


@dataclass(frozen=True, kw_only=True)
class _Arrival(StoryUpdate):
    """The arrival of a story from another Fireside, as it was there."""

    story: ExportedStory
    most_stories: int

    def author(self) -> None:
        """Returns None: whoever runs the bot has brought it in."""

    def start(self, connection: Connection) -> Start:
        """Returns the story where the library has it already."""
        known = story_files.by_file(connection, self.story.origin)
        return Start(None, self.story.details, self.story.origin.guild, known=known)

    def chapters(self, old: Sequence[StoredChapter]) -> Sequence[NewChapter]:
        """Returns the chapters as they were."""
        return [each.content for each in self.story.chapters]

    def keep(self, connection: Connection, start: Start, size: BodySize, now: int) -> StoryId:
        """Stores the story, its cover and whose it is. Raises TooManyStoriesError."""
        guild = self.story.origin.guild
        if guild is not None and stories.count_of_guild(connection, guild) >= self.most_stories:
            raise TooManyStoriesError(self.most_stories)
        reader = max(1, min(READER, self.story.reader))
        story = stories.insert(
            connection,
            self.story.details,
            size,
            self.story.origin,
            self.story.file_details,
            now,
            reader=reader,
        )
        stories.give(connection, story, self.story.owner)
        if self.story.chosen:
            covers.choose(connection, story, self.story.cover)
        elif self.story.cover is not None:
            covers.keep(connection, story, self.story.cover)
        return story

    def complete(self, connection: Connection, story: StoryId) -> None:
        """Sets the dates as they were."""
        dates = [each.added_at for each in self.story.chapters]
        exported.keep_dates(connection, story, self.story.added_at, dates)

    def kind(self, start: Start, changes: Changes) -> ChangeKind:
        """Returns that the story was added."""
        return ChangeKind.ADDED


def _is_gone(connection: Connection, story: ExportedStory) -> bool:
    there = story_files.by_file(connection, story.origin)
    return there is None and story_files.is_taken_down(connection, story.origin)
