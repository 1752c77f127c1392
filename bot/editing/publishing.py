"""The service that publishes new chapters, now or at a time that was set."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable, Collection, Sequence

from bot.clock import Clock
from bot.database import Connection, Database
from bot.editing.chapter_file import from_markdown
from bot.editing.chapter_updates import PUBLISHED, ChapterUpdate, appended
from bot.editing.errors import (
    MomentPastError,
    NoTextError,
    ReleaseGoneError,
    TooFarOffError,
    UnknownMomentError,
)
from bot.editing.files import require_size
from bot.editing.models import ChangeKind, Release
from bot.editing.moments import load, understood
from bot.editing.queries import releases
from bot.editing.writer import StoryWriter, WrittenStory
from bot.errors import FiresideError
from bot.imports.manuscript import ManuscriptChapter, single_chapter
from bot.imports.models import ImportLimits
from bot.imports.parsing import Tell, parsed
from bot.librarians.service import looked_after, zone_of_server
from bot.stories.chapters import NewChapter, StoredChapter, counted
from bot.stories.detail_kinds import one_line
from bot.stories.ids import ReleaseId, StoryId
from bot.stories.models import ChapterKind, Credentials, Listing, Story, page_of
from bot.stories.queries import stories
from bot.workers import Batch, Worker

log = logging.getLogger(__name__)

_AN_HOUR, _TEN_YEARS = 3_600, 10 * 365 * 86_400
RELEASES_A_PAGE = 4
_CHOSEN = re.compile(r"@(\d{1,12})")
_SUGGESTED = ("in 1 hour", "tomorrow 18:00", "saturday 18:00")


class Publishing:
    """Publishes chapters, each once. The worker publishes those whose time has come."""

    def __init__(self, database: Database, clock: Clock, writer: StoryWriter, limits: ImportLimits) -> None:
        self._limits = limits
        self._database = database
        self._clock = clock
        self._writer = writer
        self._listed = asyncio.Event()

    async def prepare(self) -> None:
        """Loads what understands typed times, so that nobody waits for that longer than Discord does."""
        await asyncio.to_thread(load)

    async def moment(self, who: Credentials, typed: str) -> int:
        """Returns the time meant by the typed or chosen text, UTC in seconds, in the time zone of their
        server.

        Raises UnknownMomentError where it is none, MomentPastError or TooFarOffError.
        """
        _, times = await self._times_meant(who, typed)
        if not times:
            raise UnknownMomentError(typed)
        _require_in_reach(times[0], self._clock.now())
        if times[0] <= self._clock.now():
            raise MomentPastError
        return times[0]

    async def moments(self, who: Credentials, typed: str) -> tuple[str, list[int]]:
        """Returns the time zone of their server, and the future times that the typed text may mean, UTC in
        seconds."""
        zone, times = await self._times_meant(who, typed)
        now = self._clock.now()
        return zone, [each for each in times if now < each <= now + _TEN_YEARS]

    async def _times_meant(self, who: Credentials, typed: str) -> tuple[str, list[int]]:
        zone = await self._database.read(lambda connection: zone_of_server(connection, who.guild))
        if chosen := _CHOSEN.fullmatch(typed.strip()):
            return zone, [int(chosen[1])]
        now = self._clock.now()
        wanted = [typed] if typed.strip() else _SUGGESTED
        found = [await asyncio.to_thread(understood, each, now, zone) for each in wanted]
        return zone, [each for each in found if each is not None]

    def require_size(self, name: str, size: int) -> None:
        """Raises UnreadableFileError for a chapter's file of too many bytes, before it is fetched."""
        require_size(name, size, self._limits.file_bytes)

    async def chapter_in(self, data: bytes, name: str, tell: Tell) -> ManuscriptChapter:
        """Returns the one chapter in a file's contents. Raises UnreadableFileError."""
        await tell("Reading it…")
        return single_chapter(await parsed(data, name, self._limits, tell))

    async def chapter_of(self, title: str, typed: str) -> ManuscriptChapter:
        """Returns a chapter from its title and its text in Markdown, as typed in a form. Raises NoTextError
        where it has no words."""
        text = await asyncio.to_thread(from_markdown, typed)
        if not any(map(str.isalnum, text)):
            raise NoTextError
        return ManuscriptChapter(one_line(title), text)

    async def publish(
        self, who: Credentials, story: StoryId, chapter: ManuscriptChapter, once: int
    ) -> WrittenStory:
        """Publishes a chapter at the end of a story's body. `once` identifies the request, which takes effect
        once only.

        Raises StoryGoneError, NotALibrarianError or StoryTooLongError.
        """
        return await self._publish(who, story, chapter, f"{once}")

    async def plan(
        self, who: Credentials, story: StoryId, chapter: ManuscriptChapter, due_at: int
    ) -> Release:
        """Plans a chapter for a time, UTC in seconds. A time that went by while the chapter was being written
        counts as now. Raises TooFarOffError, StoryGoneError or NotALibrarianError."""
        now = self._clock.now()
        _require_in_reach(due_at, now)
        title = one_line(chapter.title)

        def job(connection: Connection) -> Release:
            looked_after(connection, who, story)
            return releases.insert(
                connection, story, title, chapter.text, chapter.notes, due_at, who.reader, now
            )

        kept = await self._database.transaction(job)
        self._listed.set()
        return kept

    async def planned(self, who: Credentials, story: StoryId, page: int) -> tuple[Story, Listing[Release]]:
        """Returns a story and a page of its planned chapters, the next first."""

        def job(connection: Connection) -> tuple[Story, Listing[Release]]:
            found = looked_after(connection, who, story)
            return found, page_of(releases.of(connection, story), page, RELEASES_A_PAGE)

        return await self._database.read(job)

    async def call_off(self, who: Credentials, release: ReleaseId) -> Release:
        """Calls off a planned chapter, and returns it. Raises ReleaseGoneError where it has appeared, or was
        called off."""

        def job(connection: Connection) -> Release:
            found = _waiting(connection, who, release)
            releases.delete(connection, release)
            return found

        called_off = await self._database.transaction(job)
        self._listed.set()
        return called_off

    async def release_now(self, who: Credentials, release: ReleaseId) -> WrittenStory:
        """Publishes a planned chapter before its time. Raises ReleaseGoneError like `call_off`."""
        found = await self._database.read(lambda connection: _waiting(connection, who, release))
        return await self._release(found, who)

    def worker(self) -> Worker[ReleaseId]:
        """Returns the worker that publishes due chapters, beginning with those that came due while it did not
        run."""
        return Worker("publishing", self._clock, self._due, self._release_due, self._listed)

    async def _due(self, waiting: Collection[ReleaseId]) -> Batch[ReleaseId]:
        """Returns the next chapter. One that is due in a story taken down follows when the story is put
        back."""
        found = await self._database.read(lambda connection: releases.next_due(connection, waiting))
        if found is None:
            return Batch()
        release, due_at = found
        return Batch([release]) if due_at <= self._clock.now() else Batch(next_at=due_at)

    async def _release_due(self, identity: ReleaseId) -> None:
        def job(connection: Connection) -> tuple[Release | None, Story | None]:
            found = releases.get(connection, identity)
            return found, stories.get(connection, found.story) if found else None

        release, story = await self._database.read(job)
        if release is None or story is None:
            return
        # Whoever set the time was allowed to then, which is enough.
        who = Credentials(release.by, guild=story.guild, manages=True, owner=True)
        try:
            await self._release(release, who)
            log.info("Published “%s” of “%s” at its time", release.title or "a chapter", story.title)
        except ReleaseGoneError:
            log.info("A chapter of “%s” was released or called off in the meantime", story.title)
        except FiresideError as error:
            log.warning("A chapter of “%s” waits another hour: %s", story.title, error)
            later = self._clock.now() + _AN_HOUR
            await self._database.transaction(
                lambda connection: releases.postpone(connection, release.id, later)
            )

    async def _release(self, release: Release, who: Credentials) -> WrittenStory:
        chapter = ManuscriptChapter(release.title, release.text, notes=release.notes)

        def take(connection: Connection) -> None:
            if not releases.delete(connection, release.id):
                raise ReleaseGoneError

        written = await self._publish(who, release.story, chapter, f"planned-{release.id}", take)
        self._listed.set()
        return written

    async def _publish(
        self,
        who: Credentials,
        story: StoryId,
        chapter: ManuscriptChapter,
        once: str,
        also: Callable[[Connection], None] | None = None,
    ) -> WrittenStory:
        def with_chapter(old: Sequence[StoredChapter]) -> Sequence[NewChapter]:
            key = f"{PUBLISHED}{once}"
            new = counted(chapter.title, ChapterKind.BODY, key, chapter.text, chapter.notes)
            return appended([each.content for each in old], [new])

        update = ChapterUpdate(
            who=who, story=story, rewrite=with_chapter, change=ChangeKind.PUBLISHED, also=also
        )
        return await self._writer.write(update)


def _require_in_reach(due_at: int, now: int) -> None:
    if due_at > now + _TEN_YEARS:
        raise TooFarOffError


def _waiting(connection: Connection, who: Credentials, release: ReleaseId) -> Release:
    found = releases.get(connection, release)
    if found is None:
        raise ReleaseGoneError
    looked_after(connection, who, found.story)
    return found
