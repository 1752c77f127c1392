"""The service that publishes new chapters, now or at a time that was set."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import partial

from bot.clock import Clock
from bot.database import Connection, Database
from bot.editing.chapter_file import from_markdown
from bot.editing.chapter_updates import publication
from bot.editing.editor import StoryEditor
from bot.editing.errors import (
    MomentPastError,
    NoTextError,
    ReleaseGoneError,
    UnknownMomentError,
)
from bot.editing.files import require_size
from bot.editing.models import Release
from bot.editing.moments import load, understood, written
from bot.editing.planning import planned_chapter
from bot.editing.publications import (
    TEN_YEARS,
    Publication,
    contents_of,
    free_dates,
    guild_with,
    require_in_reach,
)
from bot.editing.queries import releases
from bot.editing.writer import StoryWriter, WrittenStory
from bot.errors import DatabaseError, FiresideError
from bot.imports.manuscript import ManuscriptChapter, chapters_to_publish, single_chapter
from bot.imports.models import ImportLimits
from bot.imports.parsing import Tell, parsed
from bot.language import _
from bot.language.time_words import in_english
from bot.librarians.service import on_behalf_of, zone_of
from bot.stories.detail_kinds import one_line
from bot.stories.ids import ReleaseId, RoleId, StoryId
from bot.stories.models import Credentials, EarlyAccess, Story
from bot.stories.queries import stories
from bot.workers import Batch, Worker

log = logging.getLogger(__name__)

_CHOSEN = re.compile(r"@(\d{1,12})")
_SUGGESTED = ("in 1 hour", "tomorrow 18:00", "saturday 18:00")


class Publishing:
    """Publishes chapters, each once. The worker publishes those whose time has come."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        writer: StoryWriter,
        editor: StoryEditor,
        limits: ImportLimits,
    ) -> None:
        self._editor = editor
        self._limits = limits
        self._database = database
        self._clock = clock
        self._writer = writer
        self._listed = asyncio.Event()

    def wake(self) -> None:
        """Has the worker look again for the next chapter."""
        self._listed.set()

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
        require_in_reach(times[0], self._clock.now())
        if times[0] <= self._clock.now():
            raise MomentPastError
        return times[0]

    async def moments(self, who: Credentials, typed: str) -> tuple[str, list[int]]:
        """Returns the time zone of their server, and the future times that the typed text may mean, UTC in
        seconds."""
        zone, times = await self._times_meant(who, typed)
        now = self._clock.now()
        return zone, [each for each in times if now < each <= now + TEN_YEARS]

    async def _times_meant(self, who: Credentials, typed: str) -> tuple[str, list[int]]:
        zone = await self._database.read(lambda connection: zone_of(connection, who))
        if chosen := _CHOSEN.fullmatch(typed.strip()):
            return zone, [int(chosen[1])]
        now = self._clock.now()
        wanted = [in_english(typed)] if typed.strip() else _SUGGESTED
        found = [await asyncio.to_thread(understood, each, now, zone) for each in wanted]
        return zone, [each for each in found if each is not None]

    def require_size(self, name: str, size: int) -> None:
        """Raises UnreadableFileError for a chapter's file of too many bytes, before it is fetched."""
        require_size(name, size, self._limits.file_bytes)

    async def chapter_in(self, data: bytes, name: str, tell: Tell) -> ManuscriptChapter:
        """Returns the one chapter in a file's contents. Raises UnreadableFileError."""
        await tell(_("Reading it…"))
        return single_chapter(await parsed(data, name, self._limits, tell))

    async def chapters_in(self, data: bytes, name: str, tell: Tell) -> list[ManuscriptChapter]:
        """Returns the chapters in a file's contents, at least one. Raises UnreadableFileError."""
        await tell(_("Reading it…"))
        return chapters_to_publish(await parsed(data, name, self._limits, tell))

    async def written(self, who: Credentials, moment: int | None) -> tuple[str, str]:
        """Returns a time (UTC, seconds) as they may type it, empty for None, and the time zone in which they
        mean times."""
        zone = await self._database.read(lambda connection: zone_of(connection, who))
        return "" if moment is None else written(moment, zone), zone

    def announced(self, chapter: ManuscriptChapter, words: str | None) -> ManuscriptChapter:
        """Returns a chapter with the author's word to subscribers."""
        return replace(chapter, notes=chapter.notes.announcing(words or ""))

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

        Raises StoryTooLongError, and as `StoryEditor.make` does.
        """
        edit = Publication(contents_of([chapter]), f"{once}")
        return await self._editor.make(who, story, edit)

    async def release_now(self, who: Credentials, release: ReleaseId) -> WrittenStory:
        """Publishes a planned chapter before its time. Raises ReleaseGoneError where it has
        appeared, or was called off."""
        found = await self._database.read(lambda connection: planned_chapter(connection, who, release))
        return await self._release(found, who)

    async def release_early(
        self, who: Credentials, release: ReleaseId, roles: Sequence[RoleId]
    ) -> tuple[WrittenStory, EarlyAccess]:
        """Publishes a planned chapter for those with one of these roles, and returns who may read it; it
        opens to everybody at the time that it was planned for.

        Raises ReleaseGoneError like `release_now`, NotEarlyError, or NoRolesHereError outside of
        servers.
        """
        found = await self._database.read(lambda connection: planned_chapter(connection, who, release))
        guild = guild_with(who, roles)
        access = EarlyAccess(guild, tuple(roles), found.due_at)
        return await self._release(found, who, access), access

    def worker(self) -> Worker[ReleaseId]:
        """Returns the worker that publishes due chapters, beginning with those that came due while it did not
        run."""
        return Worker("publishing", self._clock, self._due, self._release_due, self._listed)

    async def _due(self, waiting: Collection[ReleaseId]) -> Batch[ReleaseId]:
        """Returns the next chapter. One that is due in a story taken down follows when the story is put
        back."""
        now = self._clock.now()
        if await self._database.read(partial(releases.in_rhythm_after, moment=now + TEN_YEARS)):
            await self._database.transaction(partial(_plan_anew, now=now))
        found = await self._database.read(lambda connection: releases.next_due(connection, waiting, now))
        if found is None:
            return Batch()
        release, due_at = found
        return Batch([release]) if due_at <= now else Batch(next_at=due_at)

    async def _release_due(self, identity: ReleaseId) -> None:
        def job(connection: Connection) -> tuple[Release | None, Story | None]:
            found = releases.get(connection, identity)
            return found, stories.get(connection, found.story) if found else None

        release, story = await self._database.read(job)
        if release is None or story is None:
            return
        who = on_behalf_of(release.by, story.guild)
        try:
            await self._release(release, who)
            log.info("Published “%s” of “%s” at its time", release.title or "a chapter", story.title)
        except ReleaseGoneError:
            log.info("A chapter of “%s” was released or called off in the meantime", story.title)
        except DatabaseError:
            raise  # which is over soon: the worker tries again in seconds
        except FiresideError as error:
            log.warning("A chapter of “%s” waits another hour: %s", story.title, error)
            now = self._clock.now()
            await self._database.transaction(lambda connection: releases.refuse(connection, release.id, now))

    async def _release(
        self, release: Release, who: Credentials, early: EarlyAccess | None = None
    ) -> WrittenStory:
        def take(connection: Connection, now: int) -> None:
            if not releases.take(connection, release.id, now, after=now):
                raise ReleaseGoneError

        chapter, once = release.content, f"planned-{release.id}"
        update = publication(
            who, release.story, [chapter], once, early=[early], also=take, unless_there=early is None
        )
        written = await self._writer.write(update)
        self.wake()
        return written


def _plan_anew(connection: Connection, now: int) -> None:
    """Gives chapters that are planned for a later time than any can be, since the clock was ahead, the next
    free days of their rhythm."""
    for release, story in releases.in_rhythm_after(connection, now + TEN_YEARS):
        (day,) = free_dates(connection, story, now, 1)
        releases.postpone(connection, release, day)
