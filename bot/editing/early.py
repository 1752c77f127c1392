"""Chapters that are open to some readers first: published for them, changed, and opened to everybody."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from bot.clock import Clock
from bot.database import Connection, Database
from bot.editing.chapter_updates import ChapterUpdate
from bot.editing.editor import StoryEditor
from bot.editing.errors import OpenAlreadyError
from bot.editing.models import ChangeKind
from bot.editing.publications import (
    EarlyPublication,
    contents_of,
    guild_with,
    require_in_reach,
)
from bot.editing.queries import history
from bot.editing.writer import StoryWriter, WrittenStory
from bot.errors import DatabaseError, FiresideError
from bot.imports.manuscript import ManuscriptChapter
from bot.librarians.service import editable, looked_after, on_behalf_of
from bot.stories.changes import Fate
from bot.stories.chapters import NewChapter, StoredChapter
from bot.stories.ids import ChapterId, ReaderId, RoleId, StoryId
from bot.stories.models import Chapter, ChapterKind, Credentials, EarlyAccess, Story
from bot.stories.queries import chapters, early
from bot.workers import Batch, Worker

log = logging.getLogger(__name__)

_NOBODY = ReaderId(0)


@dataclass(frozen=True, slots=True)
class EarlyChapter:
    """A chapter, its story, and who may read it before all may."""

    story: Story
    chapter: Chapter
    access: EarlyAccess


class EarlyChapters:
    """Chapters for early readers. The worker opens each to everybody at its time."""

    def __init__(self, database: Database, clock: Clock, writer: StoryWriter, editor: StoryEditor) -> None:
        self._database = database
        self._clock = clock
        self._writer = writer
        self._editor = editor
        self._changed = asyncio.Event()

    async def publish(
        self,
        who: Credentials,
        story: StoryId,
        new: Sequence[ManuscriptChapter],
        roles: Sequence[RoleId],
        opens_at: int | None,
        once: str,
    ) -> tuple[WrittenStory, EarlyAccess]:
        """Publishes chapters for those with one of these roles, and returns who may read the first. They open
        to everybody at a time (UTC, seconds); with None each on the next free day of the story's rhythm or,
        where it has none, when a librarian says so. `once` identifies the request, which takes effect once
        only.

        Raises NotEarlyError, NoRolesHereError, TooFarOffError, StoryTooLongError, and what `StoryEditor.make`
        does.
        """
        require_in_reach(opens_at or 0, self._clock.now())
        asked = EarlyAccess(guild_with(who, roles), tuple(roles), opens_at)
        edit = EarlyPublication(contents_of(new), once, roles, opens_at)
        written = await self._editor.make(who, story, edit)
        access = await self._database.read(lambda connection: early.of(connection, story))
        added = (each.chapter for each in written.changes.chapters if each.fate is Fate.ADDED)
        return written, next((access[each] for each in added if each in access), asked)

    def wake(self) -> None:
        """Has the worker look again for the next chapter to be opened."""
        self._changed.set()

    async def of(self, who: Credentials, story: StoryId) -> list[EarlyChapter]:
        """Returns the early chapters of a story, in reading order. Raises StoryGoneError or
        NotALibrarianError, as all methods here do."""

        def job(connection: Connection) -> list[EarlyChapter]:
            found, access = editable(connection, who, story), early.of(connection, story)
            every = chapters.of(connection, story, None)
            return [EarlyChapter(found, each, access[each.id]) for each in every if each.id in access]

        return await self._database.read(job)

    async def chapter(self, who: Credentials, chapter: ChapterId) -> EarlyChapter:
        """Returns an early chapter. Raises OpenAlreadyError for one that is open to all, or not there, as the
        methods below do."""
        return await self._database.read(lambda connection: _early(connection, who, chapter))

    async def set_roles(self, who: Credentials, chapter: ChapterId, roles: Sequence[RoleId]) -> EarlyChapter:
        """Sets the roles that may read a chapter early. Raises NotEarlyError or NoRolesHereError."""

        def job(connection: Connection) -> EarlyChapter:
            found = _early(connection, who, chapter)
            access = EarlyAccess(guild_with(who, roles), tuple(roles), found.access.opens_at)
            early.set_access(connection, found.story.id, chapter, access)
            return replace(found, access=access)

        return await self._database.transaction(job)

    async def set_time(self, who: Credentials, chapter: ChapterId, opens_at: int | None) -> EarlyChapter:
        """Sets when a chapter opens to everybody, UTC in seconds; None: when a librarian says so. Raises
        TooFarOffError."""
        require_in_reach(opens_at or 0, self._clock.now())

        def job(connection: Connection) -> EarlyChapter:
            found = _early(connection, who, chapter)
            access = replace(found.access, opens_at=opens_at)
            early.set_access(connection, found.story.id, chapter, access)
            return replace(found, access=access)

        changed = await self._database.transaction(job)
        self._changed.set()
        return changed

    async def open(self, who: Credentials, chapter: ChapterId) -> WrittenStory:
        """Opens a chapter to everybody, with the early ones before it."""
        found = await self.chapter(who, chapter)

        def rewrite(old: Sequence[StoredChapter]) -> Sequence[NewChapter]:
            return opened(old, chapter)

        return await self._writer.write(
            ChapterUpdate(who=who, story=found.story.id, rewrite=rewrite, change=ChangeKind.OPENED)
        )

    def worker(self) -> Worker[ChapterId]:
        """Returns the worker that opens chapters at their time, beginning with those whose time came while it
        did not run."""
        return Worker("openings", self._clock, self._due, self._open_due, self._changed)

    async def _due(self, waiting: Collection[ChapterId]) -> Batch[ChapterId]:
        now = self._clock.now()
        found = await self._database.read(lambda connection: early.next_to_open(connection, waiting, now))
        if found is None:
            return Batch()
        chapter, opens_at = found
        return Batch([chapter]) if opens_at <= now else Batch(next_at=opens_at)

    async def _open_due(self, chapter: ChapterId) -> None:
        by, guild = await self._database.read(
            lambda connection: (history.who_added(connection, chapter), early.guild_of(connection, chapter))
        )
        who = on_behalf_of(by or _NOBODY, guild)
        try:
            written = await self.open(who, chapter)
            log.info("A chapter of “%s” is open to everybody at its time", written.story.title)
        except OpenAlreadyError:
            log.info("A chapter was opened to everybody or removed in the meantime")
        except DatabaseError:
            raise  # which is over soon: the worker tries again in seconds
        except FiresideError as error:
            log.warning("A chapter waits another hour before it opens: %s", error)
            now = self._clock.now()
            await self._database.transaction(lambda connection: early.refuse(connection, chapter, now))


def opened(old: Sequence[StoredChapter], chapter: ChapterId) -> list[NewChapter]:
    """Returns the chapters of a story with this one, and the early ones before it, behind those of the body
    that are open to all."""
    at = next((at for at, each in enumerate(old) if each.chapter.id == chapter and each.early), None)
    if at is None:
        raise OpenAlreadyError
    opening = {each.chapter.id for each in old[: at + 1] if each.early}
    end = 1 + max(
        at for at, each in enumerate(old) if each.chapter.kind is ChapterKind.BODY and not each.early
    )
    now = [each.content.opened_to(None) for each in old if each.chapter.id in opening]
    rest = [each.content for each in old[end:] if each.chapter.id not in opening]
    return [*(each.content for each in old[:end]), *now, *rest]


def _early(connection: Connection, who: Credentials, chapter: ChapterId) -> EarlyChapter:
    found = chapters.get(connection, chapter, None)
    if found is None:
        raise OpenAlreadyError
    story = looked_after(connection, who, found.story)
    access = early.of(connection, story.id).get(chapter)
    if access is None:
        raise OpenAlreadyError
    return EarlyChapter(story, found, access)
